using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>A fused program whose values have places in memory.</summary>
/// <param name="Fused">The program, with the copies that its border needs.</param>
/// <param name="Forward">Its forward steps, with the conditions under which they run.</param>
/// <param name="Backward">Its backward steps.</param>
/// <param name="Types">Where each value lies.</param>
/// <param name="Slots">The arena.</param>
/// <param name="Guards">For each guard, the gradients (numbers of weights, then of inputs) for which its steps are needed.</param>
/// <param name="Requirements">What lengths must be when the program is called.</param>
public sealed record PlannedProgram(
    FusedProgram Fused,
    ImmutableArray<PlannedStep> Forward,
    ImmutableArray<PlannedStep> Backward,
    IReadOnlyDictionary<Value, PhysicalType> Types,
    ImmutableArray<ArenaSlot> Slots,
    ImmutableArray<ImmutableArray<int>> Guards,
    ImmutableArray<Requirement> Requirements)
{
    /// <summary>The plan of what is computed from weights alone, or null.</summary>
    public PlannedProgram? Preparation { get; init; }

    public IEnumerable<PlannedStep> Steps => Forward.Concat(Backward);

    /// <summary>Numbers of the weights whose gradient is handed over as two factors.</summary>
    public ImmutableHashSet<int> ProductGradients { get; init; } = [];

    /// <summary>Whether a weight is a table whose gradient is only added to row by row, where it goes.</summary>
    public bool HasRowGradient(int weight)
    {
        var writers = Backward.Where(s => s.Step.Results.Any(value => Types[value] is { Home: Home.WeightGradient } type && type.Index == weight)).ToList();
        return writers.Count > 0 && writers.All(s => s.Step is ScatterAddStep or RowGradientStep);
    }

    public Program Source => Fused.Source;
}

/// <summary>A step and when it runs.</summary>
/// <param name="Step">The step.</param>
/// <param name="Guard">Number of the guard in <see cref="PlannedProgram.Guards"/>, or -1.</param>
/// <param name="Layer">Path of the layer that must train, or null.</param>
/// <param name="LogitOutput">Number of the output whose cotangent must not be at its logits, or -1.</param>
/// <param name="WorkspaceSlot">The slot that the kernel works in, or -1.</param>
public sealed record PlannedStep(Step Step, int Guard = -1, string? Layer = null, int LogitOutput = -1, int WorkspaceSlot = -1)
{
    /// <summary>The slots of all pieces of memory that the step works in, <see cref="WorkspaceSlot"/> the first.</summary>
    public ImmutableArray<int> WorkspaceSlots { get; init; } = [];

    /// <summary>The plan of the program that the step runs, or null.</summary>
    public NestedPlan? Nested { get; init; }
}

/// <summary>The plan of a program within a step.</summary>
/// <param name="Plan">The plan. Its inputs, weights and outputs lie in the memory of the step's operands and results.</param>
/// <param name="Slots">For each slot of its arena, the slot of the arena around it, which it has for as long as the step runs.</param>
/// <param name="Lengths">What lengths that only the program has are at most, in lengths of the one around.</param>
public sealed record NestedPlan(PlannedProgram Plan, ImmutableArray<int> Slots, IReadOnlyDictionary<string, Dim> Lengths)
{
    /// <summary>Bytes that each slot of the program's arena takes at most, in lengths of the program around.</summary>
    public IEnumerable<Dim> SlotSizes => Plan.Slots.Select(slot => SlotAllocator.Cover(slot.Sizes).Substitute(Lengths));
}

/// <summary>A piece of the arena that serves several values, one after the other.</summary>
/// <param name="Sizes">Its size in bytes is the largest of these.</param>
/// <param name="Tenants">Who lives in it.</param>
public sealed record ArenaSlot(ImmutableArray<Dim> Sizes, ImmutableArray<Tenant> Tenants);

/// <summary>A piece of memory while it is in use.</summary>
/// <param name="Name">For comments: the values that share it.</param>
/// <param name="Size">In bytes.</param>
/// <param name="First">Position of the step that writes it first.</param>
/// <param name="Last">Position of the step that reads it last.</param>
public sealed record Tenant(string Name, Dim Size, int First, int Last);

/// <summary>What two lengths must be to each other when the program is called.</summary>
/// <param name="Left">A length that may be unknown.</param>
/// <param name="Right">Another one.</param>
/// <param name="Where">The value that needs it.</param>
public abstract record Requirement(Dim Left, Dim Right, string Where);

/// <summary>Two lengths that a program takes to be equal.</summary>
public sealed record EqualLengths(Dim Left, Dim Right, string Where) : Requirement(Left, Right, Where);

/// <summary>A length that must not be below another one.</summary>
public sealed record LeastLength(Dim Left, Dim Right, string Where) : Requirement(Left, Right, Where);
