using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>The random numbers of a layer's call: streams of the model's, or those that the layer's own seed names.</summary>
internal static class RandomNumbers
{
    /// <summary>Streams from here on are the ones that a layer's own seed names.</summary>
    private const int SeededStreams = 1 << 30;

    /// <summary>Tells the second number of an element from the first.</summary>
    private const int SecondNumber = 1 << 29;

    /// <summary>A number of the uniform distribution over [0, 1) for each element.</summary>
    /// <param name="call">The call.</param>
    /// <param name="seed">The layer's seed; 0 takes the model's.</param>
    /// <param name="draw">Which of several draws of one call.</param>
    public static Formula Uniform(LayerLowering call, int seed, int draw = 0) => Stream(call, seed, unchecked(draw * 0x3C6EF35F) & (SecondNumber - 1));

    /// <summary>A number of the standard normal distribution for each element, by Box and Muller's transformation.</summary>
    /// <param name="call">The call.</param>
    /// <param name="seed">The layer's seed; 0 takes the model's.</param>
    public static Formula Normal(LayerLowering call, int seed)
    {
        // 1 − u lies in (0, 1], so that its logarithm is finite.
        var radius = Formula.Apply("Sqrt", -2 * Formula.Apply("Log", 1 - Stream(call, seed, 0)));
        return radius * Formula.Apply("Cos", 2 * Math.PI * Stream(call, seed, SecondNumber));
    }

    private static Formula Stream(LayerLowering call, int seed, int number) =>
        new RandomFormula(seed == 0 ? call.NextRandomStream() : SeededStreams | ((seed ^ number) & (SeededStreams - 1)));
}
