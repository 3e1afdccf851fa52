using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>Mean and biased variance along neighbouring axes. Operands: x, and with a layer its moving mean and variance, which are
/// the results while it does not train.</summary>
/// <param name="Extent">Which axes.</param>
/// <param name="Layer">Path of the layer whose <c>Trainable</c> decides, or null.</param>
public sealed record MomentsStep(
    Extent Extent, string? Layer, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override string Details => Layer is null ? $"of {Extent}" : $"of {Extent} if {Layer} trains";
}
