using Keras.Datasets;

namespace Samples.Digits;

/// <summary>Where the images come from.</summary>
internal static class Digits
{
    private const int DrawnForTraining = 8_000;
    private const int DrawnForTest = 2_000;

    /// <summary>Digits that the program draws itself, or MNIST from a folder. A folder with the test files alone gives its first four
    /// fifths for training and the rest for the test.</summary>
    public static (LabeledImages Train, LabeledImages Test) Load(DirectoryInfo? mnist)
    {
        if (mnist is null) return (DrawnDigits.Generate(DrawnForTraining, seed: 1), DrawnDigits.Generate(DrawnForTest, seed: 2));
        if (mnist.Exists && mnist.GetFiles("train-images*").Length == 0)
        {
            var all = Mnist.Load(MnistSplit.Test, mnist.FullName);
            return all.Split(all.Count * 4 / 5);
        }
        return Mnist.Load(mnist.FullName);
    }
}
