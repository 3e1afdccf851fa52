using System.Buffers;

namespace Keras;

/// <summary>A constraint on the L2 norm of a weight along some axes: w·wanted(norm)/(1e-7 + norm).</summary>
public abstract class NormConstraint : WeightConstraint
{
    private const int MaximumRank = 32;
    private readonly int[] _axes;

    private protected NormConstraint(int[]? axis) => _axes = axis is null ? [0] : [.. axis];

    /// <summary>The norm to bring a norm to.</summary>
    private protected abstract float Wanted(float norm);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">An axis that the weight does not have.</exception>
    public sealed override void Apply(Span<float> weight, ReadOnlySpan<int> shape)
    {
        // Strides of the kept axes among themselves: elements that share a norm share a group number.
        Span<int> strides = stackalloc int[MaximumRank];
        strides = strides[..shape.Length];
        var groups = GroupStrides(shape, strides);

        var norms = ArrayPool<float>.Shared.Rent(groups);
        Array.Clear(norms, 0, groups);
        Span<int> index = stackalloc int[MaximumRank];
        index = index[..shape.Length];

        index.Clear();
        foreach (var value in weight) norms[Next(index, shape, strides)] += value * value;
        for (var i = 0; i < groups; i++)
        {
            var norm = MathF.Sqrt(norms[i]);
            norms[i] = Wanted(norm) / (Probability.Epsilon + norm);
        }
        index.Clear();
        foreach (ref var value in weight) value *= norms[Next(index, shape, strides)];
        ArrayPool<float>.Shared.Return(norms);
    }

    private int GroupStrides(ReadOnlySpan<int> shape, Span<int> strides)
    {
        strides.Fill(1);
        foreach (var axis in _axes)
        {
            var place = axis < 0 ? axis + shape.Length : axis;
            if (place < 0 || place >= shape.Length)
                throw new ArgumentException($"The constraint works along axis {axis}, which a weight of shape {new TensorShape(shape)} does not have.", nameof(shape));
            strides[place] = 0;
        }
        var groups = 1;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (strides[axis] == 0) continue;
            strides[axis] = groups;
            groups *= shape[axis];
        }
        return groups;
    }

    /// <summary>The group of the element at <paramref name="index"/>, which is moved on to the next element, row-major.</summary>
    private static int Next(Span<int> index, ReadOnlySpan<int> shape, ReadOnlySpan<int> strides)
    {
        var group = 0;
        for (var axis = 0; axis < index.Length; axis++) group += index[axis] * strides[axis];
        for (var axis = index.Length - 1; axis >= 0; axis--)
        {
            if (++index[axis] < shape[axis]) break;
            index[axis] = 0;
        }
        return group;
    }
}
