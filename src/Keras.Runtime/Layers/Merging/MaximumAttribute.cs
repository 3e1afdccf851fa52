namespace Keras.Layers;

/// <summary>Declares a <c>Maximum</c> layer: the element-wise maximum of its inputs. Axes of length 1 broadcast
/// (https://keras.io/api/layers/merging_layers/maximum/).</summary>
public sealed class MaximumAttribute : LayerDeclarationAttribute;
