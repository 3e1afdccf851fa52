namespace Keras;

/// <summary>Makes an array field stand for several layers (or nested models) of equal configuration, each with weights of its own.</summary>
/// <param name="count">How many, at least 1.</param>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public sealed class RepeatAttribute(int count) : Attribute
{
    /// <summary>How many layers the field holds.</summary>
    public int Count { get; } = count;
}
