namespace Keras.Runtime.Tests.Metrics;

public sealed class MetricTests
{
    [Fact]
    public void Accuracy_is_chosen_by_the_shapes()
    {
        Assert.Equal(0.5f, Of(new AccuracyMetric(), [1f, 1f], [0.6f, 0.5f], 1));
        Assert.Equal(0.5f, Of(new AccuracyMetric(), [2f, 0f], [0.1f, 0.2f, 0.7f, 0.1f, 0.2f, 0.7f], 3));
        Assert.Equal(1f, Of(new AccuracyMetric(), [0f, 0f, 1f], [0.1f, 0.2f, 0.7f], 3));
    }

    [Fact]
    public void The_key_is_the_name_that_the_user_gave() => Assert.Equal("acc", new AccuracyMetric("acc").Clone().Name);

    /// <summary>Copies serve one output each; what one sees must not show in another.</summary>
    [Fact]
    public void Copies_share_no_state()
    {
        foreach (var type in typeof(Metric).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Metric)) && !t.IsAbstract))
        {
            // Constructors have defaults for all but a number of classes, a rate, or a loss.
            var parameters = type.GetConstructors()[0].GetParameters();
            var arguments = parameters.Select(p => p.HasDefaultValue ? p.DefaultValue
                : p.ParameterType == typeof(int) ? 3 : p.ParameterType == typeof(float) ? 0.5f : p.ParameterType == typeof(string) ? "name" : (object)new MeanSquaredErrorLoss()).ToArray();
            var original = (Metric)Activator.CreateInstance(type, arguments)!;
            var labels = original.TargetColumns(3) == 1;
            var whole = original is IoUMetric and not (BinaryIoUMetric or OneHotIoUMetric);
            float[] predictions = whole ? [0f, 1f, 2f] : [0.7f, 0.2f, 0.4f];
            float[] targets = labels ? [1f] : [1f, 0f, 1f];

            var fresh = original.Clone().Result();
            var (first, second) = (original.Clone(), original.Clone());
            first.Update(new(targets, predictions, 3));
            var after = first.Result();
            var third = first.Clone();
            Assert.Equal(fresh, third.Result());
            third.Update(new(targets, predictions, 3));
            third.Update(new(targets, predictions, 3));
            Assert.Equal(after, first.Result());
            Assert.Equal(fresh, second.Result());
        }
    }

    [Fact]
    public void A_masked_row_does_not_count()
    {
        var metric = new SparseCategoricalAccuracyMetric();
        metric.Update(new([0f, 1f, 1f], [0.9f, 0.1f, 0.9f, 0.1f, 0.1f, 0.9f], 2, mask: [true, false, true]));
        Assert.Equal(1f, metric.Result());
    }

    [Fact]
    public void A_figure_of_nothing_is_zero() => Assert.Equal(0f, new MeanSquaredErrorMetric().Result());

    [Fact]
    public void Precision_may_look_at_one_class_or_the_largest_few()
    {
        float[] targets = [0f, 1f, 0f, 1f, 0f, 0f], predictions = [0.6f, 0.9f, 0.3f, 0.2f, 0.7f, 0.8f];
        Assert.Equal(0.5f, Of(new PrecisionMetric(classId: 1), targets, predictions, 3));
        Assert.Equal(0.5f, Of(new PrecisionMetric(topK: 1), targets, predictions, 3));
        Assert.Equal(0.5f, Of(new RecallMetric(topK: 1), targets, predictions, 3));
        Assert.Throws<ArgumentException>(() => Of(new PrecisionMetric(classId: 3), targets, predictions, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PrecisionMetric([1.5f]));
    }

    [Fact]
    public void A_class_beyond_the_confusion_matrix_is_refused() =>
        Assert.Throws<ArgumentException>(() => Of(new MeanIoUMetric(2), [0f, 2f], [0f, 1f], 1));

    private static float Of(Metric metric, float[] targets, float[] predictions, int columns)
    {
        metric.Update(new(targets, predictions, columns));
        return metric.Result();
    }
}
