using System.IO.Compression;
using System.Numerics.Tensors;

namespace Samples.Characters;

/// <summary>A text cut into windows, the last part of it held out.</summary>
internal sealed class Corpus
{
    /// <summary>Part of the text that is held out.</summary>
    private const double HeldOut = 0.1;

    private Corpus(int[] training, int[] test) => (Training, Test) = (training, test);

    /// <summary>The numbers of the characters to train on.</summary>
    public int[] Training { get; }

    /// <summary>The numbers of the characters that are held out.</summary>
    public int[] Test { get; }

    public static Corpus Of(string text)
    {
        var characters = Alphabet.Encode(text);
        var training = (int)(characters.Length * (1 - HeldOut));
        return new(characters[..training], characters[training..]);
    }

    /// <summary>Reads a file, zipped if its name ends in <c>.gz</c>.</summary>
    public static string Read(FileInfo file)
    {
        using Stream bytes = file.OpenRead();
        using var content = file.Extension == ".gz" ? new GZipStream(bytes, CompressionMode.Decompress) : bytes;
        using var reader = new StreamReader(content);
        return reader.ReadToEnd();
    }

    /// <summary>Windows one after another, and for each character the one that follows it.</summary>
    /// <param name="characters">The text.</param>
    /// <param name="length">Characters in a window.</param>
    /// <param name="offset">Characters that are left out in front, so that other epochs see other windows.</param>
    /// <returns>Two tensors of shape (n, length).</returns>
    public static (Tensor<int> Characters, Tensor<int> Next) Windows(int[] characters, int length, int offset = 0)
    {
        var count = (characters.Length - 1 - offset) / length;
        if (count < 1)
            throw new ArgumentException($"The text has {characters.Length} characters; at least {offset + length + 1} are expected.", nameof(characters));
        return (Tensor.Create(characters[offset..(offset + count * length)], [count, length]),
            Tensor.Create(characters[(offset + 1)..(offset + 1 + count * length)], [count, length]));
    }
}
