using System.Numerics;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras;

/// <summary>Rows of a table that a step does not touch keep their weights, and their slots only shrink. That is done when they are next
/// touched or read: step by step, so that every bit is as if it had been done at once.</summary>
/// <param name="rows">How the table is divided.</param>
/// <param name="slots">The slots of the table.</param>
/// <param name="factors">What each is multiplied by in a step without gradient.</param>
internal sealed class IdleRows(GradientRows rows, OptimizerSlot[] slots, IReadOnlyList<float> factors)
{
    /// <summary>After so many multiplications it is checked whether more of them change anything.</summary>
    private const int Patience = 64;

    /// <summary>For each group of rows, the update up to which its slots are.</summary>
    private readonly int[] _updates = new int[rows.Groups];
    private readonly (int Slot, float Factor)[] _shrinking = [.. factors.Select((factor, i) => (i, factor)).Where(entry => entry.factor != 1f)];
    private int _now;

    /// <summary>Before an update of groups that follow each other.</summary>
    public void BeforeUpdate(int first, int end)
    {
        for (var group = first; group < end; group++)
        {
            CatchUp(group);
            _updates[group] = _now + 1;
        }
    }

    /// <summary>After an update.</summary>
    public void AfterUpdate() => _now++;

    /// <summary>Brings all slots up to the last update.</summary>
    public void CatchUp()
    {
        for (var group = 0; group < _updates.Length; group++)
        {
            CatchUp(group);
            _updates[group] = _now;
        }
    }

    private void CatchUp(int group)
    {
        var missed = _now - _updates[group];
        if (missed == 0) return;
        foreach (var (slot, factor) in _shrinking)
            Shrink(slots[slot].Stored[rows.Start(group)..rows.Start(group + 1)].AsVectors(), factor, missed);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shrink(Span<Vector<float>> values, float factor, int times)
    {
        var multiplier = new Vector<float>(factor);
        for (var i = 0; i < values.Length; i += 2)
        {
            // Memory is a multiple of 16 floats: two vectors of 8, four of 4. With one of 16 the second is the first.
            ref var first = ref values[i];
            ref var second = ref values[Math.Min(i + 1, values.Length - 1)];
            var (a, b) = (first, second);
            for (var left = times; left > 0; left--)
            {
                // The zero is the term that the update adds: it makes -0 to 0.
                var (c, d) = (a * multiplier + Vector<float>.Zero, b * multiplier + Vector<float>.Zero);
                if (left % Patience == 0 && c == a && d == b) break;
                (a, b) = (c, d);
            }
            (first, second) = (a, b);
        }
    }
}
