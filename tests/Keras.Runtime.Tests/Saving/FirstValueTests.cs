using Keras.Hosting;

namespace Keras.Runtime.Tests.Saving;

/// <summary>First values are drawn when a weight is first read, and not at all where others come before.</summary>
public sealed class FirstValueTests
{
    private const int Count = 1000;

    private readonly Counting _initializer = new();

    private Weight NewWeight() => new(new("kernel", [Count, 1], WeightLayout.Panels, _initializer), "dense", 5);

    [Fact]
    public void A_weight_is_drawn_once_when_it_is_first_read()
    {
        var weight = NewWeight();
        Assert.Equal(0, _initializer.Calls);
        Assert.Equal(5f, weight.ToTensor()[0, 0]);
        Assert.Equal(5f, weight.Physical[0]);
        Assert.Equal(1, _initializer.Calls);
        Assert.Equal(0, weight.Version);
    }

    [Fact]
    public void Many_threads_see_one_drawing()
    {
        var weight = NewWeight();
        Parallel.For(0, 64, _ => Assert.Equal(5f, weight.Physical[0]));
        Assert.Equal(1, _initializer.Calls);
    }

    [Fact]
    public void Values_that_come_before_the_first_reading_stay()
    {
        var (assigned, filled) = (NewWeight(), NewWeight());
        assigned.Assign(Enumerable.Repeat(2f, Count).ToArray());
        filled.FillByParts((values, _) => values.Fill(3f));
        Assert.Equal(2f, assigned.Physical[0]);
        Assert.Equal(3f, filled.Physical[0]);
        Assert.Equal(0, _initializer.Calls);
    }

    [Fact]
    public void A_weight_whose_values_could_not_be_read_is_drawn()
    {
        var weight = NewWeight();
        Assert.Throws<IOException>(() => weight.FillByParts((values, _) =>
        {
            values[0] = 3f;
            throw new IOException("The disk is gone.");
        }));
        Assert.All(weight.ToTensor().ToArray(), value => Assert.Equal(5f, value));
    }

    [Fact]
    public void A_model_that_is_not_run_draws_nothing()
    {
        using var model = new OneWeight(_initializer) { RefuseNaN = false };
        Assert.False(model.RefuseNaN);
        Assert.Equal(0, _initializer.Calls);
        _ = model.ProbeParts;
        Assert.Equal(1, _initializer.Calls);
        Assert.False(model.RefuseNaN);
    }

    [Fact]
    public void A_model_that_was_disposed_before_its_first_run_says_so()
    {
        var model = new OneWeight(_initializer);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.ProbeParts);
    }

    private sealed class Counting : WeightInitializer
    {
        private int _calls;

        public int Calls => _calls;

        public override void Fill(Span<float> values, ReadOnlySpan<int> shape, ulong seed)
        {
            Interlocked.Increment(ref _calls);
            values.Fill(seed);
        }
    }

    private sealed class OneWeight : Model
    {
        public OneWeight(WeightInitializer initializer) => Build(
            new("OneWeight", "one", ["dense"], ["dense/kernel"], [], new([], []), IsLinear: true), 5,
            [new Layers.Dense(new("Dense", "dense", "", [new("kernel", [Count, 1], WeightLayout.Panels, initializer)], []), 5)],
            weights => new Reading(weights[0].Pointer));
    }

    private sealed class Reading(Pointer<float> weight) : ModelProgram
    {
        public override ProgramSignature Signature { get; } = new([], [], [], [], [], 0, [], [0, 0, 0, 0], []);

        public override long Plan(Phase phase, long batch, ReadOnlySpan<long> axes, Span<long> offsets) => weight.IsNull ? 1 : 0;

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
