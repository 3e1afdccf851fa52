namespace Keras.Layers;

/// <summary>A layer inside another, and the name that leads to it.</summary>
internal sealed record InnerLayer(string Name, Layer Layer);
