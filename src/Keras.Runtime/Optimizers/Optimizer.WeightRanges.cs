using Keras.Kernels;

namespace Keras;

/// <content>One pass over all weights that are updated as they lie in memory.</content>
public abstract partial class Optimizer
{
    /// <summary>Weights one after the other, as if they were one: many small ones together are work for several threads. A range may begin
    /// and end within a weight.</summary>
    private readonly struct WeightRanges : IParts
    {
        /// <summary>Ranges begin at multiples of it: whole vectors of each weight.</summary>
        private const int Unit = 64 * TrainableVariable.Alignment;

        /// <summary>Elements that are bounded, decayed and updated before the next ones: with their slots they stay in the second-level cache.</summary>
        private const int BlockLength = 16 * Unit;

        private readonly Optimizer _optimizer;
        private readonly int[] _indices;
        private readonly long[] _ends;

        /// <param name="optimizer">What updates them, element by element.</param>
        /// <param name="indices">Numbers of the weights.</param>
        public WeightRanges(Optimizer optimizer, int[] indices)
        {
            (_optimizer, _indices, _ends) = (optimizer, indices, new long[indices.Length]);
            var end = 0L;
            for (var i = 0; i < indices.Length; i++) _ends[i] = end += optimizer._variables[indices[i]].Length;
        }

        /// <summary>Updates all weights, on several threads where that pays.</summary>
        public void Update()
        {
            if (_indices.Length == 0) return;
            foreach (var index in _indices) _optimizer._variables[index].Rows?.Settle();
            var length = (nint)_ends[^1];
            Parts.Run(this, length, Unit, Cost.HeavyElements(length));
        }

        /// <inheritdoc/>
        public void Run(nint first, nint end, int worker)
        {
            var weight = Array.BinarySearch(_ends, first + 1);
            for (weight = weight < 0 ? ~weight : weight; first < end; weight++)
            {
                var gradient = _optimizer._variables[_indices[weight]].StoredGradient;
                for (var stop = nint.Min(end, (nint)_ends[weight]); first < stop;)
                {
                    var length = (int)nint.Min(BlockLength, stop - first);
                    var start = (int)(first - _ends[weight] + gradient.Length);
                    _optimizer.UpdatePart(_indices[weight], gradient.Slice(start, length), start);
                    first += length;
                }
            }
        }
    }
}
