namespace Keras;

/// <summary>Hinge losses take targets of −1 and 1. Where all targets of a batch are 0 or 1, Keras maps them.</summary>
internal static class HingeLabels
{
    /// <summary>Scale and shift to read the targets with.</summary>
    public static (float Scale, float Shift) Reading(ReadOnlySpan<float> targets)
    {
        foreach (var target in targets)
            if (target is not (0f or 1f)) return (1f, 0f);
        return (2f, -1f);
    }
}
