namespace Keras.Datasets;

/// <summary>The MNIST database of handwritten digits: 60,000 images to train on and 10,000 to test, 28 by 28, labels 0 to 9
/// (Y. LeCun, C. Cortes, C. Burges).</summary>
public static class Mnist
{
    private const int ImageAxes = 3;
    private const int LabelAxes = 1;

    /// <summary>Both splits, from a folder or from the net.</summary>
    /// <param name="folder">Folder with the four idx files (<c>train-images-idx3-ubyte.gz</c> and so on, zipped or not). Null takes Keras's
    /// cache folder and downloads there what is missing.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static (LabeledImages Train, LabeledImages Test) Load(string? folder = null) =>
        (Load(MnistSplit.Train, folder), Load(MnistSplit.Test, folder));

    /// <summary>One split; a folder needs only that split's two files.</summary>
    /// <param name="split">Which.</param>
    /// <param name="folder">As for <see cref="Load(string?)"/>.</param>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">The folder lacks a file.</exception>
    /// <exception cref="InvalidDataException">A file is damaged.</exception>
    public static LabeledImages Load(MnistSplit split, string? folder = null)
    {
        var prefix = split == MnistSplit.Train ? "train" : "t10k";
        var imagePath = Find($"{prefix}-images-idx3-ubyte", folder);
        var labelPath = Find($"{prefix}-labels-idx1-ubyte", folder);
        var (images, shape) = IdxFile.Read(imagePath, ImageAxes);
        var (labels, _) = IdxFile.Read(labelPath, LabelAxes);
        if (labels.Length != shape[0])
            throw new InvalidDataException($"'{labelPath}' has {labels.Length} labels, but '{imagePath}' has {shape[0]} images.");

        var pixels = new float[images.Length];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = images[i] / 255f;
        var numbers = new int[labels.Length];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = labels[i] <= 9 ? labels[i]
                : throw new InvalidDataException($"'{labelPath}': label {i} is {labels[i]}; 0 to 9 are expected.");
        return new(pixels, numbers, shape[1], shape[2]);
    }

    private static string Find(string name, string? folder)
    {
        if (folder is null) return MnistDownload.Get(name + ".gz");
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException(
                $"The folder '{Path.GetFullPath(folder)}' does not exist. It was looked for to read '{name}.gz' (or '{name}') of MNIST from it.");
        foreach (var candidate in new[] { name + ".gz", name })
            if (Path.Combine(folder, candidate) is var path && File.Exists(path)) return path;
        throw new FileNotFoundException($"The folder '{Path.GetFullPath(folder)}' has neither '{name}.gz' nor '{name}'.", name);
    }
}

/// <summary>The parts of MNIST.</summary>
public enum MnistSplit
{
    /// <summary>60,000 images to train on.</summary>
    Train,
    /// <summary>10,000 images to test with.</summary>
    Test,
}
