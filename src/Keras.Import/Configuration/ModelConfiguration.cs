namespace Keras.Import;

/// <summary>A Keras model as its configuration describes it: layers, their calls, inputs and outputs.</summary>
/// <param name="Name">The model's Keras name.</param>
/// <param name="Layers">All layers and operations but the inputs, in the order of the file.</param>
/// <param name="Inputs">The inputs, in order.</param>
/// <param name="Outputs">The outputs, in order.</param>
public sealed record ModelConfiguration(
    string Name,
    IReadOnlyList<LayerConfiguration> Layers,
    IReadOnlyList<InputConfiguration> Inputs,
    IReadOnlyList<OutputConfiguration> Outputs);

/// <summary>An input of a model.</summary>
/// <param name="Name">The input's Keras name.</param>
/// <param name="Shape">Shape with the batch axis first; null is Keras's None.</param>
/// <param name="DType">Keras's name of the element type, such as <c>float32</c>.</param>
public sealed record InputConfiguration(string Name, IReadOnlyList<int?> Shape, string DType);

/// <summary>An output of a model.</summary>
/// <param name="Name">The output's Keras name: that of the layer that makes it, unless the file gives another.</param>
/// <param name="Tensor">Where it comes from.</param>
public sealed record OutputConfiguration(string Name, TensorReference Tensor);

/// <summary>A tensor of the graph: which output of which call of which layer (or input) it is.</summary>
/// <param name="Layer">Name of the layer or input.</param>
/// <param name="Node">Number of the call.</param>
/// <param name="Index">Number of the output of that call.</param>
public sealed record TensorReference(string Layer, int Node, int Index)
{
    /// <summary>The tensor as Keras's summaries print it: <c>dense[0][0]</c>.</summary>
    public override string ToString() => $"{Layer}[{Node}][{Index}]";
}
