namespace Keras.Layers;

/// <summary>Penalty with factors on the layer's output.</summary>
public sealed class ActivityRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);
