using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Squared errors in ranges, which threads take. Each range has a sum of its own, and these are added in their order: the result is the
/// same on any number of threads.</summary>
internal readonly unsafe struct SquaredErrorParts(
    Pointer<float> predictions, Pointer<float> targets, nint count, float slope, Pointer<float> gradient, nint ranges, double* sums) : IParts
{
    private const int MostRanges = 64;

    /// <summary>Values of a range at least.</summary>
    private const int LeastLength = 4096;

    /// <summary>As <see cref="SquaredErrorKernel"/>.</summary>
    /// <returns>The sum of (p − y)².</returns>
    internal static double Run(Pointer<float> predictions, Pointer<float> targets, nint count, float slope, Pointer<float> gradient)
    {
        double* sums = stackalloc double[MostRanges];
        nint ranges = nint.Clamp(count / LeastLength, 1, MostRanges);
        Parts.Run(new SquaredErrorParts(predictions, targets, count, slope, gradient, ranges, sums), ranges, 1, Cost.Elements(count));
        double sum = 0;
        for (nint range = 0; range < ranges; range++) sum += sums[range];
        return sum;
    }

    public void Run(nint first, nint end, int worker)
    {
        for (nint range = first; range < end; range++)
        {
            nint begin = First(range), length = First(range + 1) - begin;
            WidestLanes.Run(new SquaredErrorKernel(
                predictions + begin, targets + begin, length, slope, gradient.IsNull ? gradient : gradient + begin, sums + range));
        }
    }

    /// <summary>Where a range begins: ranges before the last one fill registers.</summary>
    private nint First(nint range) => range == ranges ? count : range * (count / ranges) / Panels.Width * Panels.Width;
}
