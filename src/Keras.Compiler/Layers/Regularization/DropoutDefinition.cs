using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>In training zeroes each element with a probability and scales the others up; passes its input on otherwise.</summary>
public sealed class DropoutDefinition : SameShapeDefinition<DropoutAttribute>
{
    /// <summary>Streams from here on are the ones that a layer's own seed names.</summary>
    private const int SeededStreams = 1 << 30;

    protected override void Validate(DropoutAttribute layer, HyperparameterChecks checks) =>
        checks.Fraction(nameof(layer.Rate), layer.Rate);

    protected override TensorType? InferOutput(DropoutAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (layer.NoiseShape.Length == 0 || Noise(layer, call.Input.Shape) is not null) return base.InferOutput(layer, call, problems);
        var noise = string.Join(", ", layer.NoiseShape.Select(length => length == Keras.Axis.None ? "None" : length.ToString()));
        problems.NoiseShapeDiffers(call.Node, $"({noise})", call.LayerName, call.Input.Shape);
        return null;
    }

    protected override Value Lower(DropoutAttribute layer, LayerLowering call)
    {
        if (!call.Training || layer.Rate == 0) return call.Input;
        var x = Formula.Operand(0);
        if (layer.Rate == 1) return call.Builder.Map(call.LayerPath, Formula.Select(0, x, 0), call.Input);
        var random = new RandomFormula(layer.Seed == 0 ? call.NextRandomStream() : SeededStreams | (layer.Seed & (SeededStreams - 1)));
        var dropped = Formula.Apply("Less", random, layer.Rate);
        var scale = 1 / (1 - layer.Rate);
        if (layer.NoiseShape.Length == 0)
            return call.Builder.Map(call.LayerPath, Formula.Select(dropped, 0, x * scale), call.Input);

        // The random numbers are drawn in the noise's shape and then broadcast.
        var noise = call.Builder.BroadcastTo(
            call.LayerPath, call.Builder.Constant(call.LayerPath, scale), Noise(layer, call.Input.Shape)!);
        var factor = call.Builder.Map(call.LayerPath, Formula.Select(dropped, 0, x), noise);
        return call.Builder.Map(call.LayerPath, x * Formula.Operand(1), call.Input, factor);
    }

    /// <summary>The noise's shape with None filled in; null where it does not broadcast to the input's.</summary>
    private static Shape? Noise(DropoutAttribute layer, Shape input)
    {
        if (layer.NoiseShape.Length != input.Rank) return null;
        var noise = Shape.Of([.. layer.NoiseShape.Select((length, axis) => length == Keras.Axis.None ? input[axis] : length)]);
        return noise.Dims.Zip(input.Dims, (n, x) => n == 1 || n == x).All(fits => fits) ? noise : null;
    }
}
