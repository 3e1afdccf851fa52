using System.Numerics.Tensors;
using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Compilation;

/// <summary>Golden tensors as the tensors that models take; called by drivers.</summary>
public static class TensorConversions
{
    public static Tensor<float> Floats(this GoldenTensor tensor) => Tensor.Create(tensor.Data, tensor.Lengths());

    public static Tensor<int> Ints(this GoldenTensor tensor) => Tensor.Create(Array.ConvertAll(tensor.Data, v => (int)v), tensor.Lengths());

    public static Tensor<bool> Bools(this GoldenTensor tensor) => Tensor.Create(Array.ConvertAll(tensor.Data, v => v != 0), tensor.Lengths());

    public static float[] Flat(this Tensor<float> tensor)
    {
        var flat = new float[tensor.FlattenedLength];
        tensor.FlattenTo(flat);
        return flat;
    }

    private static nint[] Lengths(this GoldenTensor tensor) => [.. tensor.Shape.Select(length => (nint)length)];
}
