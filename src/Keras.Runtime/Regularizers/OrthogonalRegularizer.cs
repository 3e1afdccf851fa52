using System.Buffers;

namespace Keras;

/// <summary>Pushes the rows (or columns) of a matrix to be orthogonal: factor times the mean of |cosine| over all pairs of them.</summary>
/// <param name="factor">Factor, 0.01 by default.</param>
/// <param name="columns">Whether it works on columns instead of rows.</param>
public sealed class OrthogonalRegularizer(float factor = 0.01f, bool columns = false) : WeightRegularizer
{
    private readonly float _factor = Hyperparameter.NotNegative(factor);

    /// <inheritdoc/>
    public override float Penalty(ReadOnlySpan<float> weight, ReadOnlySpan<int> shape)
    {
        var vectors = new MatrixVectors(weight, shape, columns);
        var norms = ArrayPool<float>.Shared.Rent(vectors.Count);
        vectors.Norms(norms);
        var sum = 0f;
        for (var i = 0; i < vectors.Count; i++)
            for (var j = 0; j < i; j++)
                sum += MathF.Abs(vectors.Dot(i, j) / (norms[i] * norms[j]));
        ArrayPool<float>.Shared.Return(norms);
        return _factor * sum / vectors.Pairs;
    }

    /// <inheritdoc/>
    public override void AddGradient(ReadOnlySpan<float> weight, ReadOnlySpan<int> shape, Span<float> gradient)
    {
        var vectors = new MatrixVectors(weight, shape, columns);
        var norms = ArrayPool<float>.Shared.Rent(vectors.Count);
        vectors.Norms(norms);
        var scale = _factor / vectors.Pairs;
        for (var i = 0; i < vectors.Count; i++)
            for (var j = 0; j < vectors.Count; j++)
            {
                if (i == j) continue;
                // The derivative of |cos(i, j)| with respect to vector i: ±(ĵ − cos·î)/‖i‖.
                var cosine = vectors.Dot(i, j) / (norms[i] * norms[j]);
                var slope = scale * MathF.Sign(cosine) / norms[i];
                for (var k = 0; k < vectors.Length; k++)
                    gradient[vectors.Index(i, k)] += slope * (weight[vectors.Index(j, k)] / norms[j] - cosine * weight[vectors.Index(i, k)] / norms[i]);
            }
        ArrayPool<float>.Shared.Return(norms);
    }

    /// <summary>The rows or columns of a row-major matrix.</summary>
    private readonly ref struct MatrixVectors
    {
        private readonly ReadOnlySpan<float> _matrix;
        private readonly int _step;
        private readonly int _stride;

        public MatrixVectors(ReadOnlySpan<float> matrix, ReadOnlySpan<int> shape, bool columns)
        {
            if (shape.Length != 2)
                throw new ArgumentException($"The orthogonal regularizer takes a weight with two axes; found shape {new TensorShape(shape)}.", nameof(shape));
            _matrix = matrix;
            (Count, Length) = columns ? (shape[1], shape[0]) : (shape[0], shape[1]);
            (_step, _stride) = columns ? (1, shape[1]) : (shape[1], 1);
        }

        public int Count { get; }

        public int Length { get; }

        /// <summary>Number of pairs; 1 for a single vector, whose penalty is 0.</summary>
        public float Pairs => Math.Max(1f, Count * (Count - 1f) / 2f);

        public int Index(int vector, int element) => vector * _step + element * _stride;

        public float Dot(int i, int j)
        {
            var sum = 0f;
            for (var k = 0; k < Length; k++) sum += _matrix[Index(i, k)] * _matrix[Index(j, k)];
            return sum;
        }

        public void Norms(Span<float> norms)
        {
            for (var i = 0; i < Count; i++) norms[i] = MathF.Max(MathF.Sqrt(Dot(i, i)), Probability.Epsilon);
        }
    }
}
