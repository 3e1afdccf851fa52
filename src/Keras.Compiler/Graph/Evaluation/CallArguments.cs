using System.Collections.Immutable;
using Keras.Compiler.Description;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>What a layer is called with, each with the node of its expression.</summary>
/// <param name="Node">The node of the call.</param>
internal sealed record CallArguments(int Node)
{
    public ImmutableArray<GraphTensor> Tensors { get; init; } = [];

    public ImmutableArray<int> TensorNodes { get; init; } = [];

    public (GraphTensor Tensor, int Node)? Mask { get; init; }

    /// <summary>Whether the call asks for states beside the output.</summary>
    public bool ReturnsState { get; init; }

    public ImmutableDictionary<string, ConstantValue> Options { get; init; } = ImmutableDictionary<string, ConstantValue>.Empty;

    public CallArguments Add(GraphTensor tensor, int node) =>
        this with { Tensors = Tensors.Add(tensor), TensorNodes = TensorNodes.Add(node) };
}
