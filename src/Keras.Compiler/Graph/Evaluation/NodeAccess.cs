using System.Collections.Immutable;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Nodes of layers as Keras 2.3 gives them, at the point of <c>Call</c> where they are asked for. The runtime's half is
/// <c>Layer</c>; both say the same of the same graph.</summary>
/// <param name="layer">Name of the layer.</param>
/// <param name="calls">Its calls.</param>
/// <param name="problems">Takes faults.</param>
internal sealed class NodeAccess(string layer, IReadOnlyList<LayerNode> calls, IProblemSink problems)
{
    /// <summary><c>Output</c>, <c>Input</c>, <c>OutputShape</c>, <c>InputShape</c>; unknown after a fault, null where there is no such
    /// property.</summary>
    /// <param name="property">Its name.</param>
    /// <param name="place">The access.</param>
    public AbstractValue? Property(string property, int place) => property switch
    {
        "Output" => Only(Side.Output, place),
        "Input" => Only(Side.Input, place),
        "OutputShape" => CommonShape(Side.Output, place),
        "InputShape" => CommonShape(Side.Input, place),
        _ => null,
    };

    /// <summary><c>GetOutputAt</c> and the like; null where there is no such method.</summary>
    /// <param name="method">Its name.</param>
    /// <param name="index">Of the call.</param>
    /// <param name="place">The access.</param>
    /// <param name="indexPlace">Its argument.</param>
    public AbstractValue? Method(string method, long index, int place, int indexPlace)
    {
        return method switch
        {
            "GetOutputAt" => At(Side.Output, "output", Tensor),
            "GetInputAt" => At(Side.Input, "input", Tensor),
            "GetOutputShapeAt" => At(Side.Output, "output shape", Shape),
            "GetInputShapeAt" => At(Side.Input, "input shape", Shape),
            "GetOutputsAt" => At(Side.Output, "output", List),
            "GetInputsAt" => At(Side.Input, "input", List),
            _ => null,
        };

        AbstractValue At(Side side, string attribute, Func<Side, int, int, AbstractValue> value)
        {
            if (index >= 0 && index < calls.Count) return value(side, (int)index, place);
            if (calls.Count == 0) problems.LayerNotYetCalled(place, layer, attribute);
            else problems.NodeOutOfRange(indexPlace, attribute, index, layer, calls.Count);
            return UnknownValue.Instance;
        }
    }

    private AbstractValue Only(Side side, int place)
    {
        if (calls.Count == 1) return Tensor(side, 0, place);
        if (calls.Count == 0) problems.LayerNotYetCalled(place, layer, side.Name);
        else problems.NodeIllDefined(place, layer, side.Name, $"Get{side.Member}At");
        return UnknownValue.Instance;
    }

    private AbstractValue CommonShape(Side side, int place)
    {
        if (calls.Count == 0) problems.LayerNotYetCalled(place, layer, $"{side.Name} shape");
        else if (calls.Select(call => string.Join(", ", side.Of(call).Select(tensor => tensor.Type.Shape))).Distinct().Count() > 1)
            problems.NodeShapesDiffer(place, layer, side.Name, $"Get{side.Member}ShapeAt");
        else return Shape(side, 0, place);
        return UnknownValue.Instance;
    }

    private AbstractValue Tensor(Side side, int index, int place) =>
        Single(side, index, place) is { } tensor ? new TensorValue(tensor) : UnknownValue.Instance;

    private AbstractValue Shape(Side side, int index, int place) =>
        Single(side, index, place) is { } tensor ? new ShapeValue(tensor.Type.Shape) : UnknownValue.Instance;

    private AbstractValue List(Side side, int index, int place) =>
        new ListValue([.. side.Of(calls[index]).Select(tensor => new TensorValue(tensor))]);

    private GraphTensor? Single(Side side, int index, int place)
    {
        var tensors = side.Of(calls[index]);
        if (tensors.Length == 1) return tensors[0];
        problems.SeveralTensors(place, layer, tensors.Length, side.Name, index, $"Get{side.Member}sAt");
        return null;
    }

    private sealed record Side(string Name, string Member, Func<LayerNode, ImmutableArray<GraphTensor>> Of)
    {
        public static readonly Side Input = new("input", "Input", call => call.Inputs);
        public static readonly Side Output = new("output", "Output", call => call.Outputs);
    }
}

/// <summary>One call of a layer in tensors of the graph that asks.</summary>
internal sealed record LayerNode(ImmutableArray<GraphTensor> Inputs, ImmutableArray<GraphTensor> Outputs);
