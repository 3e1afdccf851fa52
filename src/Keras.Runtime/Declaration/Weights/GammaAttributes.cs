namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>gamma</c>.</summary>
public sealed class GammaInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>gamma</c>.</summary>
public sealed class GammaRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>gamma</c>.</summary>
public sealed class GammaConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
