using Keras.Compiler.Ops;
using static Keras.Compiler.Tests.Reference.ReferenceTensor;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Resizing as a matrix: how much of element j there is in element i of the result.</summary>
public static partial class ReferenceOps
{
    private static ReferenceTensor Resize(Resize resize, ReferenceTensor x)
    {
        var length = x.Shape[resize.Axis];
        var shares = Shares(length, resize.Factor, resize.Interpolation);
        return Build(With(x.Shape, resize.Axis, length * resize.Factor), index => Enumerable.Range(0, length)
            .Where(j => shares[index[resize.Axis], j] != 0).Sum(j => shares[index[resize.Axis], j] * x[With(index, resize.Axis, j)]));
    }

    private static ReferenceTensor ResizeGradient(ResizeGradient resize, ReferenceTensor dy)
    {
        var length = dy.Shape[resize.Axis] / resize.Factor;
        var shares = Shares(length, resize.Factor, resize.Interpolation);
        return Build(With(dy.Shape, resize.Axis, length), index => Enumerable.Range(0, length * resize.Factor)
            .Where(i => shares[i, index[resize.Axis]] != 0).Sum(i => shares[i, index[resize.Axis]] * dy[With(index, resize.Axis, i)]));
    }

    private static double[,] Shares(int length, int factor, Interpolation interpolation)
    {
        var shares = new double[length * factor, length];
        for (var i = 0; i < length * factor; i++)
        {
            var weights = Enumerable.Range(0, length).Select(j => Kernel(Math.Abs((i + 0.5) / factor - 0.5 - j), interpolation)).ToArray();
            for (var j = 0; j < length; j++) shares[i, j] = weights[j] / weights.Sum();
        }
        return shares;
    }

    private static double Kernel(double d, Interpolation interpolation)
    {
        double Lanczos(double n) => d == 0 ? 1 : d > n ? 0 : n * Math.Sin(Math.PI * d) * Math.Sin(Math.PI * d / n) / (Math.PI * Math.PI * d * d);
        return interpolation switch
        {
            Interpolation.Nearest => d < 0.5 ? 1 : 0,
            Interpolation.Bilinear => Math.Max(0, 1 - d),
            Interpolation.Bicubic => d < 1 ? 1.5 * d * d * d - 2.5 * d * d + 1 : d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0,
            Interpolation.Lanczos3 => Lanczos(3),
            _ => Lanczos(5),
        };
    }
}
