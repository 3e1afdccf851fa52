using System.Buffers.Binary;
using System.IO.Compression;

namespace Keras.Datasets;

/// <summary>Files in the idx format of MNIST: a magic number, lengths of the axes (big-endian), bytes. Plain or with gzip around it.</summary>
internal static class IdxFile
{
    private const int UnsignedByte = 0x08;

    /// <summary>The bytes of a file with this many axes.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or something else: says file, expected and found.</exception>
    public static (byte[] Values, int[] Shape) Read(string path, int rank)
    {
        var bytes = ReadAll(path);
        var header = sizeof(int) * (1 + rank);
        if (bytes.Length < header) throw Fault(path, $"at least {header} bytes of header", $"{bytes.Length} bytes");
        var magic = BinaryPrimitives.ReadInt32BigEndian(bytes);
        var expected = (UnsignedByte << 8) | rank;
        if (magic != expected) throw Fault(path, $"the magic number {expected} (bytes, {rank} axes)", $"{magic}");

        var shape = new int[rank];
        var count = 1L;
        for (var axis = 0; axis < rank; axis++)
        {
            shape[axis] = BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(sizeof(int) * (1 + axis)));
            if (shape[axis] < 0) throw Fault(path, "lengths of axes that are not negative", $"{shape[axis]}");
            count = Math.Min(count * shape[axis], int.MaxValue);
        }
        if (bytes.Length - header != count)
            throw Fault(path, $"{count} bytes for shape ({string.Join(", ", shape)})", $"{bytes.Length - header} bytes after the header");
        return (bytes[header..], shape);
    }

    private static byte[] ReadAll(string path)
    {
        using var file = File.OpenRead(path);
        // gzip announces itself; the name may lie.
        var zipped = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        using var content = new MemoryStream();
        if (!zipped)
        {
            file.CopyTo(content);
            return content.ToArray();
        }
        try
        {
            using var unzipped = new GZipStream(file, CompressionMode.Decompress);
            unzipped.CopyTo(content);
        }
        catch (InvalidDataException e)
        {
            throw new InvalidDataException(
                $"'{path}' is not a whole idx file: its gzip compression is damaged after {content.Length} bytes ({file.Length} bytes on disk). {e.Message}", e);
        }
        return content.ToArray();
    }

    private static InvalidDataException Fault(string path, string expected, string found) =>
        new($"'{path}' is not a whole idx file: expected {expected}, found {found}.");
}
