using System.Buffers.Binary;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;

namespace Keras.Saving;

/// <summary>A safetensors file (https://huggingface.co/docs/safetensors): eight bytes with the header's length, a JSON header, and the
/// tensors' bytes. Values are read from the file when they are asked for: of a mapping, the pages would count as the process's memory.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int LengthBytes = sizeof(ulong);
    private const long LargestHeader = 100_000_000;

    /// <summary>Floats that are written at a time, or one row of the last axis.</summary>
    private const int PartFloats = 1 << 16;

    private readonly SafeFileHandle _file;
    private readonly SafetensorsHeader _header;
    private readonly long _dataStart;

    private SafetensorsFile(string path)
    {
        Path = path;
        _file = File.OpenHandle(path);
        try
        {
            var bytes = RandomAccess.GetLength(_file);
            if (bytes < LengthBytes) throw new InvalidDataException($"'{path}' is not a valid safetensors file: it has {bytes} bytes, at least {LengthBytes} are expected.");
            Span<byte> lengthBytes = stackalloc byte[LengthBytes];
            ReadExactly(lengthBytes, 0);
            var length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
            if (length > (ulong)Math.Min(bytes - LengthBytes, LargestHeader))
                throw new InvalidDataException(
                    $"'{path}' is not a valid safetensors file: its first eight bytes announce a header of {length} bytes, but {bytes - LengthBytes} follow.");
            var header = new byte[length];
            ReadExactly(header, LengthBytes);
            _dataStart = LengthBytes + header.Length;
            _header = SafetensorsHeader.Read(path, header, bytes - _dataStart);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The tensors by name.</summary>
    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _header.Entries;

    /// <summary>The header's free texts.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _header.Metadata;

    /// <summary>Opens a file and checks its header in full.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is not a safetensors file, or is damaged: says where.</exception>
    public static SafetensorsFile Open(string path) => new(path);

    /// <summary>Writes float32 tensors; an older file of that name stays whole until the new one is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="tensors">The tensors, in the order of their bytes.</param>
    /// <param name="metadata">Free texts for the header.</param>
    /// <exception cref="ArgumentException">Two tensors of one name.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public static void Write(string path, IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
            if (!names.Add(tensor.Name)) throw new ArgumentException($"Two tensors are called '{tensor.Name}'.", nameof(tensors));

        var header = WriteHeader(tensors, metadata);
        AtomicFile.Write(path, stream =>
        {
            Span<byte> length = stackalloc byte[LengthBytes];
            BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
            stream.Write(length);
            stream.Write(header);
            foreach (var tensor in tensors) WriteValues(stream, tensor);
        });
    }

    /// <summary>Reads a tensor's bytes as they are in the file.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">Gets the bytes; as long as the entry's <see cref="SafetensorsEntry.Bytes"/>.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="IOException">The file could not be read.</exception>
    public void ReadBytes(string name, Span<byte> destination)
    {
        var entry = Entry(name);
        if (entry.Bytes != destination.Length)
            throw new ArgumentException($"'{Path}': entry {entry} has {entry.Bytes} bytes; the destination takes {destination.Length}.");
        ReadExactly(destination, _dataStart + entry.Start);
    }

    /// <summary>Reads a tensor of F32, F16, BF16 or F64 as float32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">Gets the values, row-major; as long as the tensor.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="InvalidDataException">The tensor has another element type.</exception>
    public void Read(string name, Span<float> destination)
    {
        CheckCount(name, destination.Length);
        Read(name, 0, destination);
    }

    /// <summary>Reads a part of a tensor of F32, F16, BF16 or F64 as float32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="first">Number of the first element.</param>
    /// <param name="destination">Gets the values that follow, row-major.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer elements.</exception>
    internal void Read(string name, long first, Span<float> destination)
    {
        var entry = Entry(name);
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first + destination.Length, entry.Count, nameof(destination));
        var position = _dataStart + entry.Start + first * entry.Type.Size();
        if (entry.Type == SafetensorsType.F32) ReadSingles(position, destination);
        else ReadConverted(entry, position, destination);
    }

    /// <summary>Reads a tensor of I32.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="destination">Gets the values, row-major; as long as the tensor.</param>
    /// <exception cref="KeyNotFoundException">There is no such tensor.</exception>
    /// <exception cref="InvalidDataException">The tensor has another element type.</exception>
    public void Read(string name, Span<int> destination)
    {
        CheckCount(name, destination.Length);
        if (Entry(name).Type is not SafetensorsType.I32 and var other)
            throw new InvalidDataException($"'{Path}': entry '{name}' holds {other}; I32 is expected.");
        ReadBytes(name, MemoryMarshal.AsBytes(destination));
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private void ReadSingles(long position, Span<float> destination)
    {
        // The bytes of a large tensor do not fit one span.
        const int Most = 1 << 28;
        while (!destination.IsEmpty)
        {
            var bytes = MemoryMarshal.AsBytes(destination[..Math.Min(destination.Length, Most)]);
            ReadExactly(bytes, position);
            position += bytes.Length;
            destination = destination[(bytes.Length / sizeof(float))..];
        }
    }

    private void ReadConverted(SafetensorsEntry entry, long position, Span<float> destination)
    {
        Span<byte> part = stackalloc byte[1 << 13];
        var size = entry.Type.Size();
        while (!destination.IsEmpty)
        {
            var values = destination[..Math.Min(destination.Length, part.Length / size)];
            var bytes = part[..(values.Length * size)];
            ReadExactly(bytes, position);
            Convert(entry, bytes, values);
            position += bytes.Length;
            destination = destination[values.Length..];
        }
    }

    private void Convert(SafetensorsEntry entry, ReadOnlySpan<byte> bytes, Span<float> values)
    {
        switch (entry.Type)
        {
            case SafetensorsType.F16:
                TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(bytes), values);
                break;
            case SafetensorsType.BF16:
                for (var i = 0; i < values.Length; i++)
                    values[i] = BitConverter.UInt32BitsToSingle((uint)BinaryPrimitives.ReadUInt16LittleEndian(bytes[(2 * i)..]) << 16);
                break;
            case SafetensorsType.F64:
                for (var i = 0; i < values.Length; i++) values[i] = (float)BinaryPrimitives.ReadDoubleLittleEndian(bytes[(8 * i)..]);
                break;
            case var other:
                throw new InvalidDataException($"'{Path}': entry {entry} holds {other}; a floating-point type is expected.");
        }
    }

    private void ReadExactly(Span<byte> destination, long position)
    {
        while (!destination.IsEmpty)
        {
            var count = RandomAccess.Read(_file, destination, position);
            if (count == 0) throw new EndOfStreamException($"'{Path}' ends at byte {position}: it was cut short while it was read.");
            destination = destination[count..];
            position += count;
        }
    }

    private SafetensorsEntry Entry(string name) =>
        Entries.TryGetValue(name, out var entry) ? entry
        : throw new KeyNotFoundException($"'{Path}' has no entry '{name}'. It has: {string.Join(", ", Entries.Keys.Order(StringComparer.Ordinal))}.");

    private void CheckCount(string name, int count)
    {
        var entry = Entry(name);
        if (entry.Count != count)
            throw new ArgumentException($"'{Path}': entry {entry} has {entry.Count} values; the destination takes {count}.");
    }

    private static byte[] WriteHeader(IReadOnlyList<SafetensorsTensor> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject("__metadata__");
                foreach (var (key, value) in metadata) json.WriteString(key, value);
                json.WriteEndObject();
            }
            var offset = 0L;
            foreach (var tensor in tensors)
            {
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", nameof(SafetensorsType.F32));
                json.WriteStartArray("shape");
                foreach (var length in tensor.Shape) json.WriteNumberValue(length);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(offset);
                json.WriteNumberValue(offset += (long)tensor.Count * sizeof(float));
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        // Spaces up to the next eight bytes, so that the data is aligned in memory.
        while (buffer.Length % LengthBytes != 0) buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static void WriteValues(Stream stream, SafetensorsTensor tensor)
    {
        if (tensor.Count == 0) return;
        var columns = tensor.Shape.Count == 0 ? 1 : tensor.Shape[^1];
        var rows = tensor.Count / columns;
        var part = new float[Math.Clamp(PartFloats / columns, 1, rows) * columns];
        for (var first = 0; first < tensor.Count; first += part.Length)
        {
            var values = part.AsSpan(0, Math.Min(part.Length, tensor.Count - first));
            tensor.Fill(values, first);
            stream.Write(MemoryMarshal.AsBytes(values));
        }
    }
}
