namespace Keras.Layers;

/// <summary>Declares an <c>Add</c> layer: the sum of its inputs. Axes of length 1 broadcast
/// (https://keras.io/api/layers/merging_layers/add/).</summary>
public sealed class AddAttribute : LayerDeclarationAttribute;
