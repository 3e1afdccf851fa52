using System.Numerics.Tensors;
using Keras.Kernels;

namespace Keras;

/// <summary>A random orthogonal matrix times a gain: all axes but the last count as one. Of a matrix that is not square, the rows or the
/// columns, whichever are fewer, are orthonormal (Saxe et al., https://arxiv.org/abs/1312.6120).</summary>
/// <param name="gain">Factor, 1 by default.</param>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public sealed class OrthogonalInitializer(float gain = 1f, int seed = 0) : RandomInitializer(seed)
{
    /// <summary>No element without all others.</summary>
    internal override bool FillsParts => false;

    private protected override void Draw(Span<float> values, int first, ReadOnlySpan<int> shape, ulong key)
    {
        if (shape.Length < 2)
            throw new ArgumentException($"The orthogonal initializer takes a weight with at least two axes; found shape {new TensorShape(shape)}.", nameof(shape));
        var columns = shape[^1];
        var rows = values.Length / Math.Max(1, columns);
        var (length, count) = (Math.Max(rows, columns), Math.Min(rows, columns));

        var basis = new double[count][];
        for (var k = 0; k < count; k++)
        {
            basis[k] = new double[length];
            for (var i = 0; i < length; i++) basis[k][i] = CounterRandom.Normal(key, (long)k * length + i);
        }
        Orthonormalize(basis, length);

        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
                values[row * columns + column] = gain * (float)(rows < columns ? basis[row][column] : basis[column][row]);
    }

    /// <summary>Replaces vectors by the Q of their QR decomposition (Householder), each times the sign of R's diagonal: with normal
    /// numbers going in, every orthogonal matrix is then equally likely.</summary>
    private static void Orthonormalize(double[][] vectors, int length)
    {
        var reflectors = new double[vectors.Length][];
        var signs = new double[vectors.Length];
        for (var k = 0; k < vectors.Length; k++)
        {
            var reflector = vectors[k][k..];
            var norm = TensorPrimitives.Norm<double>(reflector);
            var pivot = reflector[0] > 0 ? -norm : norm;
            signs[k] = pivot < 0 ? -1.0 : 1.0;
            reflector[0] -= pivot;
            var size = TensorPrimitives.Norm<double>(reflector);
            if (size > 0) TensorPrimitives.Divide<double>(reflector, size, reflector);
            reflectors[k] = reflector;
            for (var j = k + 1; j < vectors.Length; j++) Reflect(reflector, vectors[j].AsSpan(k));
        }

        for (var j = 0; j < vectors.Length; j++)
        {
            var vector = vectors[j].AsSpan(0, length);
            vector.Clear();
            vector[j] = signs[j];
            for (var k = vectors.Length - 1; k >= 0; k--) Reflect(reflectors[k], vector[k..]);
        }
    }

    /// <summary>x −= 2·(v·x)·v.</summary>
    private static void Reflect(ReadOnlySpan<double> v, Span<double> x) =>
        TensorPrimitives.MultiplyAdd(v, -2.0 * TensorPrimitives.Dot(v, x), x, x);
}
