namespace Keras;

/// <summary>How the losses of a batch become one number (https://keras.io/api/losses/).</summary>
public enum Reduction
{
    /// <summary>Σ loss·weight / number of losses. Where a mask is given, only unmasked losses count.</summary>
    SumOverBatchSize,
    /// <summary>Σ loss·weight.</summary>
    Sum,
    /// <summary>As <see cref="SumOverBatchSize"/>.</summary>
    Mean,
    /// <summary>Σ loss·weight / Σ weight.</summary>
    MeanWithSampleWeight,
    /// <summary>No reduction: one value per row. Cannot be trained with.</summary>
    None,
}
