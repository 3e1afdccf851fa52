using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Rewriting;

/// <summary>The instructions of a program while a pass changes them: who defines a value, who reads it, what is made of weights alone.</summary>
/// <param name="instructions">In order of execution.</param>
/// <param name="weights">The values that are weights.</param>
/// <param name="leaving">The values that leave the program.</param>
/// <param name="nextId">Number of the first new value.</param>
public sealed class InstructionList(IEnumerable<Instruction> instructions, IEnumerable<Value> weights, IEnumerable<Value> leaving, int nextId)
{
    private readonly List<Instruction> _instructions = [.. instructions];
    private readonly HashSet<Value> _weights = [.. weights];
    private readonly List<Value> _leaving = [.. leaving];
    private readonly Dictionary<Value, Value> _replaced = [];
    private readonly ProgramBuilder _builder = new(nextId);
    private HashSet<Value>? _ofWeights;

    /// <summary>The instructions as they are now.</summary>
    public ImmutableArray<Instruction> All => [.. _instructions];

    /// <summary>Number of instructions.</summary>
    public int Count => _instructions.Count;

    /// <summary>The instruction at a place; what takes the place of one does not come before it.</summary>
    public Instruction this[int position] => _instructions[position];

    /// <summary>Whether any was replaced.</summary>
    public bool HasChanged { get; private set; }

    /// <summary>What stands for a value of the program as it was.</summary>
    public Value Now(Value value)
    {
        while (_replaced.TryGetValue(value, out var next)) value = next;
        return value;
    }

    /// <summary>Whether a value is a weight itself.</summary>
    public bool IsWeight(Value value) => _weights.Contains(value);

    /// <summary>Whether a value is a weight or made of weights alone: it is the same for all calls.</summary>
    public bool IsOfWeights(Value value) => (_ofWeights ??= FindOfWeights()).Contains(value);

    /// <summary>The instruction that defines a value, or null.</summary>
    public Instruction? ProducerOf(Value value) => _instructions.Find(instruction => instruction.Results.Contains(value));

    /// <summary>The instructions that read a value.</summary>
    public ImmutableArray<Instruction> ReadersOf(Value value) => [.. _instructions.Where(instruction => instruction.Operands.Contains(value))];

    /// <summary>Whether a value leaves the program.</summary>
    public bool Leaves(Value value) => _leaving.Exists(left => Now(left) == value);

    /// <summary>The instruction that alone wants a value, or null.</summary>
    public Instruction? OnlyReaderOf(Value value) => !Leaves(value) && ReadersOf(value) is [var reader] ? reader : null;

    /// <summary>Puts another instruction with the same results in the place of one.</summary>
    public void Replace(Instruction instruction, Instruction other)
    {
        _instructions[_instructions.IndexOf(instruction)] = other;
        Changed();
    }

    /// <summary>Puts other instructions in the place of one; whoever read its (only) result reads what they give.</summary>
    public Value Replace(Instruction instruction, Func<ProgramBuilder, Value> write) => Replace(instruction, builder => [write(builder)])[0];

    /// <summary>Puts other instructions in the place of one; whoever read its results reads what they give.</summary>
    public ImmutableArray<Value> Replace(Instruction instruction, Func<ProgramBuilder, ImmutableArray<Value>> write)
    {
        _builder.Scope = instruction.Scope;
        var results = write(_builder);
        var position = _instructions.IndexOf(instruction);
        _instructions.RemoveAt(position);
        _instructions.InsertRange(position, _builder.TakeInstructions());
        foreach (var (old, now) in instruction.Results.Zip(results, (old, now) => (old, now))) _replaced.Add(old, now);
        for (var i = 0; i < _instructions.Count; i++)
            if (_instructions[i].Operands.Any(instruction.Results.Contains))
                _instructions[i] = _instructions[i] with { Operands = [.. _instructions[i].Operands.Select(Now)] };
        Changed();
        return results;
    }

    /// <summary>Puts other instructions in the place of several that do not depend on each other; whoever read their results reads what they
    /// give, in the same order, and comes after them.</summary>
    public void Join(ImmutableArray<Instruction> joined, Func<ProgramBuilder, ImmutableArray<Value>> write)
    {
        _builder.Scope = joined[0].Scope;
        var results = joined.SelectMany(instruction => instruction.Results).ToList();
        foreach (var (old, now) in results.Zip(write(_builder), (old, now) => (old, now))) _replaced.Add(old, now);
        var (start, end) = (joined.Min(_instructions.IndexOf), joined.Max(_instructions.IndexOf));
        var (before, after, late) = (new List<Instruction>(), new List<Instruction>(), new HashSet<Value>(results));
        foreach (var instruction in _instructions.GetRange(start, end - start + 1).Where(i => !joined.Contains(i)))
        {
            var isLate = instruction.Operands.Any(late.Contains);
            if (isLate) late.UnionWith(instruction.Results);
            (isLate ? after : before).Add(instruction);
        }
        _instructions.RemoveRange(start, end - start + 1);
        _instructions.InsertRange(start, [.. before, .. _builder.TakeInstructions(), .. after]);
        for (var i = start; i < _instructions.Count; i++)
            if (_instructions[i].Operands.Any(_replaced.ContainsKey)) _instructions[i] = _instructions[i] with { Operands = [.. _instructions[i].Operands.Select(Now)] };
        Changed();
    }

    private void Changed() => (HasChanged, _ofWeights) = (true, null);

    private HashSet<Value> FindOfWeights()
    {
        var found = new HashSet<Value>(_weights);
        foreach (var instruction in _instructions)
            if (instruction.Operands.All(found.Contains)) found.UnionWith(instruction.Results.Where(r => r.Shape.Size.IsKnown));
        return found;
    }
}
