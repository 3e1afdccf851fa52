using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>Squared errors are those of a loop, and they and their gradients the same bits on any number of threads.</summary>
[Collection(ThreadsCollection.Name)]
public class SquaredErrorThreadTests
{
    [Theory]
    [InlineData(0), InlineData(1), InlineData(17), InlineData(4095), InlineData(8192), InlineData(12_289), InlineData(300_001)]
    public void Sum_and_gradient(int count)
    {
        using var predictions = Guarded.Random(count, 1);
        using var targets = Guarded.Random(count, 2);
        double expected = 0;
        for (int i = 0; i < count; i++) expected += Math.Pow((double)predictions.Span[i] - targets.Span[i], 2);
        SameBits.Assert(() =>
        {
            // The gradient, then the sum in two numbers.
            var results = Guarded.Filled(count + 2, 7f);
            double sum = SquaredErrorParts.Run(predictions.Pointer, targets.Pointer, count, 0.5f, results.Pointer);
            Assert.Equal(sum, SquaredErrorParts.Run(predictions.Pointer, targets.Pointer, count, 0.5f, default));
            Assert.InRange(sum, expected * (1 - 1e-5), expected * (1 + 1e-5));
            Assert.Equal(7f, results.Span[count]);
            for (int i = 0; i < count; i++) Assert.Equal((predictions.Span[i] - targets.Span[i]) * 0.5f, results.Span[i]);
            results.Span[count] = (float)sum;
            results.Span[count + 1] = (float)(sum - (float)sum);
            return results;
        });
    }
}
