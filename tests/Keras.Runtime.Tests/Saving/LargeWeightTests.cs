using Keras.Hosting;
using Keras.Layers;
using Keras.Saving;

namespace Keras.Runtime.Tests.Saving;

/// <summary>Weights are drawn, loaded and saved part by part: with the values that they have as a whole, and without a second copy in memory.</summary>
public sealed class LargeWeightTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("weights").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<WeightLayout, int, int> Shapes()
    {
        var data = new TheoryData<WeightLayout, int, int>();
        foreach (var layout in Enum.GetValues<WeightLayout>())
            foreach (var (rows, columns) in new[] { (1, 1), (3, 15), (15, 16), (16, 17), (33, 33), (700, 301), (1, 70_000), (70_000, 1), (3, 70_001) })
                data.Add(layout, rows, columns);
        return data;
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Parts_make_the_same_weight(WeightLayout layout, int rows, int columns)
    {
        foreach (var initializer in new WeightInitializer[]
            { new GlorotUniform(), new RandomNormal(), new HeNormal(), new RandomUniform(), new TruncatedNormal(), new Constant(3f), new Ones(), new Zeros() })
        {
            Assert.True(initializer.FillsParts);
            var weight = new Weight(new("kernel", [rows, columns], layout, initializer), "dense", 5);
            var expected = new float[rows * columns];
            initializer.Fill(expected, [rows, columns], 5);
            var physical = new float[weight.Physical.Length];
            layout.Pack(expected, [rows, columns], physical);
            Assert.True(weight.Physical.SequenceEqual(physical));
            foreach (var partRows in new[] { 1, 2, rows })
                for (var row = 0; row < rows; row += Math.Max(partRows, rows / 3))
                {
                    var part = new float[Math.Min(partRows, rows - row) * columns];
                    weight.UnpackRows(part, row * columns);
                    Assert.True(part.AsSpan().SequenceEqual(expected.AsSpan(row * columns, part.Length)));
                }
        }
    }

    [Fact]
    public void Large_weights_take_no_second_copy()
    {
        var path = Path.Combine(_folder, "large.safetensors");
        var source = new Large(1);
        _ = source.Weights.Sum(weight => weight.Physical.Length);
        var unsaved = GC.GetAllocatedBytesForCurrentThread();
        source.Save(path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - unsaved, 0, 2 * Large.Bytes / 4);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var model = new Large(2);
        _ = model.Weights.Sum(weight => weight.Physical.Length);
        var drawn = GC.GetAllocatedBytesForCurrentThread();
        model.Load(path);
        var loaded = GC.GetAllocatedBytesForCurrentThread();
        Assert.InRange(drawn - before, 0, Large.Bytes / 4);
        Assert.InRange(loaded - drawn, 0, Large.Bytes / 4);
        foreach (var (expected, actual) in new Large(1).Weights.Zip(model.Weights)) Assert.True(expected.Physical.SequenceEqual(actual.Physical));
    }

    [Fact]
    public void A_part_beyond_a_tensor_is_refused()
    {
        var path = Path.Combine(_folder, "parts.safetensors");
        SafetensorsFile.Write(path, [new("a", [2, 3], new float[] { 1f, 2f, 3f, 4f, 5f, 6f }), new("b", [1], new float[] { 7f })]);
        using var file = SafetensorsFile.Open(path);
        var part = new float[2];
        file.Read("a", 4, part);
        Assert.Equal([5f, 6f], part);
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read("a", 5, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => file.Read("a", -1, new float[2]));
    }

    /// <summary>A model of weights alone, one in each layout.</summary>
    private sealed class Large : Model
    {
        private const int Rows = 1000, Columns = 1001;

        /// <summary>Bytes of each weight.</summary>
        internal const long Bytes = (long)Rows * Columns * sizeof(float);

        internal Large(ulong seed) => Build(
            new("Large", "large", ["dense"], ["dense/kernel", "dense/table"], [], new([], []), IsLinear: true), seed,
            [new Dense(
                new("Dense", "dense", "", [
                    new("kernel", [Rows, Columns], WeightLayout.Panels, new GlorotUniform()),
                    new("table", [Rows, Columns], WeightLayout.RowMajor, new GlorotUniform())], []), seed)],
            _ => new Nothing());
    }

    private sealed class Nothing : ModelProgram
    {
        public override ProgramSignature Signature { get; } = new([], [], [], [], [], 0, [], [0, 0, 0, 0], []);

        public override long Plan(Phase phase, long batch, ReadOnlySpan<long> axes, Span<long> offsets) => 0;

        public override void Infer(Frame frame)
        {
        }

        public override void Forward(Frame frame)
        {
        }

        public override void Backward(Frame frame)
        {
        }
    }
}
