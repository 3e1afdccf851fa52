namespace Keras.Layers;

/// <summary>Initializer with arguments for the pointwise kernel.</summary>
public sealed class PointwiseInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the pointwise kernel.</summary>
public sealed class PointwiseRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the pointwise kernel.</summary>
public sealed class PointwiseConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
