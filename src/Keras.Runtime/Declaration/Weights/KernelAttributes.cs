namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>kernel</c>.</summary>
public sealed class KernelInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>kernel</c>.</summary>
public sealed class KernelRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>kernel</c>.</summary>
public sealed class KernelConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
