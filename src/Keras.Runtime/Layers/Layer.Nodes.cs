using System.Globalization;
using Keras.Hosting;

namespace Keras.Layers;

// The node functions of Keras 2.3, with its wording (NodeMessages). Keras's AttributeError and RuntimeError are
// InvalidOperationException here, its ValueError is ArgumentException. The nodes of a layer are its calls in the model that made it: one
// that another model takes over through its constructor keeps them. A model that stands alone has one node: its own inputs and outputs.
public abstract partial class Layer
{
    /// <summary>The layer's calls, in order.</summary>
    internal NodeSpec[] Nodes { get; set; } = [];

    /// <summary>The input tensor of the layer's only call.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or several.</exception>
    public KerasTensor Input => Only(OnlyNode("input", nameof(GetInputAt)).Inputs, "input", 0, nameof(GetInputsAt));

    /// <summary>The output tensor of the layer's only call.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or several.</exception>
    public KerasTensor Output => Only(OnlyNode("output", nameof(GetOutputAt)).Outputs, "output", 0, nameof(GetOutputsAt));

    /// <summary>The input shape, if it is the same in all calls.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or its calls differ.</exception>
    public TensorShape InputShape => CommonShape(node => node.Inputs, "input", nameof(GetInputShapeAt), nameof(GetInputsAt));

    /// <summary>The output shape, if it is the same in all calls.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or its calls differ.</exception>
    public TensorShape OutputShape => CommonShape(node => node.Outputs, "output", nameof(GetOutputShapeAt), nameof(GetOutputsAt));

    /// <summary>The input tensor of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public KerasTensor GetInputAt(int nodeIndex) => Only(NodeAt(nodeIndex, "input").Inputs, "input", nodeIndex, nameof(GetInputsAt));

    /// <summary>The output tensor of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public KerasTensor GetOutputAt(int nodeIndex) => Only(NodeAt(nodeIndex, "output").Outputs, "output", nodeIndex, nameof(GetOutputsAt));

    /// <summary>All input tensors of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public IReadOnlyList<KerasTensor> GetInputsAt(int nodeIndex) => NodeAt(nodeIndex, "input").Inputs;

    /// <summary>All output tensors of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public IReadOnlyList<KerasTensor> GetOutputsAt(int nodeIndex) => NodeAt(nodeIndex, "output").Outputs;

    /// <summary>The input shape of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public TensorShape GetInputShapeAt(int nodeIndex) => Only(NodeAt(nodeIndex, "input shape").Inputs, "input", nodeIndex, nameof(GetInputsAt)).Shape;

    /// <summary>The output shape of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public TensorShape GetOutputShapeAt(int nodeIndex) => Only(NodeAt(nodeIndex, "output shape").Outputs, "output", nodeIndex, nameof(GetOutputsAt)).Shape;

    private NodeSpec OnlyNode(string side, string instead) => Nodes.Length switch
    {
        1 => Nodes[0],
        0 => throw new InvalidOperationException(NodeMessages.NeverCalled(Name, side)),
        _ => throw new InvalidOperationException(NodeMessages.IllDefined(Name, side, instead)),
    };

    private NodeSpec NodeAt(int nodeIndex, string attribute)
    {
        if (Nodes.Length == 0) throw new InvalidOperationException(NodeMessages.NeverCalled(Name, attribute));
        if ((uint)nodeIndex >= (uint)Nodes.Length)
            throw new ArgumentException(NodeMessages.OutOfRange(Name, attribute, Number(nodeIndex), Number(Nodes.Length)), nameof(nodeIndex));
        return Nodes[nodeIndex];
    }

    private TensorShape CommonShape(Func<NodeSpec, KerasTensor[]> side, string name, string instead, string allInstead)
    {
        if (Nodes.Length == 0) throw new InvalidOperationException(NodeMessages.NeverCalled(Name, $"{name} shape"));
        var first = side(Nodes[0]);
        foreach (var node in Nodes)
            if (!side(node).Select(tensor => tensor.Shape).SequenceEqual(first.Select(tensor => tensor.Shape)))
                throw new InvalidOperationException(NodeMessages.ShapesDiffer(Name, name, instead));
        return Only(first, name, 0, allInstead).Shape;
    }

    private KerasTensor Only(KerasTensor[] tensors, string side, int node, string instead) => tensors.Length == 1
        ? tensors[0]
        : throw new InvalidOperationException(NodeMessages.SeveralTensors(Name, Number(tensors.Length), side, Number(node), instead));

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
