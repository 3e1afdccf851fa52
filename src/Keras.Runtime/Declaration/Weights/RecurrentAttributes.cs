namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>recurrent_kernel</c>.</summary>
public sealed class RecurrentInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>recurrent_kernel</c>.</summary>
public sealed class RecurrentRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>recurrent_kernel</c>.</summary>
public sealed class RecurrentConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
