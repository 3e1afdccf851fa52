using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Decides what of a scan's forward step is kept for the adjoint, one entry per step, and what is computed again: parts of other
/// values always, element-wise work where all that it reads is at hand.</summary>
internal sealed class ScanResiduals
{
    private readonly ScanBody _body;
    private readonly Dictionary<Value, Instruction> _producers = [];
    private readonly HashSet<Value> _stacked = [];
    private readonly HashSet<Instruction> _again = [];

    public ScanResiduals(ScanBody body, IEnumerable<Instruction> adjoint, IEnumerable<Value> results)
    {
        _body = body;
        foreach (var instruction in body.Instructions)
            foreach (var result in instruction.Results) _producers[result] = instruction;
        var read = adjoint.SelectMany(instruction => instruction.Operands).Concat(results).Distinct()
            .Where(value => _producers.ContainsKey(value) || body.Carries.Contains(value)).OrderBy(value => value.Id);
        foreach (var value in read) Provide(value);
        Again = [.. body.Instructions.Where(_again.Contains)];
        Stacked = [.. _stacked.Except(Again.SelectMany(instruction => instruction.Results)).OrderBy(value => value.Id)];
    }

    /// <summary>The values that are kept.</summary>
    public ImmutableArray<Value> Stacked { get; }

    /// <summary>The instructions that the adjoint runs again, in order.</summary>
    public ImmutableArray<Instruction> Again { get; }

    private void Provide(Value value)
    {
        if (_stacked.Contains(value) || IsOuter(value)) return;
        if (!_producers.TryGetValue(value, out var producer) || IsAtHand(value) || !CanRunAgain(producer))
        {
            _stacked.Add(value);
            return;
        }
        if (!_again.Add(producer)) return;
        foreach (var operand in producer.Operands) Provide(operand);
    }

    private bool CanRunAgain(Instruction producer) =>
        producer.Op.IsView || (producer.Op is Map && producer.Op.CanStack && producer.Operands.All(IsReachable));

    /// <summary>Whether a value can be had without keeping another one.</summary>
    private bool IsReachable(Value value) =>
        IsOuter(value) || IsAtHand(value) || !_producers.TryGetValue(value, out var producer)
        || (producer.Op.IsView || producer.Op is Map && producer.Op.CanStack) && producer.Operands.All(IsReachable);

    /// <summary>Whether a value is stacked anyway: an output, a carry.</summary>
    private bool IsAtHand(Value value) => _stacked.Contains(value) || _body.Outputs.Contains(value) || _body.NewCarries.Contains(value);

    /// <summary>Sequences and invariants are there, in the program around.</summary>
    private bool IsOuter(Value value) => _body.Sequences.Contains(value) || _body.Invariants.Contains(value);
}
