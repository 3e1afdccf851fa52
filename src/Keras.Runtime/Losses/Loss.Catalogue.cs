namespace Keras;

/// <content>Keras's losses with their default arguments. For others, construct the class.</content>
public abstract partial class Loss
{
    /// <summary>Mean over the last axis of (p − y)².</summary>
    public static Loss MeanSquaredError => new MeanSquaredErrorLoss();
}
