namespace Keras.Layers;

/// <summary>Initializer with arguments for the weight <c>embeddings</c>.</summary>
public sealed class EmbeddingsInitializerAttribute(Initializer kind) : WeightInitializerAttribute(kind);

/// <summary>Penalty with factors on the weight <c>embeddings</c>.</summary>
public sealed class EmbeddingsRegularizerAttribute(Regularizer kind = Regularizer.L1L2) : WeightRegularizerAttribute(kind);

/// <summary>Constraint with arguments on the weight <c>embeddings</c>.</summary>
public sealed class EmbeddingsConstraintAttribute(Constraint kind) : WeightConstraintAttribute(kind);
