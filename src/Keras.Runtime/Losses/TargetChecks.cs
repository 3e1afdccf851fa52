using System.Numerics.Tensors;

namespace Keras;

/// <summary>Checks of target values, done over all data before training begins.</summary>
internal static class TargetChecks
{
    /// <summary>No target is NaN or infinite.</summary>
    public static void Finite(string output, ReadOnlySpan<float> targets)
    {
        // One fast pass in the usual case: a sum is finite only if every term is.
        if (float.IsFinite(TensorPrimitives.Sum(targets))) return;
        for (var i = 0; i < targets.Length; i++)
            if (!float.IsFinite(targets[i]))
                throw new ArgumentException($"Targets of output '{output}': element {i} is {targets[i]}; a finite number is expected.");
    }

    /// <summary>Every target is a whole number from 0 to <paramref name="classes"/> − 1, or the ignored one.</summary>
    public static void Labels(string output, ReadOnlySpan<float> targets, int classes, float? ignored)
    {
        for (var i = 0; i < targets.Length; i++)
        {
            var label = targets[i];
            if (label >= 0f && label < classes && label == MathF.Floor(label) || label == ignored) continue;
            throw new ArgumentException(
                $"Targets of output '{output}': element {i} is {label}; a label from 0 to {classes - 1} is expected, since the output has {classes} classes"
                + (ignored is null ? "." : $" ({ignored} is ignored)."));
        }
    }
}
