using System.ComponentModel;
using System.Numerics.Tensors;
using Keras.Hosting;

namespace Keras;

/// <summary>The true values of one output: a tensor of floats (values, one-hot classes), or of ints, bytes or bools (labels). Converts
/// implicitly from each.</summary>
public readonly struct TargetTensor : IEquatable<TargetTensor>
{
    private TargetTensor(TensorData data) => Data = data;

    /// <summary>What the training core reads; missing where the output has no targets.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TensorData Data { get; }

    /// <summary>Values or one-hot classes.</summary>
    public static implicit operator TargetTensor(Tensor<float> values) => new(TensorData.Of(values));

    /// <summary>Labels.</summary>
    public static implicit operator TargetTensor(Tensor<int> labels) => new(TensorData.Of(labels));

    /// <summary>Labels.</summary>
    public static implicit operator TargetTensor(Tensor<byte> labels) => new(TensorData.Of(labels));

    /// <summary>Labels.</summary>
    public static implicit operator TargetTensor(Tensor<bool> labels) => new(TensorData.Of(labels));

    /// <inheritdoc/>
    public bool Equals(TargetTensor other) => Data == other.Data;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is TargetTensor other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Data.GetHashCode();

    /// <summary>Whether both are the same tensor.</summary>
    public static bool operator ==(TargetTensor left, TargetTensor right) => left.Equals(right);

    /// <summary>Whether they are different tensors.</summary>
    public static bool operator !=(TargetTensor left, TargetTensor right) => !left.Equals(right);
}
