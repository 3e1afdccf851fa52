using System.Runtime.InteropServices;
using System.Text;

namespace Keras.Benchmarks.Peers.Onnx;

/// <summary>A message in the wire format of protocol buffers. It keeps pieces instead of one array, so that large weights are not copied.</summary>
internal sealed class ProtoMessage
{
    private readonly List<Action<Stream>> _pieces = [];

    /// <summary>Bytes.</summary>
    public long Length { get; private set; }

    public ProtoMessage Add(int field, long value) => AddNumber(field << 3).AddNumber(value);

    public ProtoMessage Add(int field, string value) => Add(field, Encoding.UTF8.GetBytes(value));

    public ProtoMessage Add(int field, byte[] value) => AddLength(field, value.Length).AddPiece(value.Length, stream => stream.Write(value));

    /// <summary>The array's memory as it is.</summary>
    public ProtoMessage AddRaw<T>(int field, T[] values) where T : unmanaged
    {
        var length = values.Length * (long)Marshal.SizeOf<T>();
        return AddLength(field, length).AddPiece(length, stream => stream.Write(MemoryMarshal.AsBytes(values.AsSpan())));
    }

    public ProtoMessage Add(int field, ProtoMessage message) => AddLength(field, message.Length).AddPiece(message.Length, message.WriteTo);

    /// <summary>The fields of another message.</summary>
    public ProtoMessage AddFields(ProtoMessage message) => AddPiece(message.Length, message.WriteTo);

    public void WriteTo(Stream stream)
    {
        foreach (var piece in _pieces) piece(stream);
    }

    private ProtoMessage AddLength(int field, long length) => AddNumber(field << 3 | 2).AddNumber(length);

    /// <summary>Seven bits a byte, the lowest first.</summary>
    private ProtoMessage AddNumber(long value)
    {
        var bytes = new List<byte>();
        var rest = (ulong)value;
        for (; rest >= 0x80; rest >>= 7) bytes.Add((byte)(rest | 0x80));
        bytes.Add((byte)rest);
        byte[] written = [.. bytes];
        return AddPiece(written.Length, stream => stream.Write(written));
    }

    private ProtoMessage AddPiece(long length, Action<Stream> write)
    {
        _pieces.Add(write);
        Length += length;
        return this;
    }
}
