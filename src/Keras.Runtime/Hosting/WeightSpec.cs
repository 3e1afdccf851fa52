using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>One weight of a layer as the compiler declares it.</summary>
/// <param name="Name">Keras's name within the layer, such as <c>kernel</c>.</param>
/// <param name="Shape">Logical shape.</param>
/// <param name="Layout">How it lies in memory.</param>
/// <param name="Initializer">Draws the first values.</param>
/// <param name="Trainable">False for statistics that training updates by other means than the gradient.</param>
/// <param name="Regularizer">Penalty, or null.</param>
/// <param name="Constraint">Constraint after each update, or null.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record WeightSpec(
    string Name,
    int[] Shape,
    WeightLayout Layout,
    WeightInitializer Initializer,
    bool Trainable = true,
    WeightRegularizer? Regularizer = null,
    WeightConstraint? Constraint = null);

/// <summary>One layer as the compiler declares it: what the generated constructor hands to the layer's handle.</summary>
/// <param name="ClassName">Keras's class name, such as <c>Dense</c>.</param>
/// <param name="Name">The layer's Keras name.</param>
/// <param name="Configuration">Hyperparameters as <c>name=value</c> pairs in a fixed order: two layers are interchangeable where class,
/// configuration and weight shapes are equal.</param>
/// <param name="Weights">The layer's weights in Keras's order.</param>
/// <param name="Nodes">The calls of the layer, in order.</param>
/// <param name="Trainable">Whether the layer starts trainable.</param>
/// <param name="Wrapped">For a wrapper: what it wraps, each with the path that leads to it from the model. A model's blueprint has its name alone.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerBlueprint(
    string ClassName,
    string Name,
    string Configuration,
    WeightSpec[] Weights,
    NodeSpec[] Nodes,
    bool Trainable = true,
    LayerBlueprint[]? Wrapped = null);

/// <summary>One call of a layer.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NodeSpec(KerasTensor[] Inputs, KerasTensor[] Outputs);
