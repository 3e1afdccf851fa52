namespace Keras.Layers;

/// <summary>Declares a <c>Subtract</c> layer: the first of two inputs minus the second. Axes of length 1 broadcast
/// (https://keras.io/api/layers/merging_layers/subtract/).</summary>
public sealed class SubtractAttribute : LayerDeclarationAttribute;
