using System.Buffers.Binary;
using System.IO.Compression;
using System.Numerics.Tensors;
using Keras.Datasets;

namespace Keras.Runtime.Tests.Datasets;

public sealed class DatasetTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mnist").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_split_is_read_from_a_folder_that_has_only_it(bool zipped)
    {
        Write("t10k-images-idx3-ubyte", Idx(Enumerable.Range(0, 12).Select(i => (byte)(i * 20)), 3, 2, 2), zipped);
        Write("t10k-labels-idx1-ubyte", Idx([7, 0, 9], 3), zipped);
        var test = Mnist.Load(MnistSplit.Test, _folder);
        Assert.Equal(3, test.Count);
        Assert.Equal([3, 2, 2], test.Images.Lengths.ToArray());
        Assert.Equal([3, 4], test.Vectors.Lengths.ToArray());
        Assert.Equal([7, 0, 9], test.Labels.ToArray());
        Assert.Equal(220 / 255f, test.Images[2, 1, 1]);
        var (first, second) = test.Split(1);
        Assert.Equal([7], first.Labels.ToArray());
        Assert.Equal(80 / 255f, second.Vectors[0, 0]);
        Assert.Contains("train-images", Assert.Throws<FileNotFoundException>(() => Mnist.Load(_folder)).Message);
    }

    [Fact]
    public void A_file_that_is_cut_short_is_named_with_what_was_expected_and_found()
    {
        Write("t10k-labels-idx1-ubyte", Idx([1], 1), zipped: true);
        var whole = Idx(new byte[8], 2, 2, 2);
        for (var length = 0; length < whole.Length; length++)
        {
            Write("t10k-images-idx3-ubyte", whole[..length], zipped: true);
            var error = Assert.Throws<InvalidDataException>(() => Mnist.Load(MnistSplit.Test, _folder));
            Assert.Contains("t10k-images-idx3-ubyte.gz", error.Message);
            Assert.Contains("expected", error.Message);
        }
        // Cut within the compressed bytes.
        Write("t10k-images-idx3-ubyte", Idx(Enumerable.Range(0, 4000).Select(i => (byte)(i * i)), 1000, 2, 2), zipped: true);
        var path = Path.Combine(_folder, "t10k-images-idx3-ubyte.gz");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..100]);
        Assert.Contains("t10k-images", Assert.Throws<InvalidDataException>(() => Mnist.Load(MnistSplit.Test, _folder)).Message);
    }

    [Fact]
    public void Files_that_do_not_fit_each_other_are_refused()
    {
        Write("t10k-images-idx3-ubyte", Idx(new byte[8], 2, 2, 2), zipped: false);
        Write("t10k-labels-idx1-ubyte", Idx([1], 1), zipped: false);
        Assert.Contains("1 labels", Assert.Throws<InvalidDataException>(() => Mnist.Load(MnistSplit.Test, _folder)).Message);
        Write("t10k-labels-idx1-ubyte", Idx([1, 10], 2), zipped: false);
        Assert.Contains("label 1 is 10", Assert.Throws<InvalidDataException>(() => Mnist.Load(MnistSplit.Test, _folder)).Message);
        Write("t10k-labels-idx1-ubyte", Idx(new byte[8], 2, 2, 2), zipped: false);
        Assert.Contains("magic", Assert.Throws<InvalidDataException>(() => Mnist.Load(MnistSplit.Test, _folder)).Message);
        Write("t10k-images-idx3-ubyte", Idx(new byte[8], int.MaxValue, int.MaxValue, 2), zipped: false);
        Assert.Throws<InvalidDataException>(() => Mnist.Load(MnistSplit.Test, _folder));
    }

    [Fact]
    public void An_unknown_folder_is_named()
    {
        var error = Assert.Throws<DirectoryNotFoundException>(() => Mnist.Load(MnistSplit.Test, Path.Combine(_folder, "absent")));
        Assert.Contains("absent", error.Message);
        Assert.Contains("t10k-images-idx3-ubyte", error.Message);
    }

    [Fact]
    public void Drawn_digits_depend_on_the_seed_and_the_place_alone()
    {
        var (some, more, others) = (DrawnDigits.Generate(20, 5), DrawnDigits.Generate(30, 5), DrawnDigits.Generate(20, 6));
        Assert.Equal(some.Vectors.ToArray(), more.Slice(0, 20).Vectors.ToArray());
        Assert.Equal(some.Labels.ToArray(), more.Slice(0, 20).Labels.ToArray());
        Assert.NotEqual(some.Vectors.ToArray(), others.Vectors.ToArray());
    }

    [Fact]
    public void Drawn_digits_are_of_all_classes_differ_and_stay_in_range()
    {
        var digits = DrawnDigits.Generate(2000, 1);
        Assert.All(digits.Labels.ToArray().CountBy(label => label), pair => Assert.InRange(pair.Value, 140, 260));
        Assert.Equal(10, digits.Labels.ToArray().Distinct().Count());
        var pixels = digits.Vectors.ToArray();
        Assert.InRange(TensorPrimitives.Min<float>(pixels), 0f, 0f);
        Assert.InRange(TensorPrimitives.Max<float>(pixels), 0.9f, 1f);
        // Each has ink, and not too much of it.
        Assert.All(pixels.Chunk(784), image => Assert.InRange(TensorPrimitives.Sum<float>(image), 15f, 350f));
    }

    /// <summary>Too hard for the nearest class mean, far easier for the nearest neighbour: what a linear model cannot do and a network can.</summary>
    [Fact]
    public void Drawn_digits_need_more_than_a_template_each()
    {
        var (train, test) = DrawnDigits.Generate(3000, 2).Split(2700);
        var (known, labels) = (train.Vectors.ToArray().Chunk(784).ToArray(), train.Labels.ToArray());
        var means = Enumerable.Range(0, 10).Select(digit =>
        {
            var ofDigit = known.Where((_, i) => labels[i] == digit).ToArray();
            return Enumerable.Range(0, 784).Select(k => ofDigit.Average(image => image[k])).ToArray();
        }).ToArray();
        var (byMean, byNeighbour) = (0, 0);
        var questions = test.Vectors.ToArray().Chunk(784).ToArray();
        for (var i = 0; i < questions.Length; i++)
        {
            var answer = test.Labels[i];
            if (Enumerable.Range(0, 10).MinBy(d => TensorPrimitives.Distance<float>(means[d], questions[i])) == answer) byMean++;
            if (labels[Enumerable.Range(0, known.Length).MinBy(k => TensorPrimitives.Distance<float>(known[k], questions[i]))] == answer) byNeighbour++;
        }
        Assert.InRange(byMean / 300.0, 0.3, 0.85);
        Assert.InRange(byNeighbour / 300.0, 0.82, 1.0);
    }

    [Fact]
    public void One_hot_rows_hold_a_one_at_the_label()
    {
        Assert.Equal([0f, 0f, 1f, 1f, 0f, 0f], Utils.ToCategorical([2, 0]).ToArray());
        Assert.Equal([2, 5], Utils.ToCategorical([2, 0], 5).Lengths.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => Utils.ToCategorical([2, 5], 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Utils.ToCategorical([-1], 5));
    }

    private void Write(string name, byte[] bytes, bool zipped)
    {
        File.Delete(Path.Combine(_folder, name));
        File.Delete(Path.Combine(_folder, name + ".gz"));
        using var file = File.Create(Path.Combine(_folder, zipped ? name + ".gz" : name));
        using Stream target = zipped ? new GZipStream(file, CompressionLevel.Fastest) : file;
        target.Write(bytes);
    }

    private static byte[] Idx(IEnumerable<byte> values, params int[] shape)
    {
        var header = new byte[4 + 4 * shape.Length];
        header[2] = 8;
        header[3] = (byte)shape.Length;
        for (var i = 0; i < shape.Length; i++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * i), shape[i]);
        return [.. header, .. values];
    }
}
