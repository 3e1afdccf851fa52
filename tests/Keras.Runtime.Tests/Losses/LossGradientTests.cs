using System.Numerics.Tensors;

namespace Keras.Runtime.Tests.Losses;

public sealed class LossGradientTests
{
    private const int Rows = 3;
    private const int Columns = 4;
    private static readonly float[] Coefficients = [0.7f, -1.3f, 2f];

    /// <summary>Targets in (0, 1), whole numbers, or labels.</summary>
    private static readonly float[] Soft = [0.1f, 0.2f, 0.3f, 0.4f, 0.8f, 0.15f, 0.35f, 0.6f, 0.05f, 0.5f, 0.9f, 0.25f];
    private static readonly float[] Binary = [1f, 0f, 0f, 1f, 0f, 1f, 1f, 0f, 0f, 0f, 1f, 0f];
    private static readonly float[] Labels = [2f, 0f, 3f];
    private static readonly float[] Probabilities = [0.3f, 0.15f, 0.4f, 0.62f, 0.2f, 0.71f, 0.55f, 0.45f, 0.9f, 0.33f, 0.12f, 0.27f];
    private static readonly float[] Logits = [0.4f, -1.2f, 2.1f, 0.3f, -0.7f, 1.6f, 0.2f, -2.2f, 1.1f, 0.9f, -0.4f, 0.05f];

    public static TheoryData<Loss, float[], float[]> Losses => new()
    {
        { new MeanSquaredErrorLoss(), Soft, Logits },
        { new MeanAbsoluteErrorLoss(), Soft, Logits },
        { new MeanAbsolutePercentageErrorLoss(), Soft, Probabilities },
        { new MeanSquaredLogarithmicErrorLoss(), Soft, Probabilities },
        { new HuberLoss(0.5f), Soft, Logits },
        { new LogCoshLoss(), Soft, Logits },
        { new CosineSimilarityLoss(), Soft, Logits },
        { new HingeLoss(), Binary, Logits },
        { new SquaredHingeLoss(), Binary, Logits },
        { new CategoricalHingeLoss(), Binary, Logits },
        { new KLDivergenceLoss(), Soft, Probabilities },
        { new PoissonLoss(), Soft, Probabilities },
        { new BinaryCrossentropyLoss(), Soft, Probabilities },
        { new BinaryCrossentropyLoss(fromLogits: true, labelSmoothing: 0.2f), Binary, Logits },
        { new CategoricalCrossentropyLoss(), Soft, Probabilities },
        { new CategoricalCrossentropyLoss(labelSmoothing: 0.1f), Binary, Probabilities },
        { new CategoricalCrossentropyLoss(fromLogits: true), Soft, Logits },
        { new SparseCategoricalCrossentropyLoss(), Labels, Probabilities },
        { new SparseCategoricalCrossentropyLoss(fromLogits: true), Labels, Logits },
        { new SparseCategoricalCrossentropyLoss(ignoreClass: 0), Labels, Probabilities },
        { new BinaryFocalCrossentropyLoss(applyClassBalancing: true, gamma: 3f), Binary, Probabilities },
        { new BinaryFocalCrossentropyLoss(fromLogits: true, labelSmoothing: 0.1f), Binary, Logits },
        { new CategoricalFocalCrossentropyLoss(), Soft, Probabilities },
        { new DiceLoss(), Binary, Probabilities },
        { new TverskyLoss(0.3f, 0.7f), Binary, Probabilities },
        { new CategoricalGeneralizedCrossEntropyLoss(), Labels, Probabilities },
    };

    [Theory]
    [MemberData(nameof(Losses))]
    public void Gradient_is_the_slope_of_the_losses(Loss loss, float[] targets, float[] predictions)
    {
        const float Step = 1e-3f;
        var gradient = new float[predictions.Length];
        gradient.AsSpan().Fill(float.NaN);
        loss.Gradient(new(targets, predictions, Columns), Coefficients, gradient);
        for (var i = 0; i < predictions.Length; i++)
        {
            var (up, down) = ((float[])predictions.Clone(), (float[])predictions.Clone());
            up[i] += Step;
            down[i] -= Step;
            var slope = (Weighted(loss, targets, up) - Weighted(loss, targets, down)) / ((double)up[i] - down[i]);
            // The differences themselves carry an error of 1e-3 at the most curved points.
            Assert.True(Math.Abs(slope - gradient[i]) <= 2e-3 * Math.Max(1.0, Math.Abs(slope)), $"{loss.Name}[{i}]: slope {slope:R}, gradient {gradient[i]:R}");
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void One_pass_gives_the_sum_of_the_losses_and_their_gradient(Loss loss, float[] targets, float[] predictions)
    {
        const float Coefficient = 0.3f;
        var batch = new OutputBatch(targets, predictions, Columns);
        var (losses, expected, gradient) = (new float[loss.LossCount(Rows)], new float[predictions.Length], new float[predictions.Length]);
        if (loss.Sum(batch, Coefficient, gradient) is not { } sum) return;
        Assert.Equal(sum, loss.Sum(batch, Coefficient, []));
        loss.Compute(batch, losses);
        loss.Gradient(batch, [.. losses.Select(_ => Coefficient)], expected);
        Assert.Equal(losses.Sum(value => (double)value), sum, 1e-6);
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], gradient[i], 1e-6f);
    }

    [Fact]
    public void Every_loss_of_Keras_has_its_gradient_tested()
    {
        var tested = Losses.Cast<object[]>().Select(row => row[0].GetType()).ToHashSet();
        var all = typeof(Loss).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Loss)) && !t.IsAbstract);
        Assert.All(all, type => Assert.Contains(type, tested));
    }

    public static TheoryData<Loss, float[], Activation> Fused => new()
    {
        { new CategoricalCrossentropyLoss(), Soft, Activation.Softmax },
        { new CategoricalCrossentropyLoss(labelSmoothing: 0.1f), Binary, Activation.Softmax },
        { new SparseCategoricalCrossentropyLoss(), Labels, Activation.Softmax },
        { new SparseCategoricalCrossentropyLoss(ignoreClass: 3), Labels, Activation.Softmax },
        { new BinaryCrossentropyLoss(), Soft, Activation.Sigmoid },
        { new BinaryCrossentropyLoss(labelSmoothing: 0.2f), Binary, Activation.Sigmoid },
    };

    /// <summary>With logits so large that some probabilities are clipped, where the slope is zero both ways.</summary>
    [Theory]
    [MemberData(nameof(Fused))]
    public void Gradient_at_logits_is_the_gradient_through_the_activation(Loss loss, float[] targets, Activation activation)
    {
        foreach (var scale in new[] { 1f, 3f, 20f })
        {
            float[] logits = [.. Logits.Select(z => z * scale)];
            var predictions = new float[logits.Length];
            for (var row = 0; row < Rows; row++)
            {
                var from = logits.AsSpan(row * Columns, Columns);
                var to = predictions.AsSpan(row * Columns, Columns);
                if (activation == Activation.Softmax) TensorPrimitives.SoftMax(from, to);
                else TensorPrimitives.Sigmoid(from, to);
            }
            var batch = new OutputBatch(targets, predictions, Columns);
            var (outer, fused) = (new float[logits.Length], new float[logits.Length]);
            loss.Gradient(batch, Coefficients, outer);
            Assert.True(loss.HasGradientAtLogits(activation));
            loss.GradientAtLogits(activation, batch, Coefficients, fused);
            for (var row = 0; row < Rows; row++)
                for (var i = 0; i < Columns; i++)
                {
                    var expected = Through(activation, predictions.AsSpan(row * Columns, Columns), outer.AsSpan(row * Columns, Columns), i);
                    Assert.True(Math.Abs(expected - fused[row * Columns + i]) <= 2e-5, $"{loss.Name} scale {scale} [{row},{i}]: {expected:R}, fused {fused[row * Columns + i]:R}");
                }
        }
    }

    [Fact]
    public void Losses_over_logits_have_no_second_activation_to_skip()
    {
        Assert.False(new CategoricalCrossentropyLoss(fromLogits: true).HasGradientAtLogits(Activation.Softmax));
        Assert.False(new BinaryCrossentropyLoss().HasGradientAtLogits(Activation.Softmax));
        Assert.False(new MeanSquaredErrorLoss().HasGradientAtLogits(Activation.Sigmoid));
        Assert.Throws<NotSupportedException>(() => new MeanSquaredErrorLoss().GradientAtLogits(Activation.Sigmoid, default, [], []));
    }

    [Fact]
    public void Losses_and_gradients_allocate_nothing()
    {
        var (losses, coefficients, gradient) = (new float[Rows], new float[Rows], new float[Rows * Columns]);
        var loss = new SparseCategoricalCrossentropyLoss();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Step()
        {
            var batch = new OutputBatch(Labels, Probabilities, Columns);
            loss.Reduce(batch, losses, coefficients);
            loss.Gradient(batch, coefficients, gradient);
            loss.GradientAtLogits(Activation.Softmax, batch, coefficients, gradient);
        }
    }

    private static double Through(Activation activation, ReadOnlySpan<float> p, ReadOnlySpan<float> outer, int i)
    {
        if (activation == Activation.Sigmoid) return (double)outer[i] * p[i] * (1.0 - p[i]);
        var mean = 0.0;
        for (var k = 0; k < p.Length; k++) mean += (double)outer[k] * p[k];
        return p[i] * (outer[i] - mean);
    }

    private static double Weighted(Loss loss, float[] targets, float[] predictions)
    {
        var losses = new float[loss.LossCount(Rows)];
        loss.Compute(new(targets, predictions, Columns), losses);
        return losses.Select((value, i) => (double)value * Coefficients[i]).Sum();
    }
}
