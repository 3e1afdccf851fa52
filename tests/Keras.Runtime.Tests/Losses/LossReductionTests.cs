namespace Keras.Runtime.Tests.Losses;

public sealed class LossReductionTests
{
    private static readonly float[] Targets = [1f, 2f, 3f, 4f];
    private static readonly float[] Predictions = [0f, 0f, 0f, 0f];

    [Fact]
    public void Weights_of_samples_spread_over_their_rows()
    {
        // Two samples of two time steps: losses 1, 4, 9, 16.
        Assert.Equal((1 + 4) * 0.5f / 4 + (9 + 16) * 2f / 4, new MeanSquaredErrorLoss().Evaluate(Targets, Predictions, 1, [0.5f, 2f]), 5);
    }

    [Fact]
    public void A_mask_leaves_the_mean_over_what_is_valid()
    {
        var (losses, coefficients) = (new float[4], new float[4]);
        var batch = new OutputBatch(Targets, Predictions, 1, mask: [true, false, true, false]);
        Assert.Equal((1 + 9) / 2f, new MeanSquaredErrorLoss().Reduce(batch, losses, coefficients), 5);
        Assert.Equal([0.5f, 0f, 0.5f, 0f], coefficients);
        Assert.Equal(0f, new MeanSquaredErrorLoss().Reduce(new(Targets, Predictions, 1, mask: [false, false, false, false]), losses, coefficients));
    }

    [Fact]
    public void What_is_computed_on_masked_rows_does_not_matter()
    {
        var batch = new OutputBatch(Targets, [0f, float.NaN, 0f, 0f], 1, mask: [true, false, true, true]);
        Assert.Equal((1 + 9 + 16) / 3f, new MeanSquaredErrorLoss().Reduce(batch, new float[4], new float[4]), 5);
    }

    [Theory]
    [InlineData(Reduction.SumOverBatchSize)]
    [InlineData(Reduction.Sum)]
    [InlineData(Reduction.MeanWithSampleWeight)]
    public void Rows_that_count_alike_have_the_coefficient_that_weights_of_one_have(Reduction reduction)
    {
        var loss = new MeanSquaredErrorLoss(reduction);
        var (losses, coefficients) = (new float[4], new float[4]);
        var weighted = loss.Reduce(new(Targets, Predictions, 1, [1f, 1f, 1f, 1f]), losses, coefficients);
        var batch = new OutputBatch(Targets, Predictions, 1);
        var even = LossReducer.EvenCoefficient(loss, batch, 4);
        Assert.All(coefficients, coefficient => Assert.Equal(even, coefficient));
        Assert.Equal(weighted, loss.Reduce(batch, losses, coefficients));
        Assert.Null(LossReducer.EvenCoefficient(loss, new(Targets, Predictions, 1, [0.5f, 2f]), 4));
        Assert.Null(LossReducer.EvenCoefficient(loss, new(Targets, Predictions, 1, mask: [true, true, true, true]), 4));
        Assert.Null(LossReducer.EvenCoefficient(new SparseCategoricalCrossentropyLoss(ignoreClass: -1), batch, 4));
    }

    [Fact]
    public void NaN_predictions_show_in_the_loss() =>
        Assert.True(float.IsNaN(new CategoricalCrossentropyLoss().Evaluate([0f, 1f], [float.NaN, float.NaN], 2)));

    [Theory]
    [InlineData(3f)]
    [InlineData(-1f)]
    [InlineData(1.5f)]
    [InlineData(float.NaN)]
    public void A_label_that_is_no_class_is_refused_before_training(float label)
    {
        var error = Assert.Throws<ArgumentException>(() => new SparseCategoricalCrossentropyLoss().ValidateTargets("digits", [0f, 2f, label], 3));
        Assert.Contains("'digits'", error.Message);
        Assert.Contains("element 2", error.Message);
        Assert.Contains("0 to 2", error.Message);
    }

    [Fact]
    public void An_ignored_label_may_lie_outside_the_classes()
    {
        new SparseCategoricalCrossentropyLoss(ignoreClass: -1).ValidateTargets("digits", [0f, -1f], 3);
        Assert.Throws<ArgumentException>(() => new SparseCategoricalCrossentropyLoss(ignoreClass: -1).ValidateTargets("digits", [-2f], 3));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Targets_that_are_not_finite_are_refused(float value)
    {
        var error = Assert.Throws<ArgumentException>(() => new MeanSquaredErrorLoss().ValidateTargets("price", [0f, value], 1));
        Assert.Contains("'price'", error.Message);
        Assert.Contains("element 1", error.Message);
        // Large but finite targets, whose sum overflows.
        new MeanSquaredErrorLoss().ValidateTargets("price", [float.MaxValue, float.MaxValue], 1);
    }

    [Fact]
    public void Lengths_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new OutputBatch([1f], [1f, 2f, 3f], 2));
        Assert.Throws<ArgumentException>(() => new OutputBatch([1f, 2f, 3f], [1f, 2f, 3f, 4f], 2));
        Assert.Throws<ArgumentException>(() => new OutputBatch(Targets, Predictions, 1, [1f, 2f, 3f]));
        Assert.Throws<ArgumentException>(() => new OutputBatch(Targets, Predictions, 1, mask: [true]));
    }

    [Fact]
    public void A_loss_over_the_whole_batch_takes_no_weights() =>
        Assert.Throws<ArgumentException>(() => new DiceLoss().Evaluate(Targets, Predictions, 1, [1f, 1f, 1f, 1f]));
}
