using Keras.Hosting;

namespace Keras.Layers;

// The node functions of Keras 2.3, with its wording. Keras's AttributeError and RuntimeError are InvalidOperationException here,
// its ValueError is ArgumentException.
public abstract partial class Layer
{
    /// <summary>The layer's calls, in order.</summary>
    internal NodeSpec[] Nodes { get; set; } = [];

    /// <summary>The input tensor of the layer's only call.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or several.</exception>
    public KerasTensor Input => Only(OnlyNode("input", "input").Inputs, "input", 0);

    /// <summary>The output tensor of the layer's only call.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or several.</exception>
    public KerasTensor Output => Only(OnlyNode("output", "output").Outputs, "output", 0);

    /// <summary>The input shape, if it is the same in all calls.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or its calls differ.</exception>
    public TensorShape InputShape => CommonShape(node => node.Inputs, "input");

    /// <summary>The output shape, if it is the same in all calls.</summary>
    /// <exception cref="InvalidOperationException">The layer has no call, or its calls differ.</exception>
    public TensorShape OutputShape => CommonShape(node => node.Outputs, "output");

    /// <summary>The input tensor of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public KerasTensor GetInputAt(int nodeIndex) => Only(NodeAt(nodeIndex, "input").Inputs, "input", nodeIndex);

    /// <summary>The output tensor of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public KerasTensor GetOutputAt(int nodeIndex) => Only(NodeAt(nodeIndex, "output").Outputs, "output", nodeIndex);

    /// <summary>All input tensors of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public IReadOnlyList<KerasTensor> GetInputsAt(int nodeIndex) => NodeAt(nodeIndex, "input").Inputs;

    /// <summary>All output tensors of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public IReadOnlyList<KerasTensor> GetOutputsAt(int nodeIndex) => NodeAt(nodeIndex, "output").Outputs;

    /// <summary>The input shape of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public TensorShape GetInputShapeAt(int nodeIndex) => Only(NodeAt(nodeIndex, "input shape").Inputs, "input", nodeIndex).Shape;

    /// <summary>The output shape of a call.</summary>
    /// <param name="nodeIndex">Number of the call, from 0.</param>
    public TensorShape GetOutputShapeAt(int nodeIndex) => Only(NodeAt(nodeIndex, "output shape").Outputs, "output", nodeIndex).Shape;

    private NodeSpec OnlyNode(string attribute, string side) => Nodes.Length switch
    {
        1 => Nodes[0],
        0 => throw new InvalidOperationException($"The layer {Name} has never been called and thus has no defined {attribute}."),
        _ => throw new InvalidOperationException(
            $"Layer {Name} has multiple inbound nodes, hence the notion of \"layer {side}\" is ill-defined. " +
            $"Use `get_{side}_at(node_index)` instead."),
    };

    private NodeSpec NodeAt(int nodeIndex, string attribute)
    {
        if (Nodes.Length == 0)
            throw new InvalidOperationException($"The layer has never been called and thus has no defined {attribute}. The layer is {Name}.");
        if ((uint)nodeIndex >= (uint)Nodes.Length)
            throw new ArgumentException(
                $"Asked to get {attribute} at node {nodeIndex}, but the layer has only {Nodes.Length} inbound nodes.", nameof(nodeIndex));
        return Nodes[nodeIndex];
    }

    private TensorShape CommonShape(Func<NodeSpec, KerasTensor[]> side, string name)
    {
        if (Nodes.Length == 0)
            throw new InvalidOperationException($"The layer {Name} has never been called and thus has no defined {name} shape.");
        var first = Only(side(Nodes[0]), name, 0).Shape;
        if (Nodes.All(node => Only(side(node), name, 0).Shape == first)) return first;
        throw new InvalidOperationException(
            $"The layer \"{Name}\" has multiple inbound nodes, with different {name} shapes. Hence the notion of \"{name} shape\" is " +
            $"ill-defined for the layer. Use `get_{name}_shape_at(node_index)` instead.");
    }

    private KerasTensor Only(KerasTensor[] tensors, string side, int node) => tensors.Length == 1
        ? tensors[0]
        : throw new InvalidOperationException(
            $"Layer {Name} has {tensors.Length} {side} tensors at node {node}. Use Get{(side == "input" ? "Inputs" : "Outputs")}At({node}) instead.");
}
