namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>alpha</c>.</summary>
public sealed class AlphaInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>alpha</c>.</summary>
public sealed class AlphaRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>alpha</c>.</summary>
public sealed class AlphaConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
