namespace Keras.Layers;

/// <summary>Declares an <c>Average</c> layer: the mean of its inputs. Axes of length 1 broadcast
/// (https://keras.io/api/layers/merging_layers/average/).</summary>
public sealed class AverageAttribute : LayerDeclarationAttribute;
