using System.Runtime.InteropServices;
using Keras.Hosting;

namespace Keras.Training;

/// <summary>One batch as the program and the losses read it: gathered rows in memory of its own, reused from step to step, or rows where the
/// caller has them.</summary>
internal sealed unsafe class StagedBatch(ProgramSignature signature) : IDisposable
{
    /// <summary>Number of samples.</summary>
    public int Count { get; set; }

    /// <summary>Lengths of the unknown axes.</summary>
    public long[] Axes { get; } = new long[signature.Axes.Length];

    /// <summary>Rows of each input.</summary>
    public Column[] Inputs { get; } = Columns(signature.Inputs.Length);

    /// <summary>Rows of each output's targets.</summary>
    public Column[] Targets { get; } = Columns(signature.Outputs.Length);

    /// <summary>Rows of each output's sample weights.</summary>
    public Column[] Weights { get; } = Columns(signature.Outputs.Length);

    public void Dispose()
    {
        foreach (var column in Inputs.Concat(Targets).Concat(Weights)) column.Dispose();
    }

    /// <summary>So many, empty.</summary>
    internal static Column[] Columns(int count) => [.. Enumerable.Range(0, count).Select(_ => new Column())];

    /// <summary>Rows of one tensor; empty where it is not given.</summary>
    internal sealed class Column : IDisposable
    {
        private NativeBuffer? _memory;

        /// <summary>Bytes in use.</summary>
        public long Bytes { get; private set; }

        public byte* Address { get; private set; }

        public ReadOnlySpan<float> Floats => new(Address, (int)(Bytes / sizeof(float)));

        /// <summary>Memory for so many bytes.</summary>
        public byte* Reserve(long bytes)
        {
            if (bytes > (_memory?.Length ?? 0))
            {
                _memory?.Dispose();
                _memory = new(bytes);
            }
            Borrow(_memory is null ? null : _memory.Address, bytes);
            return Address;
        }

        /// <summary>Rows that lie in memory of somebody else.</summary>
        public void Borrow(byte* address, long bytes)
        {
            Address = address;
            Bytes = bytes;
        }

        /// <summary>Copies rows that were borrowed.</summary>
        public void Own()
        {
            var from = Address;
            NativeMemory.Copy(from, Reserve(Bytes), (nuint)Bytes);
        }

        /// <summary>A copy as a tensor.</summary>
        public TensorData ToTensor(DType dtype, nint[] lengths)
        {
            var tensor = TensorData.Create(dtype, lengths);
            using var pinned = tensor.Pin(out var address);
            Buffer.MemoryCopy(Address, address, Bytes, Bytes);
            return tensor;
        }

        public void Dispose()
        {
            _memory?.Dispose();
            _memory = null;
            Borrow(null, 0);
        }
    }
}
