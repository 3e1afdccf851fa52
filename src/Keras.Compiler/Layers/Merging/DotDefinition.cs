using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>For each sample, sums of products along an axis of each input: (batch, rest of the first, rest of the second).</summary>
public sealed class DotDefinition : LayerDefinition<DotAttribute>
{
    /// <summary>Keras's epsilon: a shorter vector is not brought to length 1.</summary>
    private const double ShortestLength = 1e-7;

    public override ImmutableArray<LayerFunction> Functions => [new("Dot")];

    public override InputCount InputCount => InputCount.Two;

    protected override void Validate(DotAttribute layer, HyperparameterChecks checks) => checks.Require(
        layer.Axes.Length is 1 or 2 && layer.Axes.All(axis => axis != 0), nameof(layer.Axes), layer.Axes, "one axis or two, none of them the batch axis 0");

    protected override TensorType? InferOutput(DotAttribute layer, LayerCall call, IProblemSink problems)
    {
        if (!call.AreFloats(problems)) return null;
        var axes = new int[2];
        for (var i = 0; i < 2; i++)
        {
            if (call.AxisOf(i, Axis(layer, i), problems) is not { } axis) return null;
            axes[i] = axis;
        }
        var (left, right) = (call.Inputs[0].Shape, call.Inputs[1].Shape);
        if (call.Unify(left[axes[0]], right[axes[1]]) is null)
        {
            problems.ContractedAxesDiffer(call.InputNodes[1], call.LayerName, left[axes[0]], axes[0], right[axes[1]], axes[1]);
            return null;
        }
        return call.Input with { Shape = Result(left, right, axes) };
    }

    protected override Value Lower(DotAttribute layer, LayerLowering call)
    {
        int[] axes = [.. call.Inputs.Select((input, i) => Axis(layer, i) is var axis && axis < 0 ? axis + input.Shape.Rank : axis)];
        var operands = layer.Normalize ? call.Inputs.Select((input, i) => Normalise(call, input, axes[i])).ToImmutableArray() : call.Inputs;
        var product = call.Builder.DotGeneral(call.LayerPath, operands[0], operands[1], [axes[0]], [axes[1]], [0], [0]);
        return call.Builder.Reshape(call.LayerPath, product, Result(operands[0].Shape, operands[1].Shape, axes));
    }

    /// <summary>The contracted axis of an input as it was given; 0 where none was, which is reported.</summary>
    private static int Axis(DotAttribute layer, int input) => layer.Axes.Length == 1 ? layer.Axes[0] : layer.Axes.ElementAtOrDefault(input);

    private static Value Normalise(LayerLowering call, Value x, int axis)
    {
        var squares = call.Builder.Map(call.LayerPath, Formula.Apply("Square", Formula.Operand(0)), x);
        var sum = call.Builder.Reduce(call.LayerPath, ReduceKind.Sum, squares, [axis], keepDims: true);
        var shortest = ShortestLength * ShortestLength;
        return call.Builder.Map(
            call.LayerPath, Formula.Operand(0) * Formula.Apply("ReciprocalSqrt", Formula.Apply("Max", Formula.Operand(1), shortest)), x, sum);
    }

    /// <summary>Two vectors leave an axis of length 1.</summary>
    private static Shape Result(Shape left, Shape right, int[] axes)
    {
        Dim[] rest = [.. left.WithoutAxis(axes[0]).Dims.Skip(1), .. right.WithoutAxis(axes[1]).Dims.Skip(1)];
        return Shape.Of([left[0], .. rest.Length == 0 ? [Dim.Known(1)] : rest]);
    }
}
