namespace Keras.Layers;

/// <summary>Declares a <c>Minimum</c> layer: the element-wise minimum of its inputs. Axes of length 1 broadcast
/// (https://keras.io/api/layers/merging_layers/minimum/).</summary>
public sealed class MinimumAttribute : LayerDeclarationAttribute;
