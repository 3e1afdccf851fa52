namespace Keras.Layers;

/// <summary>Declares a <c>Multiply</c> layer: the product of its inputs. Axes of length 1 broadcast
/// (https://keras.io/api/layers/merging_layers/multiply/).</summary>
public sealed class MultiplyAttribute : LayerDeclarationAttribute;
