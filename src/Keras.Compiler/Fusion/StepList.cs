using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion;

/// <summary>The steps of a program while a pass changes them: who defines a value, who reads it, and ways to replace steps.
/// Positions are those of execution; they move only by <see cref="Insert"/>, a removed step leaves a gap.</summary>
public sealed class StepList
{
    private readonly List<Step?> _steps;
    private int _backwardStart;
    private readonly Dictionary<Value, int> _producers = [];
    private readonly Dictionary<Value, SortedSet<int>> _readers = [];
    private readonly FusedProgram _program;
    private ProgramResults _results;
    private HashSet<Value> _leaving;
    private int _nextId;

    public StepList(FusedProgram program)
    {
        _program = program;
        _results = program.Results;
        _leaving = [.. _results.Items.Select(r => r.Value)];
        _steps = [.. program.Steps];
        _backwardStart = program.Forward.Length;
        _nextId = 1 + program.Given.Concat(program.Steps.SelectMany(step => step.Results)).Select(value => value.Id).DefaultIfEmpty(-1).Max();
        for (var i = 0; i < _steps.Count; i++) Link(i);
    }

    /// <summary>Number of positions.</summary>
    public int Count => _steps.Count;

    /// <summary>The step at a position, or null where there is none any more.</summary>
    public Step? this[int position] => _steps[position];

    /// <summary>Whether a position belongs to the backward pass.</summary>
    public bool IsBackward(int position) => position >= _backwardStart;

    /// <summary>Where a value is defined, or -1 for one that no step defines.</summary>
    public int ProducerOf(Value value) => _producers.TryGetValue(value, out var position) ? position : -1;

    /// <summary>The step that defines a value, or null.</summary>
    public Step? StepOf(Value value) => ProducerOf(value) is >= 0 and var position ? _steps[position] : null;

    /// <summary>Positions of the steps that read a value, in order.</summary>
    public IReadOnlyCollection<int> ReadersOf(Value value) => _readers.TryGetValue(value, out var readers) ? readers : [];

    /// <summary>Whether a value leaves the program and must therefore exist in memory.</summary>
    public bool Leaves(Value value) => _leaving.Contains(value);

    /// <summary>Whether a value is a weight that lies in panels.</summary>
    public bool IsPanels(Value value) => _program.Source.Weights.Any(weight => weight.Value == value && weight.Weight.Layout == WeightLayout.Panels);

    /// <summary>Whether the step at a position works on weights alone and runs once for many calls: see <see cref="Program.KeepsPrepared"/>.</summary>
    public bool IsPrepared(int position) => _program.Source.KeepsPrepared && _steps[position] is { Operands.IsEmpty: false } step &&
        step.Results.All(result => result.Shape.Size.IsKnown) && step.Operands.All(IsPrepared);

    /// <summary>Whether what is made of a value alone is made once for many calls: of a weight, or of what prepared steps give.</summary>
    public bool IsPrepared(Value value) => ProducerOf(value) is >= 0 and var producer ? IsPrepared(producer) : IsKeptWeight(value);

    /// <summary>Whether a value is a weight itself, of a program that keeps what is made of it.</summary>
    public bool IsKeptWeight(Value value) => _program.Source.KeepsPrepared && _program.Source.Weights.Any(weight => weight.Value == value);

    /// <summary>Whether nothing but the step at this position wants the value.</summary>
    public bool IsOnlyReader(Value value, int position) =>
        !Leaves(value) && ReadersOf(value) is { Count: 1 } readers && readers.Contains(position);

    /// <summary>Puts another step in the place of one (or fills a gap).</summary>
    public void Replace(int position, Step? step)
    {
        Unlink(position);
        _steps[position] = step;
        Link(position);
    }

    /// <summary>A value that no step defines yet.</summary>
    public Value NewValue(Value like, Shape shape) => new(_nextId++, like.Type with { Shape = shape }, like.Name);

    /// <summary>Puts a step before the one at a position, in the same pass over the program; that and all later ones move by one.</summary>
    public void Insert(int position, Step step)
    {
        if (!IsBackward(position)) _backwardStart++;
        _steps.Insert(position, step);
        _producers.Clear();
        _readers.Clear();
        for (var i = 0; i < _steps.Count; i++) Link(i);
    }

    /// <summary>Takes a step out.</summary>
    public void Remove(int position) => Replace(position, null);

    /// <summary>Everything that read one value reads another one from now on.</summary>
    public void Redirect(Value from, Value to)
    {
        foreach (var position in ReadersOf(from).ToArray())
            Replace(position, _steps[position]! with { Operands = [.. _steps[position]!.Operands.Select(o => o == from ? to : o)] });
        if (!Leaves(from)) return;
        _results = new ProgramResults([.. _results.Items.Select(r => r.Value == from ? r with { Value = to } : r)]);
        _leaving = [.. _results.Items.Select(r => r.Value)];
    }

    /// <summary>The program with the steps as they are now.</summary>
    public FusedProgram ToProgram() => _program with
    {
        Forward = [.. _steps.Take(_backwardStart).OfType<Step>()],
        Backward = [.. _steps.Skip(_backwardStart).OfType<Step>()],
        Results = _results,
    };

    private void Link(int position)
    {
        if (_steps[position] is not { } step) return;
        foreach (var result in step.Results) _producers[result] = position;
        foreach (var operand in step.Operands)
        {
            if (!_readers.TryGetValue(operand, out var readers)) _readers.Add(operand, readers = []);
            readers.Add(position);
        }
    }

    private void Unlink(int position)
    {
        if (_steps[position] is not { } step) return;
        foreach (var operand in step.Operands)
            if (_readers.TryGetValue(operand, out var readers)) readers.Remove(position);
        foreach (var result in step.Results)
            if (_producers.TryGetValue(result, out var producer) && producer == position) _producers.Remove(result);
    }
}
