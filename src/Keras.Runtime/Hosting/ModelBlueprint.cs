using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>One model as the compiler declares it; equal for all instances.</summary>
/// <param name="ClassName">Name of the model class.</param>
/// <param name="Name">The model's Keras name where it stands alone: the class name in snake case.</param>
/// <param name="Layers">Names of the layers and nested models within this model, in the order of the layers handed over.</param>
/// <param name="Weights">Paths of the weights in the program's order: <c>layer/weight</c>, nested <c>vision/conv1/kernel</c>.</param>
/// <param name="Summary">Inputs, layers and operations in the order of Keras's <c>model.layers</c>.</param>
/// <param name="Node">Its inputs and outputs: the only node of a model that stands alone.</param>
/// <param name="IsLinear">Whether each is called once on the one before: the summary then has no column for connections.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ModelBlueprint(
    string ClassName,
    string Name,
    string[] Layers,
    string[] Weights,
    SummaryRow[] Summary,
    NodeSpec Node,
    bool IsLinear);

/// <summary>One row of the summary.</summary>
/// <param name="Name">Keras name.</param>
/// <param name="ClassName">Keras class name, such as <c>InputLayer</c>.</param>
/// <param name="OutputShape">As printed, such as <c>(None, 64)</c>.</param>
/// <param name="Layer">Number of the layer in <see cref="ModelBlueprint.Layers"/>, or −1 for inputs and operations without weights.</param>
/// <param name="ConnectedTo">Such as <c>dense[0][0]</c>.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record SummaryRow(string Name, string ClassName, string OutputShape, int Layer, string[] ConnectedTo);
