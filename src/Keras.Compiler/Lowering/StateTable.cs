using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Lowering;

/// <summary>The states of a program's layers, in the order in which their calls first read or write them.</summary>
internal sealed class StateTable(ProgramBuilder builder)
{
    private readonly List<ProgramState> _states = [];

    public ImmutableArray<ProgramState> All => [.. _states];

    /// <summary>The state's value so far: a shared layer's later call goes on from what the earlier one left.</summary>
    public Value Read(string layer, string name, Shape shape) => _states[NumberOf(layer, name, shape)].Next;

    /// <summary>Replaces the state's value.</summary>
    public void Write(string layer, string name, Value value)
    {
        var number = NumberOf(layer, name, value.Shape);
        _states[number] = _states[number] with { Next = value };
    }

    private int NumberOf(string layer, string name, Shape shape)
    {
        var number = _states.FindIndex(state => state.Layer == layer && state.Name == name);
        if (number >= 0)
        {
            return _states[number].Value.Shape.Agrees(shape)
                ? number
                : throw new OpVerificationException($"The state {layer}/{name} has shape {_states[number].Value.Shape}, another call of the layer wants {shape}.");
        }
        var value = builder.Declare(new TensorType(shape, DType.Float32), $"{layer}/{name}");
        _states.Add(new ProgramState(layer, name, value, value));
        return _states.Count - 1;
    }
}
