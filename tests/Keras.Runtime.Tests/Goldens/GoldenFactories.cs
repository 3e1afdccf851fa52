using System.Text.Json;

namespace Keras.Runtime.Tests.Goldens;

/// <summary>From Keras's class name and configuration to our object. A class without an entry is not there yet.</summary>
internal static class GoldenFactories
{
    public static IReadOnlyDictionary<string, Func<JsonElement, Optimizer>> Optimizers { get; } = new Dictionary<string, Func<JsonElement, Optimizer>>
    {
        ["SGD"] = c => new SGD(Rate(c), c.Float("momentum"), c.Flag("nesterov"))
        {
            Name = Name(c), WeightDecay = c.FloatOrNull("weight_decay"), ClipNorm = c.FloatOrNull("clipnorm"), ClipValue = c.FloatOrNull("clipvalue"),
            GlobalClipNorm = c.FloatOrNull("global_clipnorm"), UseEma = c.Flag("use_ema"), EmaMomentum = c.Float("ema_momentum"),
            EmaOverwriteFrequency = c.IntOrNull("ema_overwrite_frequency"), GradientAccumulationSteps = c.IntOrNull("gradient_accumulation_steps"),
        },
        ["RMSprop"] = c => new RMSprop(Rate(c), c.Float("rho"), c.Float("momentum"), c.Float("epsilon"), c.Flag("centered")) { Name = Name(c) },
        ["Adam"] = c => new Adam(Rate(c), c.Float("beta_1"), c.Float("beta_2"), c.Float("epsilon"), c.Flag("amsgrad")) { Name = Name(c) },
        ["AdamW"] = c => new AdamW(Rate(c), c.Float("weight_decay"), c.Float("beta_1"), c.Float("beta_2"), c.Float("epsilon"), c.Flag("amsgrad")) { Name = Name(c) },
        ["Adagrad"] = c => new Adagrad(Rate(c), c.Float("initial_accumulator_value"), c.Float("epsilon")) { Name = Name(c) },
        ["Adadelta"] = c => new Adadelta(Rate(c), c.Float("rho"), c.Float("epsilon")) { Name = Name(c) },
        ["Adamax"] = c => new Adamax(Rate(c), c.Float("beta_1"), c.Float("beta_2"), c.Float("epsilon")) { Name = Name(c) },
        ["Nadam"] = c => new Nadam(Rate(c), c.Float("beta_1"), c.Float("beta_2"), c.Float("epsilon")) { Name = Name(c) },
        ["Ftrl"] = c => new Ftrl(
            Rate(c), c.Float("learning_rate_power"), c.Float("initial_accumulator_value"), c.Float("l1_regularization_strength"),
            c.Float("l2_regularization_strength"), c.Float("l2_shrinkage_regularization_strength"), c.Float("beta")) { Name = Name(c) },
        ["Lion"] = c => new Lion(Rate(c), c.Float("beta_1"), c.Float("beta_2")) { Name = Name(c) },
        ["Lamb"] = c => new Lamb(Rate(c), c.Float("beta_1"), c.Float("beta_2"), c.Float("epsilon")) { Name = Name(c) },
    };

    public static IReadOnlyDictionary<string, Func<JsonElement, LearningRateSchedule>> Schedules { get; } = new Dictionary<string, Func<JsonElement, LearningRateSchedule>>
    {
        ["ExponentialDecay"] = c => new ExponentialDecay(Initial(c), Steps(c), c.Float("decay_rate"), c.Flag("staircase")),
        ["InverseTimeDecay"] = c => new InverseTimeDecay(Initial(c), Steps(c), c.Float("decay_rate"), c.Flag("staircase")),
        ["PolynomialDecay"] = c => new PolynomialDecay(Initial(c), Steps(c), c.Float("end_learning_rate"), c.Float("power"), c.Flag("cycle")),
        ["CosineDecay"] = c => new CosineDecay(Initial(c), Steps(c), c.Float("alpha"), c.FloatOrNull("warmup_target"), c.IntOrNull("warmup_steps") ?? 0),
        ["CosineDecayRestarts"] = c => new CosineDecayRestarts(Initial(c), c.GetProperty("first_decay_steps").GetInt64(), c.Float("t_mul"), c.Float("m_mul"), c.Float("alpha")),
        ["PiecewiseConstantDecay"] = c => new PiecewiseConstantDecay(
            [.. c.GetProperty("boundaries").EnumerateArray().Select(v => v.GetInt64())], [.. c.GetProperty("values").EnumerateArray().Select(v => (float)v.GetDouble())]),
    };

    public static IReadOnlyDictionary<string, Func<JsonElement, Reduction, Loss>> Losses { get; } = new Dictionary<string, Func<JsonElement, Reduction, Loss>>
    {
        ["MeanSquaredError"] = (_, r) => new MeanSquaredErrorLoss(r),
        ["MeanAbsoluteError"] = (_, r) => new MeanAbsoluteErrorLoss(r),
        ["MeanAbsolutePercentageError"] = (_, r) => new MeanAbsolutePercentageErrorLoss(r),
        ["MeanSquaredLogarithmicError"] = (_, r) => new MeanSquaredLogarithmicErrorLoss(r),
        ["Huber"] = (a, r) => new HuberLoss(a.Float("delta", 1f), r),
        ["LogCosh"] = (_, r) => new LogCoshLoss(r),
        ["CosineSimilarity"] = (_, r) => new CosineSimilarityLoss(r),
        ["Hinge"] = (_, r) => new HingeLoss(r),
        ["SquaredHinge"] = (_, r) => new SquaredHingeLoss(r),
        ["CategoricalHinge"] = (_, r) => new CategoricalHingeLoss(r),
        ["KLDivergence"] = (_, r) => new KLDivergenceLoss(r),
        ["Poisson"] = (_, r) => new PoissonLoss(r),
        ["BinaryCrossentropy"] = (a, r) => new BinaryCrossentropyLoss(a.Flag("from_logits"), a.Float("label_smoothing", 0f), r),
        ["CategoricalCrossentropy"] = (a, r) => new CategoricalCrossentropyLoss(a.Flag("from_logits"), a.Float("label_smoothing", 0f), r),
        ["SparseCategoricalCrossentropy"] = (a, r) => new SparseCategoricalCrossentropyLoss(a.Flag("from_logits"), a.IntOrNull("ignore_class"), r),
        ["BinaryFocalCrossentropy"] = (a, r) => new BinaryFocalCrossentropyLoss(a.Flag("apply_class_balancing"), gamma: a.Float("gamma", 2f), reduction: r),
        ["CategoricalFocalCrossentropy"] = (_, r) => new CategoricalFocalCrossentropyLoss(reduction: r),
        ["Dice"] = (_, r) => new DiceLoss(r),
        ["Tversky"] = (a, r) => new TverskyLoss(a.Float("alpha", 0.5f), a.Float("beta", 0.5f), r),
        ["CategoricalGeneralizedCrossEntropy"] = (a, r) => new CategoricalGeneralizedCrossEntropyLoss(a.Float("q", 0.5f), r),
    };

    public static IReadOnlyDictionary<string, Func<JsonElement, Metric>> Metrics { get; } = new Dictionary<string, Func<JsonElement, Metric>>
    {
        ["Accuracy"] = _ => new ExactAccuracyMetric(),
        ["BinaryAccuracy"] = a => new BinaryAccuracyMetric(threshold: a.Float("threshold", 0.5f)),
        ["CategoricalAccuracy"] = _ => new CategoricalAccuracyMetric(),
        ["SparseCategoricalAccuracy"] = _ => new SparseCategoricalAccuracyMetric(),
        ["TopKCategoricalAccuracy"] = a => new TopKCategoricalAccuracyMetric(k: a.IntOrNull("k") ?? 5),
        ["SparseTopKCategoricalAccuracy"] = a => new SparseTopKCategoricalAccuracyMetric(k: a.IntOrNull("k") ?? 5),
        ["CategoricalCrossentropy"] = _ => new CategoricalCrossentropyMetric(),
        ["SparseCategoricalCrossentropy"] = _ => new SparseCategoricalCrossentropyMetric(),
        ["BinaryCrossentropy"] = _ => new BinaryCrossentropyMetric(),
        ["MeanSquaredError"] = _ => new MeanSquaredErrorMetric(),
        ["RootMeanSquaredError"] = _ => new RootMeanSquaredErrorMetric(),
        ["MeanAbsoluteError"] = _ => new MeanAbsoluteErrorMetric(),
        ["MeanAbsolutePercentageError"] = _ => new MeanAbsolutePercentageErrorMetric(),
        ["MeanSquaredLogarithmicError"] = _ => new MeanSquaredLogarithmicErrorMetric(),
        ["CosineSimilarity"] = _ => new CosineSimilarityMetric(),
        ["LogCoshError"] = _ => new LogCoshErrorMetric(),
        ["Hinge"] = _ => new HingeMetric(),
        ["SquaredHinge"] = _ => new SquaredHingeMetric(),
        ["CategoricalHinge"] = _ => new CategoricalHingeMetric(),
        ["KLDivergence"] = _ => new KLDivergenceMetric(),
        ["Poisson"] = _ => new PoissonMetric(),
        ["PearsonCorrelation"] = _ => new PearsonCorrelationMetric(),
        ["ConcordanceCorrelation"] = _ => new ConcordanceCorrelationMetric(),
        ["R2Score"] = _ => new R2ScoreMetric(),
        ["F1Score"] = a => new F1ScoreMetric(Average(a)),
        ["FBetaScore"] = a => new FBetaScoreMetric(Average(a), a.Float("beta", 1f)),
        ["Precision"] = a => new PrecisionMetric(Thresholds(a)),
        ["Recall"] = a => new RecallMetric(Thresholds(a)),
        ["TruePositives"] = _ => new TruePositivesMetric(),
        ["FalsePositives"] = _ => new FalsePositivesMetric(),
        ["TrueNegatives"] = _ => new TrueNegativesMetric(),
        ["FalseNegatives"] = _ => new FalseNegativesMetric(),
        ["AUC"] = a => new AucMetric(
            a.IntOrNull("num_thresholds") ?? 200,
            a.TextOrNull("curve") == "PR" ? AucCurve.Pr : AucCurve.Roc,
            a.TextOrNull("summation_method") == "minoring" ? AucSummation.Minoring : AucSummation.Interpolation),
        ["SensitivityAtSpecificity"] = a => new SensitivityAtSpecificityMetric(a.Float("specificity")),
        ["SpecificityAtSensitivity"] = a => new SpecificityAtSensitivityMetric(a.Float("sensitivity")),
        ["PrecisionAtRecall"] = a => new PrecisionAtRecallMetric(a.Float("recall")),
        ["RecallAtPrecision"] = a => new RecallAtPrecisionMetric(a.Float("precision")),
        ["MeanIoU"] = a => new MeanIoUMetric(a.IntOrNull("num_classes")!.Value),
        ["IoU"] = a => new IoUMetric(a.IntOrNull("num_classes")!.Value, [.. a.GetProperty("target_class_ids").EnumerateArray().Select(v => v.GetInt32())]),
        ["BinaryIoU"] = _ => new BinaryIoUMetric(),
        ["OneHotMeanIoU"] = a => new OneHotMeanIoUMetric(a.IntOrNull("num_classes")!.Value),
    };

    public static IReadOnlyDictionary<string, Func<JsonElement, WeightRegularizer>> Regularizers { get; } = new Dictionary<string, Func<JsonElement, WeightRegularizer>>
    {
        ["L1"] = a => new L1(a.Float("l1", 0.01f)),
        ["L2"] = a => new L2(a.Float("l2", 0.01f)),
        ["L1L2"] = a => new L1L2(a.Float("l1", 0f), a.Float("l2", 0f)),
        ["OrthogonalRegularizer"] = _ => new OrthogonalRegularizer(),
    };

    public static IReadOnlyDictionary<string, Func<JsonElement, WeightConstraint>> Constraints { get; } = new Dictionary<string, Func<JsonElement, WeightConstraint>>
    {
        ["MaxNorm"] = a => new MaxNorm(axis: [a.IntOrNull("axis") ?? 0]),
        ["NonNeg"] = _ => new NonNegative(),
        ["UnitNorm"] = _ => new UnitNorm(),
        ["MinMaxNorm"] = a => new MinMaxNorm(a.Float("min_value"), a.Float("max_value"), a.Float("rate")),
    };

    /// <summary>The cases of a family whose class exists, as data of a theory: number and class name.</summary>
    public static IEnumerable<object[]> Cases<T>(string family, string key, IReadOnlyDictionary<string, T> known) =>
        GoldenComponents.Cases(family)
            .Select((item, number) => (Number: number, Class: item.GetProperty(key).GetString()!))
            .Where(c => known.ContainsKey(c.Class))
            .Select(c => new object[] { c.Number, c.Class });

    private static ClassAverage Average(JsonElement args) =>
        args.TextOrNull("average") is { } average ? Enum.Parse<ClassAverage>(average, ignoreCase: true) : ClassAverage.None;

    private static float[]? Thresholds(JsonElement args) =>
        args.TryGetProperty("thresholds", out var values) ? [.. values.EnumerateArray().Select(v => (float)v.GetDouble())] : null;

    private static string Name(JsonElement config) => config.GetProperty("name").GetString()!;

    private static float Rate(JsonElement config) => config.Float("learning_rate");

    private static float Initial(JsonElement config) => config.Float("initial_learning_rate");

    private static long Steps(JsonElement config) => config.GetProperty("decay_steps").GetInt64();
}
