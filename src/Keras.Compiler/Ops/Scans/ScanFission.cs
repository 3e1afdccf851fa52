using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Takes out of a scan what feeds no carry: what is the same for all steps is computed once; products of sequences alone are one
/// product before the loop; products and sums that only leave the step are one after it, over stacked factors.</summary>
internal sealed class ScanFission
{
    private readonly ScanDraft _draft;
    private readonly ProgramBuilder _builder;

    /// <summary>Values of the step that are the same for all steps, by what stands for them in the program.</summary>
    private readonly Dictionary<Value, Value> _invariants = [];

    /// <summary>Values of the step that exist for all steps at once.</summary>
    private readonly Dictionary<Value, Value> _stacks = [];

    private ScanFission(ScanDraft draft, ProgramBuilder builder)
    {
        _draft = draft;
        _builder = builder;
        foreach (var sequence in draft.Sequences) _stacks[sequence.Parameter] = sequence.Stacked;
        foreach (var invariant in draft.Invariants) _invariants[invariant.Parameter] = invariant.Value;
    }

    /// <summary>Appends the scan, and what leaves it, to a program.</summary>
    public static (ImmutableArray<Value> Last, ImmutableArray<Value> Stacked, ImmutableArray<Value> Sums) Emit(
        ScanDraft draft, ProgramBuilder builder) => new ScanFission(draft, builder).Emit();

    private (ImmutableArray<Value>, ImmutableArray<Value>, ImmutableArray<Value>) Emit()
    {
        var loop = HoistInvariants(_draft.Instructions);
        loop = EmitBefore(loop);
        var after = new AfterLoop(_draft, loop).Instructions;
        var inLoop = loop.Where(instruction => !after.Contains(instruction)).ToList();

        var made = new HashSet<Value>(inLoop.SelectMany(instruction => instruction.Results).Concat(_draft.Carries.Select(carry => carry.Parameter)));
        var afterMade = new HashSet<Value>(after.SelectMany(instruction => instruction.Results));
        var stacked = after.SelectMany(instruction => instruction.Operands).Concat(_draft.Outputs).Concat(_draft.Sums)
            .Where(value => made.Contains(value)).Distinct().ToImmutableArray();
        var last = EmitLoop(inLoop, stacked);

        var summed = new HashSet<Value>(_draft.Sums);
        var sums = new Dictionary<Value, Value>();
        foreach (var instruction in after)
        {
            if (instruction.Results.Length == 1 && summed.Contains(instruction.Result) && instruction.Op.StackedSum(Context(instruction)) is { } sum)
                sums[instruction.Result] = sum;
            var isRead = _draft.Outputs.Concat(after.SelectMany(reader => reader.Operands)).Any(instruction.Results.Contains);
            if (isRead || !sums.ContainsKey(instruction.Result)) Stack(instruction);
        }
        return (last, [.. _draft.Outputs.Select(StackOf)], [.. _draft.Sums.Select(Sum)]);

        Value Sum(Value value) => sums.TryGetValue(value, out var sum)
            ? sum
            : _builder.Reduce(value.Name, ReduceKind.Sum, StackOf(value), [0]);
    }

    /// <summary>Computes once what reads nothing of the steps; returns the other instructions.</summary>
    private List<Instruction> HoistInvariants(IEnumerable<Instruction> instructions)
    {
        var varying = new HashSet<Value>(_draft.Carries.Select(carry => carry.Parameter).Concat(_draft.Sequences.Select(sequence => sequence.Parameter)));
        var rest = new List<Instruction>();
        foreach (var instruction in instructions)
        {
            if (instruction.Operands.Any(varying.Contains))
            {
                varying.UnionWith(instruction.Results);
                rest.Add(instruction);
                continue;
            }
            var results = _builder.ApplyAll(instruction.Op, instruction.Result.Name, [.. instruction.Operands.Select(Invariant)]);
            foreach (var (inner, outer) in instruction.Results.Zip(results, (inner, outer) => (inner, outer))) _invariants[inner] = outer;
        }
        return rest;
    }

    /// <summary>Multiplications that no carry reaches, and what they need, for all steps at once; returns the other instructions.</summary>
    private List<Instruction> EmitBefore(List<Instruction> instructions)
    {
        var carried = new HashSet<Value>(_draft.Carries.Select(carry => carry.Parameter));
        foreach (var instruction in instructions)
            if (instruction.Operands.Any(carried.Contains)) carried.UnionWith(instruction.Results);
        var needed = new HashSet<Value>();
        var before = new HashSet<Instruction>();
        foreach (var instruction in Enumerable.Reverse(instructions))
        {
            if (instruction.Results.Any(carried.Contains)) continue;
            if (instruction.Op.Cost != Cost.Compute && !instruction.Results.Any(needed.Contains)) continue;
            before.Add(instruction);
            needed.UnionWith(instruction.Operands);
        }
        var rest = new List<Instruction>();
        foreach (var instruction in instructions)
        {
            if (before.Contains(instruction) && instruction.Op.CanStack && instruction.Operands.All(IsKnown)) Stack(instruction);
            else rest.Add(instruction);
        }
        return rest;

        bool IsKnown(Value operand) => _stacks.ContainsKey(operand) || !instructions.Any(instruction => instruction.Results.Contains(operand));
    }

    private ImmutableArray<Value> EmitLoop(List<Instruction> instructions, ImmutableArray<Value> stacked)
    {
        if (_draft.Carries.IsEmpty && stacked.IsEmpty) return [];
        var live = new HashSet<Value>(_draft.Carries.Select(carry => carry.Next).Concat(stacked));
        var kept = new List<Instruction>();
        foreach (var instruction in Enumerable.Reverse(instructions))
        {
            if (!instruction.Results.Any(live.Contains)) continue;
            live.UnionWith(instruction.Operands);
            kept.Insert(0, instruction);
        }
        var defined = new HashSet<Value>(kept.SelectMany(instruction => instruction.Results).Concat(_draft.Carries.Select(carry => carry.Parameter)));
        var free = live.Where(value => !defined.Contains(value)).OrderBy(value => value.Id).ToList();
        var sequences = free.Where(_stacks.ContainsKey).ToImmutableArray();
        var invariants = free.Where(value => !_stacks.ContainsKey(value)).ToImmutableArray();
        var body = new ScanBody(
            [.. _draft.Carries.Select(carry => carry.Parameter)], sequences, invariants,
            [.. kept], [.. _draft.Carries.Select(carry => carry.Next)], stacked);
        var results = _builder.ApplyAll(
            new Scan(body, _draft.Length, _draft.Reverse), _draft.Name,
            [.. _draft.Carries.Select(carry => carry.Initial), .. sequences.Select(value => _stacks[value]), .. invariants.Select(Invariant)]);
        for (var i = 0; i < stacked.Length; i++) _stacks[stacked[i]] = results[_draft.Carries.Length + i];
        return [.. results.Take(_draft.Carries.Length)];
    }

    /// <summary>Appends an instruction for all steps at once.</summary>
    private void Stack(Instruction instruction)
    {
        var results = instruction.Op.Stack(Context(instruction));
        foreach (var (inner, outer) in instruction.Results.Zip(results, (inner, outer) => (inner, outer))) _stacks[inner] = outer;
    }

    private StackContext Context(Instruction instruction) => new(
        _builder, instruction.Result.Name, _draft.Length,
        [.. instruction.Operands.Select(operand => _stacks.TryGetValue(operand, out var stack) ? stack : Invariant(operand))],
        [.. instruction.Operands.Select(_stacks.ContainsKey)]);

    private Value StackOf(Value value) => _stacks.TryGetValue(value, out var stack)
        ? stack
        : _builder.BroadcastTo(value.Name, Invariant(value), Shape.Of([_draft.Length, .. value.Shape.Dims]));

    private Value Invariant(Value value) => _invariants.TryGetValue(value, out var outer) ? outer : value;
}

/// <summary>The instructions of a step that can run after the loop: multiplications and sums that feed no carry, and what reads them.</summary>
internal sealed class AfterLoop
{
    public AfterLoop(ScanDraft draft, IReadOnlyList<Instruction> instructions)
    {
        var feeding = new HashSet<Value>(draft.Carries.Select(carry => carry.Next));
        foreach (var instruction in instructions.Reverse())
            if (instruction.Results.Any(feeding.Contains)) feeding.UnionWith(instruction.Operands);

        var (moved, summed) = (new List<Instruction>(), new HashSet<Value>(draft.Sums));
        var movedValues = new HashSet<Value>();
        foreach (var instruction in instructions)
        {
            if (instruction.Results.Any(feeding.Contains)) continue;
            if (instruction.Op.Cost != Cost.Compute && !instruction.Results.Any(summed.Contains) && !instruction.Operands.Any(movedValues.Contains)) continue;
            moved.Add(instruction);
            movedValues.UnionWith(instruction.Results);
        }
        // What cannot run for all steps at once stays, and so does what it reads.
        var staying = new HashSet<Value>();
        foreach (var instruction in Enumerable.Reverse(moved).ToList())
        {
            if (instruction.Op.CanStack && !instruction.Results.Any(staying.Contains)) continue;
            staying.UnionWith(instruction.Operands);
            moved.Remove(instruction);
        }
        Instructions = moved;
    }

    /// <summary>In order of execution.</summary>
    public IReadOnlyList<Instruction> Instructions { get; }
}
