namespace Keras;

/// <content>Keras's losses with their default arguments. For others, construct the class.</content>
public abstract partial class Loss
{
    /// <summary>Mean over the last axis of (p − y)².</summary>
    public static Loss MeanSquaredError => new MeanSquaredErrorLoss();

    /// <summary>Mean over the last axis of |p − y|.</summary>
    public static Loss MeanAbsoluteError => new MeanAbsoluteErrorLoss();

    /// <summary>100 times the mean of |p − y| / |y|.</summary>
    public static Loss MeanAbsolutePercentageError => new MeanAbsolutePercentageErrorLoss();

    /// <summary>Mean of (ln(1 + p) − ln(1 + y))².</summary>
    public static Loss MeanSquaredLogarithmicError => new MeanSquaredLogarithmicErrorLoss();

    /// <summary>Squares for small errors, absolute values for large ones.</summary>
    public static Loss Huber => new HuberLoss();

    /// <summary>Mean of ln cosh(p − y).</summary>
    public static Loss LogCosh => new LogCoshLoss();

    /// <summary>Minus the cosine between targets and predictions.</summary>
    public static Loss CosineSimilarity => new CosineSimilarityLoss();

    /// <summary>Mean of max(1 − y·p, 0).</summary>
    public static Loss Hinge => new HingeLoss();

    /// <summary>Mean of max(1 − y·p, 0)².</summary>
    public static Loss SquaredHinge => new SquaredHingeLoss();

    /// <summary>max(max((1 − y)·p) − Σ y·p + 1, 0).</summary>
    public static Loss CategoricalHinge => new CategoricalHingeLoss();

    /// <summary>Σ y·ln(y/p).</summary>
    public static Loss KLDivergence => new KLDivergenceLoss();

    /// <summary>Mean of p − y·ln p.</summary>
    public static Loss Poisson => new PoissonLoss();

    /// <summary>Mean of −y·ln p − (1 − y)·ln(1 − p), for outputs that end in a sigmoid.</summary>
    public static Loss BinaryCrossentropy => new BinaryCrossentropyLoss();

    /// <summary>−Σ y·ln p, for outputs that end in a softmax and one-hot targets.</summary>
    public static Loss CategoricalCrossentropy => new CategoricalCrossentropyLoss();

    /// <summary>−ln p of the label, for outputs that end in a softmax and targets that are labels.</summary>
    public static Loss SparseCategoricalCrossentropy => new SparseCategoricalCrossentropyLoss();

    /// <summary>Binary cross-entropy that weighs down what is sure.</summary>
    public static Loss BinaryFocalCrossentropy => new BinaryFocalCrossentropyLoss();

    /// <summary>Categorical cross-entropy that weighs down what is sure.</summary>
    public static Loss CategoricalFocalCrossentropy => new CategoricalFocalCrossentropyLoss();

    /// <summary>1 − Dice coefficient of the whole batch.</summary>
    public static Loss Dice => new DiceLoss();

    /// <summary>1 − Tversky index of the whole batch.</summary>
    public static Loss Tversky => new TverskyLoss();

    /// <summary>(1 − p^q)/q of the label's probability.</summary>
    public static Loss CategoricalGeneralizedCrossEntropy => new CategoricalGeneralizedCrossEntropyLoss();
}
