using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Serving;

namespace Keras.Runtime.Tests.Serving;

/// <summary>What is made of weights: made once per version, by whoever comes first, fresh after every change, freed with the last reader.</summary>
public sealed class PreparationTests
{
    [Fact]
    public void Values_are_made_once_per_version_of_their_weights()
    {
        using var model = new Model();
        Assert.Equal(0, model.Program.Runs);
        for (var i = 0; i < 3; i++) Assert.Equal(20f, model.Predict(10f));
        Assert.Equal(1, model.Program.Runs);
        model.Weights[0].Assign([3f]);
        for (var i = 0; i < 3; i++) Assert.Equal(60f, model.Predict(10f));
        Assert.Equal(2, model.Program.Runs);
        // Nothing is made of the other weight.
        model.Weights[1].Assign([0.5f]);
        Assert.Equal(60.5f, model.Predict(10f));
        Assert.Equal(2, model.Program.Runs);
    }

    [Fact]
    public void Threads_that_meet_on_the_first_call_make_them_once()
    {
        using var model = new Model { Delay = 20 };
        using var start = new Barrier(8);
        var results = new float[8];
        var threads = Enumerable.Range(0, 8).Select(number => new Thread(() =>
        {
            start.SignalAndWait();
            results[number] = model.Predict(number);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(Enumerable.Range(0, 8).Select(number => 2f * number), results);
        Assert.Equal(1, model.Program.Runs);
    }

    /// <summary>Both weights always change together, so that a result of an old one and a new one would show.</summary>
    [Fact]
    public async Task Predictions_while_weights_change_see_one_version()
    {
        using var model = new Model();
        model.Weights[1].Assign([-2f]);
        using var stop = new CancellationTokenSource();
        var updates = Task.Run(() =>
        {
            for (var value = 1; !stop.IsCancellationRequested; value = value % 1000 + 1)
            {
                var gate = model.Gate.BeginUpdate();
                (model.Weights[0].Physical[0], model.Weights[1].Physical[0]) = (value, -2f * value);
                foreach (var weight in model.Weights) weight.Touch();
                gate.EndUpdate();
            }
        });
        var predictions = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var i = 0; i < 3000; i++) Assert.Equal(0f, model.Predict(1f));
        }));
        await Task.WhenAll(predictions);
        await stop.CancelAsync();
        await updates;
    }

    [Fact]
    public void Whoever_changes_weights_sees_what_they_are_at_the_moment()
    {
        using var model = new Model();
        Assert.Equal(2f, model.Predict(1f));
        var gate = model.Gate.BeginUpdate();
        model.Weights[0].Physical[0] = 5f;
        Assert.Equal(10f, model.Predict(1f));
        model.Weights[0].Physical[0] = 6f;
        Assert.Equal(12f, model.Predict(1f));
        model.Weights[0].Touch();
        gate.EndUpdate();
        Assert.Equal(12f, model.Predict(1f));
    }

    [Fact]
    public void A_call_goes_on_with_what_it_began_with_while_others_get_the_new()
    {
        var signature = new PreparationSignature([3, 40], [0]);
        var values = new PreparedWeights(signature);
        Assert.True(values.TryUse());
        Assert.False(values.TryReserve());
        values.Leave();
        Assert.True(values.TryReserve());
        Assert.False(values.TryUse());
        values.Release();
        Assert.True(values.TryUse());
        values.Leave();
        values.Leave();
        Assert.False(values.TryUse());
    }

    [Fact]
    public void Predicting_allocates_nothing_once_they_are_made()
    {
        using var model = new Model();
        for (var i = 0; i < 3; i++) model.Predict(1f);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) model.Predict(1f);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void A_disposed_predictor_predicts_no_more()
    {
        var model = new Model();
        model.Predict(1f);
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(1f));
    }

    /// <summary>y = x · 2a + b, where 2a is prepared.</summary>
    private sealed unsafe class Doubling(Weight[] weights) : ModelProgram
    {
        private int _runs;

        public int Runs => _runs;

        public int Delay { get; set; }

        public override ProgramSignature Signature { get; } = new(
            [new("x", DType.Float32, [1])], [new("y", DType.Float32, [1])], [], ["a", "b"], [], 0, [], [0, 0, 0, 1], []) { Preparation = new([1], [0]) };

        public override long Plan(Phase phase, long batch, ReadOnlySpan<long> axes, Span<long> offsets)
        {
            offsets.Clear();
            return phase == Phase.Prepare ? 64 : 0;
        }

        public override void Prepare(Frame frame)
        {
            Interlocked.Increment(ref _runs);
            frame.Buffer(0).Value[0] = weights[0].Pointer.Value[0];
            Thread.Sleep(Delay);
            frame.Prepared(0).Value[0] = 2f * frame.Buffer(0).Value[0];
        }

        public override void Infer(Frame frame)
        {
            for (nint i = 0; i < frame.Batch; i++)
                frame.Output<float>(0).Value[i] = frame.Input<float>(0).Value[i] * frame.Prepared(0).Value[0] + weights[1].Pointer.Value[0];
        }

        public override void Forward(Frame frame) => Infer(frame);

        public override void Backward(Frame frame)
        {
        }
    }

    private sealed class Model : IDisposable
    {
        private readonly Predictor _predictor;

        public Model()
        {
            Weights = [New("a", Initializer.Ones), New("b", Initializer.Zeros)];
            foreach (var weight in Weights) Gate = weight.JoinGate(Gate);
            Program = new(Weights);
            _predictor = new(Program, Weights, Gate);
        }

        public Weight[] Weights { get; }

        public UpdateGate Gate { get; private set; } = new();

        public Doubling Program { get; }

        public int Delay { set => Program.Delay = value; }

        public float Predict(float x)
        {
            Span<float> y = stackalloc float[1];
            _predictor.Predict(new Inputs([x]), new Outputs(y), 1, states: null);
            return y[0];
        }

        public void Dispose() => _predictor.Dispose();

        private static Weight New(string name, Initializer initializer) =>
            new(new(name, [1], WeightLayout.RowMajor, WeightInitializer.From(initializer)), "layer", 0);
    }

    private readonly ref struct Inputs(ReadOnlySpan<float> x) : IInputSpans
    {
        private readonly ReadOnlySpan<float> _x = x;

        public ReadOnlySpan<byte> Bytes(int input) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(_x);
    }

    private readonly ref struct Outputs(Span<float> y) : IOutputSpans
    {
        private readonly Span<float> _y = y;

        public Span<byte> Bytes(int output) => System.Runtime.InteropServices.MemoryMarshal.AsBytes(_y);
    }
}
