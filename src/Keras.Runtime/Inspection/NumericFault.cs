namespace Keras;

/// <summary>The first place of a model where values are NaN or infinite.</summary>
/// <param name="Path">The input, or the layer or operation; within a nested model <c>vision/conv1</c>.</param>
/// <param name="ClassName">Keras's class name; <c>InputLayer</c> for an input.</param>
/// <param name="Node">Which call of the layer, from 0.</param>
/// <param name="NaNCount">How many values are NaN.</param>
/// <param name="InfinityCount">How many values are infinite.</param>
/// <param name="Count">How many values there are.</param>
/// <param name="Weights">Paths of the layer's weights that hold NaN or infinity themselves: then these are the cause.</param>
public sealed record NumericFault(
    string Path, string ClassName, int Node, long NaNCount, long InfinityCount, long Count, IReadOnlyList<string> Weights)
{
    /// <summary>Such as <c>dense1 (Dense) has 3 NaN and 0 infinite of 64 values</c>.</summary>
    public override string ToString() =>
        $"{Path}{(Node > 0 ? $"#{Node}" : "")} ({ClassName}) has {NaNCount} NaN and {InfinityCount} infinite of {Count} values" +
        (Weights.Count == 0 ? "" : $"; so {(Weights.Count == 1 ? "has its weight" : "have its weights")} {string.Join(", ", Weights)}");
}
