using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>Says by which steps an op is carried out. One for each op that is not simply a kernel call; found by reflection.</summary>
public abstract class StepSelector
{
    /// <summary>The op.</summary>
    public abstract Type OpType { get; }

    /// <summary>Appends the steps for an instruction; its results must be defined by them.</summary>
    public abstract void Select(Instruction instruction, SelectionContext context);
}

/// <summary>A selector whose op type is known.</summary>
public abstract class StepSelector<TOp> : StepSelector where TOp : Op
{
    public sealed override Type OpType => typeof(TOp);

    public sealed override void Select(Instruction instruction, SelectionContext context) =>
        Select((TOp)instruction.Op, instruction, context);

    protected abstract void Select(TOp op, Instruction instruction, SelectionContext context);
}

/// <summary>What selectors append to.</summary>
public sealed class SelectionContext(Program program)
{
    private readonly ImmutableArray<Step>.Builder _steps = ImmutableArray.CreateBuilder<Step>();
    private readonly HashSet<Value> _panels = [.. program.Weights.Where(w => w.Weight.Layout == WeightLayout.Panels).Select(w => w.Value)];
    private readonly HashSet<Value> _prepared = Prepared(program);
    private int _nextId = program.NextId();

    /// <summary>A program within a step: it trains, and keeps what is made of weights, where the one around it does.</summary>
    public Program Within(
        string name, ImmutableArray<Value> inputs, ImmutableArray<(ProgramWeight, Value)> weights, ImmutableArray<Instruction> instructions,
        ImmutableArray<Value> outputs) =>
        new(name, program.Training, inputs, weights, instructions, outputs, [], []) { KeepsPrepared = program.KeepsPrepared };

    /// <summary>Whether a value is a weight that lies in panels, or can be brought there once since it is made of weights alone.</summary>
    public bool IsPanels(Value value) => _panels.Contains(value) || _prepared.Contains(value);

    /// <summary>What is made of weights alone, once for many calls.</summary>
    private static HashSet<Value> Prepared(Program program)
    {
        var weights = new HashSet<Value>(program.Weights.Select(w => w.Value));
        var made = new HashSet<Value>();
        if (!program.KeepsPrepared) return made;
        foreach (var instruction in program.Instructions)
            if (instruction.Operands.Length > 0 && instruction.Operands.All(o => weights.Contains(o) || made.Contains(o)))
                made.UnionWith(instruction.Results.Where(result => result.Shape.Size.IsKnown));
        return made;
    }

    /// <summary>Whether some weight in panels has this shape: its gradient is then wanted in panels.</summary>
    public bool HasPanels(Shape shape) => _panels.Any(p => p.Shape == shape);

    /// <summary>The weight that a value is, or null.</summary>
    public ProgramWeight? WeightOf(Value value) => program.Weights.FirstOrDefault(w => w.Value == value).Weight;

    public void Add(Step step) => _steps.Add(step);

    /// <summary>A value between two steps of one op.</summary>
    public Value Between(Value like, Shape shape) => new(_nextId++, like.Type with { Shape = shape }, like.Name);

    /// <summary>The value itself, or a step that gives it another shape.</summary>
    public Value Reshape(Value value, Shape shape, Scope scope)
    {
        if (value.Shape == shape) return value;
        var reshaped = Between(value, shape);
        Add(new CopyStep([value], [reshaped], scope));
        return reshaped;
    }

    /// <summary>The value itself, or a step that puts its axes into another order.</summary>
    public Value Transpose(Value value, IReadOnlyList<int> permutation, Scope scope)
    {
        if (permutation.SequenceEqual(Enumerable.Range(0, permutation.Count))) return value;
        var transposed = Between(value, new Shape(permutation.Select(axis => value.Shape[axis]).ToEquatableArray()));
        Add(new OpStep(new Transpose(permutation.ToEquatableArray()), [value], [transposed], scope));
        return transposed;
    }

    /// <summary>The steps so far; the context begins anew.</summary>
    public ImmutableArray<Step> TakeSteps()
    {
        var steps = _steps.ToImmutable();
        _steps.Clear();
        return steps;
    }
}
