using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Emission;

/// <summary>Small models, written as primitive programs.</summary>
public static class SampleModels
{
    private static readonly Dim N = Dim.Batch;

    /// <summary>784-64-64-10 with relu, relu and softmax.</summary>
    public static Program Mlp(int inputs = 784, int hidden = 64, int classes = 10)
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("image", Shape.Of(N, inputs));
        x = Relu(sketch, Dense(sketch, "dense1", x, hidden));
        x = Relu(sketch, Dense(sketch, "dense2", x, hidden));
        return sketch.Build([sketch.Builder.Softmax("probabilities", Dense(sketch, "dense3", x, classes))]).WithPanels();
    }

    /// <summary>Two inputs, two branches that are joined, a residual sum, two outputs with logits, and a penalty.</summary>
    public static Program Branching()
    {
        var sketch = new ProgramSketch();
        var b = sketch.Builder;
        var left = Relu(sketch, Dense(sketch, "left", sketch.Input("title", Shape.Of(N, 20)), 24));
        var right = Activate(sketch, "Tanh", Dense(sketch, "right", sketch.Input("extra", Shape.Of(N, 5)), 8));
        var joined = b.Concatenate("joined", -1, left, right);
        var hidden = Relu(sketch, Dense(sketch, "hidden", joined, 32));
        var residual = b.Map("residual", Operand(0) + Operand(1), Dense(sketch, "back", hidden, 32), joined);
        var main = Activate(sketch, "Sigmoid", Dense(sketch, "main", residual, 3));
        var side = b.Softmax("side_probabilities", Dense(sketch, "side", left, 4));
        return sketch.Build([main, side], b.ActivityPenalty("penalty", hidden, 0, 0.01)).WithPanels();
    }

    /// <summary>One dense layer called three times, over an axis of unknown length too.</summary>
    public static Program Shared()
    {
        var sketch = new ProgramSketch();
        var b = sketch.Builder;
        var first = sketch.Input("first", Shape.Of(N, Dim.Symbol("time"), 6));
        var second = sketch.Input("second", Shape.Of(N, 6));
        var (kernel, bias) = (sketch.Weight("shared/kernel", Shape.Of(6, 6)), sketch.Weight("shared/bias", Shape.Of(6)));
        Value Call(Value x) => b.Map("shared", Apply("Tanh", Operand(0) + Operand(1)), b.MatMul("shared_product", x, kernel), bias);
        var sequence = Call(Call(first));
        var pooled = b.Reduce("pooled", ReduceKind.Mean, sequence, [1]);
        return sketch.Build([b.Map("sum", Operand(0) * Operand(1), pooled, Call(second)), sequence]).WithPanels();
    }

    /// <summary>The sum of two calls of one dense layer.</summary>
    public static Program SharedSum()
    {
        var sketch = new ProgramSketch();
        var b = sketch.Builder;
        var (first, second) = (sketch.Input("first", Shape.Of(N, 6)), sketch.Input("second", Shape.Of(N, 6)));
        var (kernel, bias) = (sketch.Weight("shared/kernel", Shape.Of(6, 5)), sketch.Weight("shared/bias", Shape.Of(5)));
        Value Call(Value x) => b.Map("shared", Operand(0) + Operand(1), b.MatMul("shared_product", x, kernel), bias);
        return sketch.Build([b.Map("sum", Operand(0) + Operand(1), Call(first), Call(second))]).WithPanels();
    }

    /// <summary>Batch normalisation with state, dropout and layer normalisation between dense layers.</summary>
    public static Program Normalised(bool dropout)
    {
        var sketch = new ProgramSketch();
        var b = sketch.Builder;
        var x = Dense(sketch, "dense", sketch.Input("x", Shape.Of(N, 7)), 9);
        var (gamma, beta) = (sketch.Weight("bn/gamma", Shape.Of(9)), sketch.Weight("bn/beta", Shape.Of(9)));
        var movingMean = sketch.Weight("bn/moving_mean", Shape.Of(9), trainable: false);
        var movingVariance = sketch.Weight("bn/moving_variance", Shape.Of(9), trainable: false);
        var (mean, variance) = b.BatchStatistics("bn", x, movingMean, movingVariance, [0], "bn");
        Value Move(Value old, Value now) => b.Map(old.Name, 0.9 * Operand(0) + 0.1 * Operand(1), old, now);
        var (newMean, newVariance) = (Move(movingMean, mean), Move(movingVariance, variance));
        var normal = b.Map("bn", (Operand(0) - Operand(1)) * Apply("ReciprocalSqrt", Operand(2) + 1e-3) * Operand(3) + Operand(4), x, mean, variance, gamma, beta);
        if (dropout)
            normal = b.Map("dropout", Select(Apply("Less", new RandomFormula(3), 0.25), 0, Operand(0) / 0.75), normal);
        var (rowMean, rowVariance) = b.Moments("ln", normal, [-1]);
        var layerNormal = b.Map("ln", (Operand(0) - Operand(1)) * Apply("ReciprocalSqrt", Operand(2) + 1e-3), normal, rowMean, rowVariance);
        var program = sketch.Build([Activate(sketch, "Sigmoid", Dense(sketch, "out", layerNormal, 1))]).WithPanels();
        int Number(Value weight) => program.Weights.Select(w => w.Value).ToList().IndexOf(weight);
        return program with { StateWrites = [new(Number(movingMean), newMean, "bn"), new(Number(movingVariance), newVariance, "bn")] };
    }

    private static Value Dense(ProgramSketch sketch, string name, Value x, int units)
    {
        sketch.Builder.Scope = new Scope(name, "Dense", 0, $"Dense {x.Shape} -> {x.Shape.WithAxis(-1, units)}");
        var kernel = sketch.Weight(name + "/kernel", Shape.Of(x.Shape[-1], units));
        var product = sketch.Builder.MatMul(name, x, kernel);
        return sketch.Builder.Map(name, Operand(0) + Operand(1), product, sketch.Weight(name + "/bias", Shape.Of(units)));
    }

    private static Value Relu(ProgramSketch sketch, Value x) => sketch.Builder.Map(x.Name, Apply("Max", Operand(0), 0), x);

    private static Value Activate(ProgramSketch sketch, string function, Value x) => sketch.Builder.Map(x.Name, Apply(function, Operand(0)), x);
}
