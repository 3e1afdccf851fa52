namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>beta</c>.</summary>
public sealed class BetaInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>beta</c>.</summary>
public sealed class BetaRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>beta</c>.</summary>
public sealed class BetaConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
