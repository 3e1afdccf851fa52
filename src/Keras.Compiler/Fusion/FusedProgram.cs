using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion;

/// <summary>A program in calls of kernels. The outside is that of the <see cref="Program"/> it was made from.</summary>
/// <param name="Source">The primitive program, for names and types of the outside only.</param>
/// <param name="Forward">Steps of the forward pass, in order of execution.</param>
/// <param name="Backward">Steps of the backward pass; empty where there is none.</param>
/// <param name="Results">What leaves the program.</param>
public sealed record FusedProgram(Program Source, ImmutableArray<Step> Forward, ImmutableArray<Step> Backward, ProgramResults Results)
{
    /// <summary>What is computed from weights alone, once for all runs between two changes of them; null where there is nothing. It reads the
    /// same weights, under the same numbers.</summary>
    public FusedProgram? Preparation { get; init; }

    /// <summary>What the steps read of that: the results of <see cref="Preparation"/>, in order.</summary>
    public ImmutableArray<PreparedValue> Prepared { get; init; } = [];

    /// <summary>All steps in order of execution.</summary>
    public IEnumerable<Step> Steps => Forward.Concat(Backward);

    /// <summary>Values that no step defines.</summary>
    public IEnumerable<Value> Given => Source.Inputs.Concat(Source.Weights.Select(w => w.Value)).Concat(Source.States.Select(s => s.Value))
        .Concat(Source.Backward?.Cotangents ?? []).Concat(Prepared.Select(p => p.Value));
}

/// <summary>A value that is made of weights before the program runs.</summary>
/// <param name="Value">The value.</param>
/// <param name="Layout">How it lies in memory.</param>
public sealed record PreparedValue(Value Value, WeightLayout Layout);

/// <summary>The values that leave a program, each by its place.</summary>
public sealed record ProgramResults(ImmutableArray<ProgramResult> Items)
{
    /// <summary>The value in this place, or null.</summary>
    public Value? Find(ResultKind kind, int index) => Items.FirstOrDefault(r => r.Kind == kind && r.Index == index)?.Value;

    public IEnumerable<ProgramResult> OfKind(ResultKind kind) => Items.Where(r => r.Kind == kind);

    /// <summary>What leaves a primitive program.</summary>
    public static ProgramResults Of(Program program) => new([
        .. Number(program.Outputs, ResultKind.Output),
        .. Number(program.OutputMasks, ResultKind.OutputMask),
        .. Number(program.LossTerms, ResultKind.LossTerm),
        .. program.StateWrites.Select(w => new ProgramResult(ResultKind.State, w.Weight, w.Value, w.Layer)),
        .. Number(program.States.Select(s => s.Next), ResultKind.NextState),
        .. Number(program.Backward?.LogitCotangents.Select(e => e?.Cotangent) ?? [], ResultKind.LogitCotangent),
        .. Number(program.Backward?.WeightGradients ?? [], ResultKind.WeightGradient),
        .. Number(program.Backward?.InputGradients ?? [], ResultKind.InputGradient)]);

    private static IEnumerable<ProgramResult> Number(IEnumerable<Value?> values, ResultKind kind) =>
        values.Select((value, i) => (value, i)).Where(v => v.value is not null).Select(v => new ProgramResult(kind, v.i, v.value!));
}

/// <summary>A value that leaves a program.</summary>
/// <param name="Kind">Where to.</param>
/// <param name="Index">Number of the output, loss term, weight, state, prepared value or input.</param>
/// <param name="Value">The value.</param>
/// <param name="Layer">For <see cref="ResultKind.State"/>: the layer that must be trainable.</param>
public sealed record ProgramResult(ResultKind Kind, int Index, Value Value, string Layer = "");

/// <summary>Where a value that leaves a program goes.</summary>
public enum ResultKind
{
    Output,
    /// <summary>Which rows of an output count in losses and metrics.</summary>
    OutputMask,
    LossTerm,
    /// <summary>The new value of a non-trainable weight.</summary>
    State,
    /// <summary>What the next run begins with.</summary>
    NextState,
    /// <summary>What is made of weights for later runs.</summary>
    Prepared,
    /// <summary>The cotangent of an output's logits, which a loss may hand over in its place.</summary>
    LogitCotangent,
    WeightGradient,
    InputGradient,
}
