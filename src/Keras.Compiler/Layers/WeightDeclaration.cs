using System.Collections.Immutable;

namespace Keras.Compiler.Layers;

/// <summary>A weight as its layer declares it. Initializer, regularizer and constraint are found by the weight's name, unless the layer
/// says under which: for <c>kernel</c> the attribute's properties <c>KernelInitializer</c>, <c>KernelRegularizer</c>, <c>KernelConstraint</c> and the second
/// attributes of those names.</summary>
/// <param name="Name">Keras's name, such as <c>kernel</c>.</param>
/// <param name="Shape">Logical shape.</param>
/// <param name="Layout">How it lies in memory.</param>
/// <param name="Trainable">False for statistics.</param>
/// <param name="DefaultInitializer">Where the attribute has no property for it.</param>
/// <param name="SettingsName">Under what name the layer has its initializer, regularizer and constraint; null for the weight's own.</param>
public sealed record WeightDeclaration(
    string Name,
    ImmutableArray<int> Shape,
    WeightLayout Layout = WeightLayout.RowMajor,
    bool Trainable = true,
    Initializer DefaultInitializer = Initializer.Zeros,
    string? SettingsName = null)
{
    /// <summary>The runtime's initializer that is put around the one which is set, or null.</summary>
    public string? AroundInitializer { get; init; }

    /// <summary>Whether two declarations are the same weight, shapes compared by value.</summary>
    public bool Equals(WeightDeclaration? other) =>
        other is not null && Name == other.Name && Shape.SequenceEqual(other.Shape) && Layout == other.Layout
        && Trainable == other.Trainable && DefaultInitializer == other.DefaultInitializer && SettingsName == other.SettingsName;

    public override int GetHashCode() => Shape.Aggregate(Name.GetHashCode(), (hash, length) => unchecked(hash * 31 + length));
}
