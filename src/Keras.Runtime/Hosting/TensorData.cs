using System.Buffers;
using System.ComponentModel;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;

namespace Keras.Hosting;

/// <summary>A tensor of any element type on its way into or out of a model.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TensorData
{
    private protected TensorData(DType dtype, nint[] lengths)
    {
        DType = dtype;
        Lengths = lengths;
    }

    /// <summary>Wraps a tensor; null stays null.</summary>
    public static TensorData? Of<T>(Tensor<T>? tensor) where T : unmanaged => tensor is null ? null : new TensorData<T>(tensor);

    /// <summary>The wrapped tensor.</summary>
    public Tensor<T> As<T>() where T : unmanaged => ((TensorData<T>)this).Tensor;

    /// <summary>A new tensor of this element type and shape.</summary>
    internal static TensorData Create(DType dtype, nint[] lengths) => dtype switch
    {
        DType.Float32 => new TensorData<float>(Tensor.CreateFromShape<float>(lengths)),
        DType.Int32 => new TensorData<int>(Tensor.CreateFromShape<int>(lengths)),
        DType.UInt8 => new TensorData<byte>(Tensor.CreateFromShape<byte>(lengths)),
        _ => new TensorData<bool>(Tensor.CreateFromShape<bool>(lengths)),
    };

    /// <summary>Bytes of one element.</summary>
    internal static int ElementSize(DType dtype) => dtype is DType.Float32 or DType.Int32 ? 4 : 1;

    internal DType DType { get; }

    internal nint[] Lengths { get; }

    /// <summary>Number of elements.</summary>
    internal long Count => Lengths.Aggregate(1L, (count, length) => checked(count * length));

    /// <summary>The values as floats: the tensor itself, or a copy; truth values are 0 and 1.</summary>
    internal abstract Tensor<float> ToFloats();

    /// <summary>Holds the data in place, row-major, and says where.</summary>
    internal abstract unsafe MemoryHandle Pin(out void* address);
}

/// <inheritdoc/>
internal sealed class TensorData<T> : TensorData where T : unmanaged
{
    private Tensor<T> _dense;

    public TensorData(Tensor<T> tensor) : base(ElementType, tensor.Lengths.ToArray()) => Tensor = _dense = tensor;

    public Tensor<T> Tensor { get; }

    internal override unsafe MemoryHandle Pin(out void* address)
    {
        if (!_dense.IsDense) _dense = _dense.ToDenseTensor();
        var handle = _dense.GetPinnedHandle();
        // The handle of a slice, and its own reference, point to the start of the whole array; the span knows better.
        address = Unsafe.AsPointer(ref Unsafe.AsRef(in _dense.AsReadOnlyTensorSpan().GetPinnableReference()));
        return handle;
    }

    internal override Tensor<float> ToFloats()
    {
        if (Tensor is Tensor<float> floats) return floats;
        var (values, copy) = (new T[Count], new float[Count]);
        Tensor.FlattenTo(values);
        for (var i = 0; i < copy.Length; i++)
            copy[i] = values[i] switch { int number => number, byte number => number, _ => values[i].Equals(default(T)) ? 0f : 1f };
        return System.Numerics.Tensors.Tensor.Create(copy, Lengths);
    }

    private static DType ElementType =>
        typeof(T) == typeof(float) ? DType.Float32
        : typeof(T) == typeof(int) ? DType.Int32
        : typeof(T) == typeof(byte) ? DType.UInt8
        : typeof(T) == typeof(bool) ? DType.Bool
        : throw new NotSupportedException($"Tensors of {typeof(T)} are not supported: use float, int, byte or bool.");
}
