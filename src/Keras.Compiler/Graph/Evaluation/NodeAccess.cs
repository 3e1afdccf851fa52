using System.Collections.Immutable;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>Nodes of layers as Keras 2.3 gives them, at the point of <c>Call</c> where they are asked for.</summary>
internal static class NodeAccess
{
    /// <summary><c>Output</c>, <c>Input</c>, <c>OutputShape</c>, <c>InputShape</c>; unknown after a fault, null where there is no such
    /// property.</summary>
    public static AbstractValue? Property(GraphLayer layer, string property, int node, IProblemSink problems) => property switch
    {
        "Output" => Only(layer, n => n.Outputs, "output", "GetOutputAt", node, problems),
        "Input" => Only(layer, n => n.Inputs, "input", "GetInputAt", node, problems),
        "OutputShape" => CommonShape(layer, n => n.Outputs, "output", "GetOutputShapeAt", node, problems),
        "InputShape" => CommonShape(layer, n => n.Inputs, "input", "GetInputShapeAt", node, problems),
        _ => null,
    };

    /// <summary><c>GetOutputAt</c> and the like; null where there is no such method.</summary>
    public static AbstractValue? Method(GraphLayer layer, string method, long index, int node, int indexNode, IProblemSink problems) => method switch
    {
        "GetOutputAt" => At(layer, n => Tensors(n.Outputs), "output", index, node, indexNode, problems),
        "GetInputAt" => At(layer, n => Tensors(n.Inputs), "input", index, node, indexNode, problems),
        "GetOutputShapeAt" => At(layer, n => Shapes(n.Outputs), "output shape", index, node, indexNode, problems),
        "GetInputShapeAt" => At(layer, n => Shapes(n.Inputs), "input shape", index, node, indexNode, problems),
        "GetOutputsAt" => At(layer, n => List(n.Outputs), "output", index, node, indexNode, problems),
        "GetInputsAt" => At(layer, n => List(n.Inputs), "input", index, node, indexNode, problems),
        _ => null,
    };

    private static AbstractValue Only(
        GraphLayer layer, Func<GraphNode, ImmutableArray<GraphTensor>> side, string name, string instead, int node, IProblemSink problems)
    {
        if (layer.Nodes.Count == 1) return Tensors(side(layer.Nodes[0]));
        if (layer.Nodes.Count == 0) problems.LayerNotYetCalled(node, layer.Name, name);
        else problems.NodeIllDefined(node, layer.Name, name, instead);
        return UnknownValue.Instance;
    }

    private static AbstractValue CommonShape(
        GraphLayer layer, Func<GraphNode, ImmutableArray<GraphTensor>> side, string name, string instead, int node, IProblemSink problems)
    {
        if (layer.Nodes.Count == 0) problems.LayerNotYetCalled(node, layer.Name, $"{name} shape");
        else if (layer.Nodes.Select(n => string.Join(", ", side(n).Select(tensor => tensor.Type.Shape))).Distinct().Count() > 1)
            problems.NodeShapesDiffer(node, layer.Name, name, instead);
        else return Shapes(side(layer.Nodes[0]));
        return UnknownValue.Instance;
    }

    private static AbstractValue At(
        GraphLayer layer, Func<GraphNode, AbstractValue> value, string name, long index, int node, int indexNode, IProblemSink problems)
    {
        if (index >= 0 && index < layer.Nodes.Count) return value(layer.Nodes[(int)index]);
        if (layer.Nodes.Count == 0) problems.LayerNotYetCalled(node, layer.Name, name);
        else problems.NodeOutOfRange(indexNode, name, index, layer.Name, layer.Nodes.Count);
        return UnknownValue.Instance;
    }

    /// <summary>One tensor, or a list of several.</summary>
    private static AbstractValue Tensors(ImmutableArray<GraphTensor> tensors) => tensors.Length == 1 ? new TensorValue(tensors[0]) : List(tensors);

    private static AbstractValue Shapes(ImmutableArray<GraphTensor> tensors) =>
        tensors.Length == 1 ? new ShapeValue(tensors[0].Type.Shape) : new ListValue([.. tensors.Select(tensor => new ShapeValue(tensor.Type.Shape))]);

    private static ListValue List(ImmutableArray<GraphTensor> tensors) => new([.. tensors.Select(tensor => new TensorValue(tensor))]);
}
