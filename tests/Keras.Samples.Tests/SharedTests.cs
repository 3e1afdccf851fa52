namespace Keras.Samples.Tests;

public sealed class SharedTests
{
    [Theory]
    [InlineData(0.9, 0.5, false, true, "accuracy: 0.9000 (at least 0.8 expected): passed")]
    [InlineData(0.7, 0.5, false, false, "accuracy: 0.7000 (at least 0.8 expected): failed")]
    [InlineData(0.9, 0.85, false, false, "accuracy: 0.9000 (at least 0.8 expected): failed, since a baseline reaches that")]
    [InlineData(0.7, 0.9, true, true, "accuracy: 0.7000 (at most 0.8 expected): passed")]
    [InlineData(0.7, 0.75, true, false, "accuracy: 0.7000 (at most 0.8 expected): failed, since a baseline reaches that")]
    [InlineData(double.NaN, 0.5, false, false, "accuracy: NaN (at least 0.8 expected): failed")]
    public void A_sample_passes_if_the_model_reaches_the_threshold_and_no_baseline_does(
        double measured, double baseline, bool lowerIsBetter, bool passed, string line)
    {
        var verdict = new Verdict("accuracy", measured, 0.8, [new("guessing", baseline)], lowerIsBetter);
        Assert.Equal(passed, verdict.Passed);
        Assert.Equal(line, verdict.LastLine());
    }

    [Fact]
    public void Baselines_take_what_is_most_frequent_in_training()
    {
        Assert.Equal(0.25, Baselines.Majority([1, 1, 0], [0, 1, 2, 0]));
        Assert.Equal(0.75, Baselines.MajorityByGroup(["a", "a", "b", "a"], [1, 1, 0, 2], ["a", "b", "a", "unknown"], [1, 0, 2, 1]));
    }

    [Fact]
    public void Sentences_are_filled_up_in_front()
    {
        var vocabulary = new Vocabulary(["dog", "bites", "dog", "man"]);
        Assert.Equal(4, vocabulary.Size);
        var numbers = new[] { 9, 9, 9, 9 };
        vocabulary.Encode("man bites dog", numbers);
        Assert.Equal([0, 3, 2, 1], numbers);
        Assert.Contains("'cat'", Assert.Throws<KeyNotFoundException>(() => vocabulary["cat"]).Message);
        Assert.Throws<ArgumentException>(() => vocabulary.Encode("dog dog dog dog dog", new int[4]));
    }

    [Theory]
    [InlineData(Shape.Square, 1.7 * 1.7)]
    [InlineData(Shape.Circle, Math.PI)]
    [InlineData(Shape.Triangle, 1.9)]
    [InlineData(Shape.Cross, 2 * 2 * 0.6 - 0.6 * 0.6)]
    public void A_shape_covers_its_area_also_over_the_edges(Shape shape, double area)
    {
        const int Side = 20;
        const float Radius = 4f;
        foreach (var (x, y) in new[] { (10f, 10f), (0f, 19.5f), (-25f, 41f) })
        {
            var pixels = new float[Side * Side * 3];
            new Canvas(pixels, Side).Fill(shape, (1f, 0.5f, 0f), x, y, Radius);
            Assert.InRange(pixels.Where((_, i) => i % 3 == 0).Sum(), (float)(area * Radius * Radius * 0.9), (float)(area * Radius * Radius * 1.1));
            Assert.All(Enumerable.Range(0, Side * Side), i => Assert.Equal(pixels[3 * i] / 2, pixels[3 * i + 1]));
            Assert.All(Enumerable.Range(0, Side * Side), i => Assert.Equal(0f, pixels[3 * i + 2]));
        }
    }
}
