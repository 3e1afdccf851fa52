namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>bias</c>.</summary>
public sealed class BiasInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>bias</c>.</summary>
public sealed class BiasRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>bias</c>.</summary>
public sealed class BiasConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
