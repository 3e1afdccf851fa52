using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Layers;

/// <summary>One call of a layer as its shape rule sees it.</summary>
/// <param name="Configuration">Hyperparameters.</param>
/// <param name="LayerName">The Keras name.</param>
/// <param name="Inputs">Types of the tensors it is called on.</param>
/// <param name="Options">Constant options of the call, such as <c>training</c>.</param>
/// <param name="Node">Description node of the call, for faults.</param>
/// <param name="InputNodes">Description node of each input's expression, for faults of one input.</param>
/// <param name="AssumeEqual">Records that the model needs two lengths to be equal that are not both known.</param>
public sealed record LayerCall(
    LayerConfiguration Configuration,
    string LayerName,
    ImmutableArray<TensorType> Inputs,
    ImmutableDictionary<string, ConstantValue> Options,
    int Node,
    ImmutableArray<int> InputNodes,
    Action<Dim, Dim> AssumeEqual)
{
    public TensorType Input => Inputs[0];

    /// <summary>Whether the call asks for the layer's states beside its output.</summary>
    public bool ReturnsState { get; init; }

    /// <summary>Description node of an argument of the layer's attribute by its C# name, for faults of the layer's own.</summary>
    public Func<string, int> ArgumentNode { get; init; } = _ => Node;

    /// <summary>Shapes of the masks that go with the inputs, null where none does: the leading axes of the input, as (batch, time) for
    /// (batch, time, features). A mask that the call was given stands in the place of the first input's own.</summary>
    public ImmutableArray<Shape?> Masks { get; init; } = [.. Inputs.Select(_ => (Shape?)null)];

    /// <summary>For a wrapper: what it wraps, in order of <see cref="LayerDefinition.Wrapped"/>.</summary>
    public ImmutableArray<WrappedLayer> Wrapped { get; init; } = [];

    /// <summary>The one length that both must have, or null where they differ whatever their symbols stand for. What is not known is
    /// assumed equal, and checked when the model runs.</summary>
    public Dim? Unify(Dim left, Dim right)
    {
        if (left == right) return left;
        if ((left - right).IsKnown) return null;
        AssumeEqual(left, right);
        return right.IsKnown ? right : left;
    }

    /// <summary>Whether the input has enough axes; reports where not.</summary>
    /// <param name="minimum">With the batch axis.</param>
    /// <param name="problems">Takes the fault.</param>
    public bool HasRank(int minimum, IProblemSink problems)
    {
        if (Input.Shape.Rank >= minimum) return true;
        problems.RankTooLow(InputNodes[0], 0, LayerName, minimum, Input.Shape);
        return false;
    }

    /// <summary>Whether the input has just this number of axes; reports where not.</summary>
    /// <param name="expected">With the batch axis.</param>
    /// <param name="problems">Takes the fault.</param>
    public bool HasExactRank(int expected, IProblemSink problems)
    {
        if (Input.Shape.Rank == expected) return true;
        problems.RankDiffers(InputNodes[0], 0, LayerName, expected, Input.Shape);
        return false;
    }

    /// <summary>Whether all inputs are float32; reports the first that is not.</summary>
    public bool AreFloats(IProblemSink problems)
    {
        for (var i = 0; i < Inputs.Length; i++)
            if (Inputs[i].DType != DType.Float32)
            {
                problems.ElementTypeDiffers(InputNodes[i], i, LayerName, Inputs[i].DType, "float32");
                return false;
            }
        return true;
    }

    /// <summary>The axis counted from the front; null after reporting that the input has no such axis beside the batch axis.</summary>
    public int? Axis(int axis, IProblemSink problems) => AxisOf(0, axis, problems);

    /// <summary>The axis of an input counted from the front; null after reporting that it has no such axis beside the batch axis.</summary>
    public int? AxisOf(int input, int axis, IProblemSink problems)
    {
        var rank = Inputs[input].Shape.Rank;
        var normal = axis < 0 ? axis + rank : axis;
        if (normal >= 1 && normal < rank) return normal;
        problems.AxisOutOfRange(Node, axis, LayerName, Inputs[input].Shape, rank == 1 ? "an input with more axes" : $"1 to {rank - 1}, or -1 to -{rank - 1}");
        return null;
    }

    /// <summary>Whether the length of an axis is known, as weights need it; reports where not.</summary>
    public bool IsKnown(int axis, IProblemSink problems)
    {
        if (Input.Shape[axis].IsKnown) return true;
        problems.AxisLengthUnknown(InputNodes[0], LayerName, axis, Input.Shape);
        return false;
    }
}
