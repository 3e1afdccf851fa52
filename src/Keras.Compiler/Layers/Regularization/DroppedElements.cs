using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>Elements that are dropped at random, alone or by whole axes.</summary>
internal static class DroppedElements
{
    /// <summary>Zeroes elements with a probability and scales the others up.</summary>
    /// <param name="call">The call; its input is dropped from in training.</param>
    /// <param name="rate">The probability.</param>
    /// <param name="seed">The layer's seed.</param>
    /// <param name="noise">Shape in which random numbers are drawn, to be broadcast to the input's; null for the input's own.</param>
    public static Value Drop(LayerLowering call, double rate, int seed, Shape? noise)
    {
        if (!call.Training || rate == 0) return call.Input;
        var x = Formula.Operand(0);
        if (rate == 1) return call.Builder.Map(call.LayerPath, Formula.Select(0, x, 0), call.Input);
        var scale = 1 / (1 - rate);
        if (noise is null) return call.Builder.Map(call.LayerPath, Formula.Select(IsDropped(call, rate, seed), 0, x * scale), call.Input);
        var factor = Draw(call, Formula.Select(IsDropped(call, rate, seed), 0, x), scale, noise);
        return call.Builder.Map(call.LayerPath, x * Formula.Operand(1), call.Input, factor);
    }

    /// <summary>Whether an element is dropped.</summary>
    public static Formula IsDropped(LayerLowering call, double rate, int seed) => Formula.Apply("Less", RandomNumbers.Uniform(call, seed), rate);

    /// <summary>Random numbers in a shape of their own.</summary>
    /// <param name="call">The call.</param>
    /// <param name="formula">The expression, whose operand is the constant.</param>
    /// <param name="constant">A constant.</param>
    /// <param name="noise">The shape.</param>
    public static Value Draw(LayerLowering call, Formula formula, double constant, Shape noise) => call.Builder.Map(
        call.LayerPath, formula, call.Builder.BroadcastTo(call.LayerPath, call.Builder.Constant(call.LayerPath, constant), noise));

    /// <summary>The noise's shape with None filled in; null where it does not broadcast to the input's.</summary>
    public static Shape? Noise(int[] lengths, Shape input)
    {
        if (lengths.Length != input.Rank) return null;
        var noise = Shape.Of([.. lengths.Select((length, axis) => length == Keras.Axis.None ? input[axis] : length)]);
        return noise.Dims.Zip(input.Dims, (n, x) => n == 1 || n == x).All(fits => fits) ? noise : null;
    }

    /// <summary>Whether a layer's noise shape, if it has one, fits its input; reports where not.</summary>
    public static bool NoiseFits(int[] lengths, LayerCall call, IProblemSink problems)
    {
        if (lengths.Length == 0 || Noise(lengths, call.Input.Shape) is not null) return true;
        var noise = string.Join(", ", lengths.Select(length => length == Keras.Axis.None ? "None" : length.ToString()));
        problems.NoiseShapeDiffers(call.Node, $"({noise})", call.LayerName, call.Input.Shape);
        return false;
    }
}
