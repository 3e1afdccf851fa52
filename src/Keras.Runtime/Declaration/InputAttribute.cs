namespace Keras;

/// <summary>Declares a parameter of <c>Call</c> as an input of the model.</summary>
/// <param name="shape">Shape of one sample: the batch axis is left out. <see cref="Axis.None"/> is an axis of unknown length.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InputAttribute(params int[] shape) : Attribute
{
    /// <summary>What summaries and traces call an input, as Keras does.</summary>
    internal const string KerasClassName = "InputLayer";

    /// <summary>Shape of one sample, without the batch axis.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>Element type, float32 by default.</summary>
    public DType DType { get; set; } = DType.Float32;

    /// <summary>Fixed batch size; 0 (default) leaves it open.</summary>
    public int BatchSize { get; set; }
}
