using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Keras.Hosting;

/// <summary>A tensor of any element type on its way into or out of a model, or none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct TensorData
{
    private readonly object? _tensor;

    private TensorData(object? tensor, DType dtype) => (_tensor, DType) = (tensor, dtype);

    /// <summary>Wraps a tensor; null is missing.</summary>
    public static TensorData Of<T>(Tensor<T>? tensor) where T : unmanaged => tensor is null ? default : new(tensor, ElementType<T>());

    /// <summary>The wrapped tensor.</summary>
    public Tensor<T> As<T>() where T : unmanaged => (Tensor<T>)_tensor!;

    /// <summary>A new tensor of this element type and shape.</summary>
    internal static TensorData Create(DType dtype, nint[] lengths) => dtype switch
    {
        DType.Float32 => Of(Tensor.CreateFromShape<float>(lengths)),
        DType.Int32 => Of(Tensor.CreateFromShape<int>(lengths)),
        DType.UInt8 => Of(Tensor.CreateFromShape<byte>(lengths)),
        _ => Of(Tensor.CreateFromShape<bool>(lengths)),
    };

    /// <summary>Bytes of one element.</summary>
    internal static int ElementSize(DType dtype) => dtype is DType.Float32 or DType.Int32 ? 4 : 1;

    /// <summary>Whether there is no tensor.</summary>
    internal bool IsMissing => _tensor is null;

    internal DType DType { get; }

    internal ReadOnlySpan<nint> Lengths => DType switch
    {
        DType.Float32 => As<float>().Lengths,
        DType.Int32 => As<int>().Lengths,
        DType.UInt8 => As<byte>().Lengths,
        _ => As<bool>().Lengths,
    };

    /// <summary>Number of elements.</summary>
    internal long Count
    {
        get
        {
            var count = 1L;
            foreach (var length in Lengths) count = checked(count * length);
            return count;
        }
    }

    /// <summary>The values as floats: the tensor itself, or a copy; truth values are 0 and 1.</summary>
    internal Tensor<float> ToFloats() => DType switch
    {
        DType.Float32 => As<float>(),
        DType.Int32 => ToFloats<int>(number => number),
        DType.UInt8 => ToFloats<byte>(number => number),
        _ => ToFloats<bool>(truth => truth ? 1f : 0f),
    };

    /// <summary>Holds the data in place, row-major, and says where.</summary>
    internal unsafe MemoryHandle Pin(out void* address) => DType switch
    {
        DType.Float32 => Pin<float>(out address),
        DType.Int32 => Pin<int>(out address),
        DType.UInt8 => Pin<byte>(out address),
        _ => Pin<bool>(out address),
    };

    private unsafe MemoryHandle Pin<T>(out void* address) where T : unmanaged
    {
        var dense = As<T>();
        if (!dense.IsDense) dense = dense.ToDenseTensor();
        var handle = dense.GetPinnedHandle();
        // The handle of a slice, and its own reference, point to the start of the whole array; the span knows better.
        address = Unsafe.AsPointer(ref Unsafe.AsRef(in dense.AsReadOnlyTensorSpan().GetPinnableReference()));
        return handle;
    }

    private Tensor<float> ToFloats<T>(Func<T, float> convert) where T : unmanaged
    {
        var values = new T[Count];
        As<T>().FlattenTo(values);
        return Tensor.Create(Array.ConvertAll(values, value => convert(value)), Lengths);
    }

    private static DType ElementType<T>() =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw new NotSupportedException($"Tensors of {typeof(T)} are not supported: use float, int, byte or bool.");
}
