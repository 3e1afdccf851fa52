namespace Keras.Layers;

/// <summary>Initializer with arguments for the depthwise kernel.</summary>
public sealed class DepthwiseInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the depthwise kernel.</summary>
public sealed class DepthwiseRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the depthwise kernel.</summary>
public sealed class DepthwiseConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
