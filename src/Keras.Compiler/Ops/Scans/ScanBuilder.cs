using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Recurrence.</summary>
public static class ScanBuilder
{
    /// <summary>Runs a step once per entry of the sequences' leading axis. What the step reads besides its parameters is the same for all
    /// steps. Work that feeds no carry leaves the loop: products of the sequences come before it, products of the carries after it.</summary>
    /// <param name="builder">Appends the instructions.</param>
    /// <param name="name">Name of the values.</param>
    /// <param name="length">Number of steps.</param>
    /// <param name="reverse">Whether the last entry is the first step's.</param>
    /// <param name="initial">The first carries.</param>
    /// <param name="sequences">Each stacked along a leading axis.</param>
    /// <param name="step">From carries and entries to new carries and outputs.</param>
    public static (ImmutableArray<Value> Last, ImmutableArray<Value> Stacked) Scan(
        this ProgramBuilder builder, string name, Dim length, bool reverse, ImmutableArray<Value> initial, ImmutableArray<Value> sequences,
        Func<ProgramBuilder, ImmutableArray<Value>, ImmutableArray<Value>, (ImmutableArray<Value> Carries, ImmutableArray<Value> Outputs)> step)
    {
        var body = new ProgramBuilder(builder.NextId) { Scope = builder.Scope };
        ImmutableArray<Value> carries = [.. initial.Select(value => body.Declare(value.Type, value.Name + "_before"))];
        ImmutableArray<Value> entries = [.. sequences.Select(value => body.Declare(value.Type with { Shape = value.Shape.WithoutAxis(0) }, value.Name + "_now"))];
        var (next, outputs) = step(body, carries, entries);
        var draft = new ScanDraft(
            name, length, reverse,
            [.. initial.Zip(carries, (first, parameter) => (first, parameter)).Zip(next, (carry, value) => new DraftCarry(carry.first, carry.parameter, value))],
            [.. sequences.Zip(entries, (stacked, parameter) => new DraftSequence(stacked, parameter))],
            [], body.TakeInstructions(), outputs, []);
        var (last, stacked, _) = ScanFission.Emit(draft, builder);
        return (last, stacked);
    }
}

/// <summary>A scan before it is put together. Values that the instructions read and nothing in it defines are the program's own, the same
/// for all steps.</summary>
/// <param name="Name">Name of the results.</param>
/// <param name="Length">Number of steps.</param>
/// <param name="Reverse">Whether the last entry is the first step's.</param>
/// <param name="Carries">What goes from step to step.</param>
/// <param name="Sequences">What each step takes its entry from.</param>
/// <param name="Invariants">Names that the step has for values of the program.</param>
/// <param name="Instructions">One step.</param>
/// <param name="Outputs">Values of the step that are wanted from all steps.</param>
/// <param name="Sums">Values of the step whose sum over all steps is wanted.</param>
internal sealed record ScanDraft(
    string Name,
    Dim Length,
    bool Reverse,
    ImmutableArray<DraftCarry> Carries,
    ImmutableArray<DraftSequence> Sequences,
    ImmutableArray<DraftInvariant> Invariants,
    ImmutableArray<Instruction> Instructions,
    ImmutableArray<Value> Outputs,
    ImmutableArray<Value> Sums);

/// <summary>A carry of a draft.</summary>
internal sealed record DraftCarry(Value Initial, Value Parameter, Value Next);

/// <summary>A sequence of a draft.</summary>
internal sealed record DraftSequence(Value Stacked, Value Parameter);

/// <summary>A value of the program under another name in the step.</summary>
internal sealed record DraftInvariant(Value Value, Value Parameter);
