using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Appends instructions. The methods that make particular ops are extension methods in the ops' own files.</summary>
/// <param name="firstId">Number of the first value: 0, or where a program goes on.</param>
public sealed class ProgramBuilder(int firstId = 0)
{
    private readonly ImmutableArray<Instruction>.Builder _instructions = ImmutableArray.CreateBuilder<Instruction>();
    private int _nextId = firstId;

    /// <summary>The call of a layer that the next instructions belong to.</summary>
    public Scope Scope { get; set; } = Scope.None;

    /// <summary>Number of the next value.</summary>
    public int NextId => _nextId;

    /// <summary>A value that no instruction defines: an input, a weight, a cotangent.</summary>
    public Value Declare(TensorType type, string name) => new(_nextId++, type, name);

    /// <summary>Applies an op with one result.</summary>
    public Value Apply(Op op, string name, params Value[] operands) => ApplyAll(op, name, operands)[0];

    /// <summary>Applies an op.</summary>
    public ImmutableArray<Value> ApplyAll(Op op, string name, params Value[] operands)
    {
        var operandList = operands.ToImmutableArray();
        var types = op.InferTypes([.. operandList.Select(o => o.Type)]);
        var results = types.Select((type, i) => Declare(type, types.Length == 1 ? name : $"{name}_{i}")).ToImmutableArray();
        _instructions.Add(new Instruction(op, operandList, results, Scope));
        return results;
    }

    /// <summary>The instruction so far that defines a value, or null.</summary>
    public Instruction? ProducerOf(Value value) => _instructions.FirstOrDefault(instruction => instruction.Results.Contains(value));

    /// <summary>The instructions so far; the builder begins anew, with value numbers going on.</summary>
    public ImmutableArray<Instruction> TakeInstructions()
    {
        var taken = _instructions.ToImmutable();
        _instructions.Clear();
        return taken;
    }
}
