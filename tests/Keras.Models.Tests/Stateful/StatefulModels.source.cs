using System;
using System.Linq;
using System.Numerics.Tensors;
using System.Threading;
using System.Threading.Tasks;
using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace States;

public sealed partial class Kept : Model
{
    [LSTM(5, Stateful = true)] private readonly LSTM _lstm;
    [Dense(2)]                 private readonly Dense _head;

    public KerasTensor Call([Input(None, 3, BatchSize = 4)] KerasTensor x) => _head.Call(_lstm.Call(x));
}

/// <summary>The same with the states given by hand.</summary>
public sealed partial class Fed : Model
{
    [LSTM(5)]  private readonly LSTM _lstm;
    [Dense(2)] private readonly Dense _head;

    public (KerasTensor Y, KerasTensor H, KerasTensor C) Call(
        [Input(None, 3)] KerasTensor x, [Input(5)] KerasTensor h, [Input(5)] KerasTensor c)
    {
        var (y, nextH, nextC) = _lstm.CallWithState(x, initialState: [h, c]);
        return (_head.Call(y), nextH, nextC);
    }
}

/// <summary>One sequence in any number of calls: no layer looks ahead.</summary>
public sealed partial class Tower : Model
{
    [GRU(17, Stateful = true, ReturnSequences = true)]                     private readonly GRU _first;
    [GRU(6, Stateful = true, ReturnSequences = true, ResetAfter = false)]  private readonly GRU _second;
    [SimpleRNN(4, Stateful = true)]                                        private readonly SimpleRNN _third;

    public KerasTensor Call([Input(None, 3, BatchSize = 4)] KerasTensor x) => _third.Call(_second.Call(_first.Call(x)));
}

public sealed partial class Masked : Model
{
    [Masking(MaskValue = 9f)]                          private readonly Masking _masking;
    [LSTM(5, Stateful = true, ReturnSequences = true)] private readonly LSTM _lstm;

    public KerasTensor Call([Input(None, 3, BatchSize = 4)] KerasTensor x) => _lstm.Call(_masking.Call(x));
}

public sealed partial class MaskedFed : Model
{
    [Masking(MaskValue = 9f)]        private readonly Masking _masking;
    [LSTM(5, ReturnSequences = true)] private readonly LSTM _lstm;

    public (KerasTensor Y, KerasTensor H, KerasTensor C) Call(
        [Input(None, 3)] KerasTensor x, [Input(5)] KerasTensor h, [Input(5)] KerasTensor c)
    {
        var (y, nextH, nextC) = _lstm.CallWithState(_masking.Call(x), initialState: [h, c]);
        return (y, nextH, nextC);
    }
}

/// <summary>The second call of the layer goes on from its first.</summary>
public sealed partial class Twice : Model
{
    [SimpleRNN(5, Stateful = true)] private readonly SimpleRNN _rnn;

    public (KerasTensor A, KerasTensor B) Call([Input(2, 3, BatchSize = 4)] KerasTensor x, [Input(2, 3, BatchSize = 4)] KerasTensor y)
    {
        var a = _rnn.Call(x);
        return (a, _rnn.Call(y));
    }
}

public sealed partial class Once : Model
{
    [SimpleRNN(5, Stateful = true)] private readonly SimpleRNN _rnn;

    public KerasTensor Call([Input(2, 3, BatchSize = 4)] KerasTensor x) => _rnn.Call(x);
}

public sealed partial class Given : Model
{
    [SimpleRNN(5, Stateful = true)] private readonly SimpleRNN _rnn;

    public KerasTensor Call([Input(2, 3, BatchSize = 4)] KerasTensor x, [Input(5, BatchSize = 4)] KerasTensor h) => _rnn.Call(x, initialState: [h]);
}

public sealed partial class Outer : Model
{
    private readonly Kept _inner;

    public KerasTensor Call([Input(None, 3, BatchSize = 4)] KerasTensor x) => _inner.Call(x);
}

public sealed partial class Both : Model
{
    [GRU(5, Stateful = true, ReturnSequences = true)] private readonly Bidirectional<GRU> _gru;

    public KerasTensor Call([Input(2, 3, BatchSize = 4)] KerasTensor x) => _gru.Call(x);
}

/// <summary>A stateful layer at each time step; large enough that without states it would run in tiles.</summary>
public sealed partial class Steps : Model
{
    [SimpleRNN(64, Stateful = true, ReturnSequences = true)] private readonly TimeDistributed<SimpleRNN> _steps;

    public KerasTensor Call([Input(3, 200, 3, BatchSize = 4)] KerasTensor x) => _steps.Call(x);
}

public sealed partial class Stateless : Model
{
    [LSTM(5)]  private readonly LSTM _lstm;
    [Dense(2)] private readonly Dense _head;

    public KerasTensor Call([Input(None, 3, BatchSize = 4)] KerasTensor x) => _head.Call(_lstm.Call(x));
}

public static class Checks
{
    private static Tensor<float> Sequence(int batch, int time, int offset = 0) => Tensor.Create(
        Enumerable.Range(0, batch * time * 3).Select(i => MathF.Sin(0.37f * (i + 101 * offset))).ToArray(), [batch, time, 3]);

    private static Tensor<float> Targets(int batch, int offset) => Tensor.Create(
        Enumerable.Range(0, batch * 2).Select(i => MathF.Cos(0.7f * (i + 31 * offset))).ToArray(), [batch, 2]);

    private static Tensor<float> Zeros(int batch, int units) => Tensor.Create(new float[batch * units], [batch, units]);

    private static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[(int)tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }

    private static string? Same(string what, ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        if (expected.Length != actual.Length) return $"{what}: {expected.Length} values are expected, {actual.Length} are found.";
        for (var i = 0; i < expected.Length; i++)
            if (!(MathF.Abs(expected[i] - actual[i]) <= 1e-5f * MathF.Max(1, MathF.Abs(expected[i])))) return $"{what}: value {i} is {actual[i]}, not {expected[i]}.";
        return null;
    }

    private static string? Differ(string what, float[] left, float[] right) => Same(what, left, right) is null ? $"{what} are equal." : null;

    private static string? Is(string what, object expected, object actual) => Equals(expected, actual) ? null : $"{what} is {actual}, not {expected}.";

    private static string? SameWeights(Model left, Model right) => left.GetWeights().Zip(right.GetWeights())
        .Select((pair, i) => Same($"weight {i}", Flat(pair.First), Flat(pair.Second))).FirstOrDefault(fault => fault is not null);

    private static (Kept Kept, Fed Fed) Pair(int seed)
    {
        var (kept, fed) = (new Kept(seed: seed), new Fed(seed: seed + 100));
        fed.SetWeights(kept.GetWeights());
        return (kept, fed);
    }

    public static string? Predictions()
    {
        var (kept, fed) = Pair(1);
        using var _ = kept;
        using var __ = fed;
        var (h, c) = (Zeros(4, 5), Zeros(4, 5));
        var counted = Is("parameters", fed.CountParams(), kept.CountParams()) ?? Is("weights", fed.Weights.Count, kept.Weights.Count);
        if (counted is not null) return counted;
        foreach (var (time, i) in new[] { 4, 1, 7, 2 }.Select((time, i) => (time, i)))
        {
            var x = Sequence(4, time, i);
            var expected = fed.Predict(new(x, h, c));
            (h, c) = (expected.H, expected.C);
            if (Same($"call {i}", Flat(expected.Y), Flat(kept.Predict(x))) is { } fault) return fault;
        }
        return null;
    }

    public static string? Kinds()
    {
        using var whole = new Tower(seed: 2);
        using var parts = new Tower(seed: 2);
        var all = Flat(Sequence(4, 9));
        Tensor<float> Part(int from, int count) => Tensor.Create(
            Enumerable.Range(0, 4).SelectMany(b => all.Skip((b * 9 + from) * 3).Take(count * 3)).ToArray(), [4, count, 3]);
        var expected = Flat(whole.Predict(Part(0, 9)));
        parts.Predict(Part(0, 4));
        parts.Predict(Part(4, 1));
        if (Same("towers", expected, Flat(parts.Predict(Part(5, 4)))) is { } fault) return fault;

        using var both = new Both(seed: 3);
        var first = Flat(both.Predict(Sequence(4, 2)));
        var second = Flat(both.Predict(Sequence(4, 2)));
        both.Gru.ForwardLayer.ResetState();
        var third = Flat(both.Predict(Sequence(4, 2)));
        both.Gru.ResetState();
        return Differ("first and second call", first, second)
            ?? Same("forward after its reset", first[..5], third[..5])
            ?? Differ("backward after the other's reset", first[5..10], third[5..10])
            ?? Same("after a reset of both", first, Flat(both.Predict(Sequence(4, 2))));
    }

    /// <summary>Several batches in one call are calls one after the other.</summary>
    public static string? Batches()
    {
        using var one = new Kept(seed: 4);
        using var other = new Kept(seed: 4);
        foreach (var batches in new[] { 2, 3, 20 })
        {
            var x = Sequence(4 * batches, 3, batches);
            var expected = Enumerable.Range(0, batches).SelectMany(i => Flat(one.Predict(Tensor.Create(Flat(x).Skip(36 * i).Take(36).ToArray(), [4, 3, 3])))).ToArray();
            if (Same($"{batches} batches", expected, Flat(other.Predict(x))) is { } fault) return fault;
        }
        return null;
    }

    public static string? Resets()
    {
        using var model = new Kept(seed: 5);
        var x = Sequence(4, 3);
        var first = Flat(model.Predict(x));
        var second = Flat(model.Predict(x));
        model.Lstm.ResetState();
        var third = Flat(model.Predict(x));
        model.ResetStates();
        var fourth = Flat(model.Predict(x));
        model.Head.ResetState();
        return Differ("first and second call", first, second) ?? Same("after the layer's reset", first, third)
            ?? Same("after the model's reset", first, fourth) ?? Same("after the reset of another layer", second, Flat(model.Predict(x)));
    }

    public static string? Training()
    {
        var (kept, fed) = Pair(6);
        using var _ = kept;
        using var __ = fed;
        kept.Compile(new Adam(0.02f), Loss.MeanSquaredError);
        fed.Compile(new Adam(0.02f), new(Y: Loss.MeanSquaredError));
        var (h, c) = (Zeros(4, 5), Zeros(4, 5));
        for (var i = 0; i < 7; i++)
        {
            if (i == 4)
            {
                kept.ResetStates();
                (h, c) = (Zeros(4, 5), Zeros(4, 5));
            }
            var (x, y) = (Sequence(4, 2 + i % 3, i), Targets(4, i));
            var next = fed.Predict(new(x, h, c));
            fed.ResetMetrics();
            kept.ResetMetrics();
            var target = new Fed.Targets(Y: y);
            if (i % 3 == 2)
            {
                if (Same($"loss of test {i}", [fed.TestOnBatch(new(x, h, c), target).Loss], [kept.TestOnBatch(x, y).Loss]) is { } other) return other;
            }
            else if (Same($"loss of step {i}", [fed.TrainOnBatch(new(x, h, c), target).Loss], [kept.TrainOnBatch(x, y).Loss]) is { } fault) return fault;
            (h, c) = (next.H, next.C);
            if (SameWeights(fed, kept) is { } difference) return $"after step {i}, {difference}";
        }
        return null;
    }

    public static string? Fits()
    {
        var (kept, fed) = Pair(7);
        using var _ = kept;
        using var __ = fed;
        kept.Compile(new SGD(0.1f), Loss.MeanSquaredError);
        fed.Compile(new SGD(0.1f), new(Y: Loss.MeanSquaredError));
        var (all, targets) = (Sequence(12, 3), Targets(12, 1));
        var history = kept.Fit(all, targets, batchSize: 4, epochs: 2, shuffle: false, verbose: 0);
        var evaluation = kept.Evaluate(all, targets, batchSize: 4, verbose: 0);
        var (h, c) = (Zeros(4, 5), Zeros(4, 5));
        var losses = new float[3];
        for (var epoch = 0; epoch < 3; epoch++)
        {
            fed.ResetMetrics();
            for (var i = 0; i < 3; i++)
            {
                var x = Tensor.Create(Flat(all).Skip(36 * i).Take(36).ToArray(), [4, 3, 3]);
                var y = Tensor.Create(Flat(targets).Skip(8 * i).Take(8).ToArray(), [4, 2]);
                var next = fed.Predict(new(x, h, c));
                var inputs = new Fed.Inputs(x, h, c);
                losses[epoch] = epoch < 2 ? fed.TrainOnBatch(inputs, new(Y: y)).Loss : fed.TestOnBatch(inputs, new(Y: y)).Loss;
                (h, c) = (next.H, next.C);
            }
        }
        return Same("losses", losses, [(float)history["loss"][0], (float)history["loss"][1], evaluation.Loss]) ?? SameWeights(fed, kept);
    }

    /// <summary>Who looks does not step.</summary>
    public static string? Inspection()
    {
        using var model = new Kept(seed: 8);
        using var looked = new Kept(seed: 8);
        model.Compile(new SGD(0.1f), Loss.MeanSquaredError);
        looked.Compile(new SGD(0.1f), Loss.MeanSquaredError);
        for (var i = 0; i < 3; i++)
        {
            var (x, y) = (Sequence(4, 3, i), Targets(4, i));
            var trace = looked.Trace(x);
            looked.Profile(x, runs: 2);
            looked.CheckNumerics(x);
            var loss = looked.GradientsOnBatch(x, y).Loss;
            var expected = Flat(model.Predict(x));
            if ((Same($"prediction {i}", expected, Flat(looked.Predict(x))) ?? Same($"trace {i}", expected, Flat(trace["head"].Values))) is { } fault) return fault;
            var squares = expected.Zip(Flat(y), (p, t) => (p - t) * (p - t)).Average();
            if (Same($"loss {i}", [squares], [loss]) is { } other) return other;
        }
        return null;
    }

    public static string? Masks()
    {
        using var kept = new Masked(seed: 9);
        using var fed = new MaskedFed(seed: 10);
        fed.SetWeights(kept.GetWeights());
        var (h, c) = (Zeros(4, 5), Zeros(4, 5));
        for (var i = 0; i < 4; i++)
        {
            var values = Flat(Sequence(4, 5, i));
            // Steps at the beginning, in the middle, at the end, and all of one sample.
            foreach (var step in new[] { 0, 5, 6, 12, 14, 15, 16, 17, 18, 19 }) values.AsSpan(((step + i) % 20) * 3, 3).Fill(9f);
            var x = Tensor.Create(values, [4, 5, 3]);
            var expected = fed.Predict(new(x, h, c));
            (h, c) = (expected.H, expected.C);
            if (Same($"call {i}", Flat(expected.Y), Flat(kept.Predict(x))) is { } fault) return fault;
        }
        return null;
    }

    public static string? Shared()
    {
        using var twice = new Twice(seed: 11);
        using var once = new Once(seed: 12);
        once.SetWeights(twice.GetWeights());
        for (var i = 0; i < 3; i++)
        {
            var (x, y) = (Sequence(4, 2, i), Sequence(4, 2, i + 10));
            var found = twice.Predict(new(x, y));
            if ((Same($"first of {i}", Flat(once.Predict(x)), Flat(found.A)) ?? Same($"second of {i}", Flat(once.Predict(y)), Flat(found.B))) is { } fault) return fault;
        }
        return null;
    }

    /// <summary>An initial state of the call takes the place of what was kept.</summary>
    public static string? Given()
    {
        using var given = new Given(seed: 13);
        var (x, h) = (Sequence(4, 2), Tensor.Create(Enumerable.Range(0, 20).Select(i => 0.1f * i).ToArray(), [4, 5]));
        var first = Flat(given.Predict(new(x, h)));
        return Same("second call", first, Flat(given.Predict(new(x, h))));
    }

    public static string? Nested()
    {
        using var inner = new Kept(seed: 14);
        using var outer = new Outer(inner: inner, seed: 15);
        var x = Sequence(4, 3);
        var first = Flat(outer.Predict(x));
        var second = Flat(outer.Predict(x));
        // The inner model alone has a state of its own.
        var alone = Flat(inner.Predict(x));
        outer.ResetStates();
        return Same("the inner model's first call", first, alone) ?? Differ("first and second call", first, second)
            ?? Same("after a reset", first, Flat(outer.Predict(x))) ?? Same("the inner model after the outer's reset", first, Flat(inner.Predict(x)));
    }

    public static string? TimeSteps()
    {
        using var model = new Steps(seed: 16);
        var x = Tensor.Create(Flat(Sequence(4, 600)), [4, 3, 200, 3]);
        var first = Flat(model.Predict(x));
        var second = Flat(model.Predict(x));
        model.ResetStates();
        return Differ("first and second call", first[..64], second[..64]) ?? Same("after a reset", first, Flat(model.Predict(x)));
    }

    public static string? Sessions()
    {
        using var model = new Kept(seed: 17);
        using var reference = new Kept(seed: 17);
        using var session = model.CreateSession();
        var expected = Enumerable.Range(0, 4).Select(i => Flat(reference.Predict(Sequence(4, 3, i)))).ToArray();
        for (var i = 0; i < 4; i++)
        {
            model.Predict(Sequence(4, 2, 50 + i));
            // A reset of the model's state is none of the session's.
            model.ResetStates();
            if (Same($"call {i}", expected[i], Flat(session.Predict(Sequence(4, 3, i)))) is { } fault) return fault;
        }
        session.ResetState();
        var spans = new float[8];
        for (var i = 0; i < 4; i++)
        {
            session.Predict(Flat(Sequence(4, 3, i)), spans, 4);
            if (Same($"spans {i}", expected[i], spans) is { } fault) return fault;
        }
        return null;
    }

    public static string? SessionsInParallel()
    {
        using var model = new Tower(seed: 18);
        float[][] Run(Tower.Session session, int number) => [.. Enumerable.Range(0, 20).Select(i => Flat(session.Predict(Sequence(4, 2 + (i + number) % 3, i + 100 * number))))];
        float[][] Alone(int number)
        {
            using var session = model.CreateSession();
            return Run(session, number);
        }
        var expected = Enumerable.Range(0, 8).Select(Alone).ToArray();
        string? failure = null;
        Parallel.For(0, 32, k =>
        {
            var found = Alone(k % 8);
            for (var i = 0; i < found.Length; i++) failure ??= Same($"session {k}, call {i}", expected[k % 8][i], found[i]);
        });
        return failure;
    }

    /// <summary>Calls of one model at the same time happen one after the other: the state afterwards is that of as many calls.</summary>
    public static string? Concurrent()
    {
        using var model = new Kept(seed: 19);
        using var reference = new Kept(seed: 19);
        var x = Sequence(4, 2);
        for (var i = 0; i < 40; i++) reference.Predict(x);
        var results = new float[40][];
        Parallel.For(0, 40, i => results[i] = Flat(model.Predict(x)));
        reference.ResetStates();
        var expected = Enumerable.Range(0, 40).Select(_ => Flat(reference.Predict(x))).ToArray();
        // In some order each call has made one step.
        foreach (var wanted in expected)
            if (!results.Any(found => Same("", wanted, found) is null)) return "No call made one of the steps.";
        return Same("after all", Flat(reference.Predict(x)), Flat(model.Predict(x)));
    }

    /// <summary>An update between is no reason to step a state twice.</summary>
    public static string? WhileTraining()
    {
        using var model = new Kept(seed: 20);
        using var reference = new Kept(seed: 20);
        // A rate of zero: the weights are written, but stay.
        model.Compile(new SGD(0f), Loss.MeanSquaredError);
        using var session = model.CreateSession();
        using var expected = reference.CreateSession();
        using var stop = new CancellationTokenSource();
        var training = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested) model.TrainOnBatch(Sequence(4, 2), Targets(4, 0));
        });
        try
        {
            for (var i = 0; i < 300; i++)
                if (Same($"call {i}", Flat(expected.Predict(Sequence(4, 3, i))), Flat(session.Predict(Sequence(4, 3, i)))) is { } fault) return fault;
            return null;
        }
        finally
        {
            stop.Cancel();
            training.Wait();
        }
    }

    public static string? Allocation()
    {
        using var model = new Tower(seed: 21);
        using var session = model.CreateSession();
        var (x, y) = (Flat(Sequence(4, 7)), new float[16]);
        for (var i = 0; i < 50; i++)
        {
            session.Predict(x, y, 4);
            model.Predict(x, y, 4);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            session.Predict(x, y, 4);
            model.Predict(x, y, 4);
        }
        var bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        return Is("bytes that predictions allocate", 0L, bytes);
    }

    private static string? Throws<T>(string part, Action action) where T : Exception
    {
        try
        {
            action();
        }
        catch (T exception)
        {
            return exception.Message.Contains(part) || part.Length == 0 ? null : $"The message is: {exception.Message}";
        }
        return $"There is no {typeof(T).Name}.";
    }

    public static string? Errors()
    {
        using var model = new Kept(seed: 22);
        using var stateless = new Stateless(seed: 23);
        model.Compile(new SGD(0.1f), Loss.MeanSquaredError);
        stateless.Compile(new SGD(0.1f), Loss.MeanSquaredError);
        var first = Flat(model.Predict(Sequence(4, 3)));
        model.ResetStates();
        var session = model.CreateSession();
        session.Dispose();
        session.Dispose();
        var disposed = new Kept(seed: 24);
        var open = disposed.CreateSession();
        disposed.Dispose();
        return Throws<ArgumentException>("no multiple", () => model.Predict(Sequence(3, 3)))
            ?? Throws<ArgumentException>("batchSize: 4", () => model.Fit(Sequence(8, 3), Targets(8, 0), verbose: 0))
            ?? Throws<ArgumentException>("batchSize: 4", () => model.Evaluate(Sequence(8, 3), Targets(8, 0), verbose: 0))
            ?? Throws<ArgumentException>("batchSize: 4", () => stateless.TrainOnBatch(Sequence(8, 3), Targets(8, 0)))
            ?? Throws<ObjectDisposedException>("", () => session.Predict(Sequence(4, 3)))
            ?? Throws<ObjectDisposedException>("", () => session.ResetState())
            ?? Throws<ObjectDisposedException>("", () => open.Predict(Sequence(4, 3)))
            ?? Throws<ObjectDisposedException>("", () => disposed.CreateSession())
            ?? Throws<ObjectDisposedException>("", () => disposed.Predict(Sequence(4, 3)))
            // What failed has not stepped the state.
            ?? Same("after errors", first, Flat(model.Predict(Sequence(4, 3))));
    }
}
