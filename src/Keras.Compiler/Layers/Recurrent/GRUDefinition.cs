using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Layers;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers.Recurrent;

/// <summary>Gates z and r and a candidate: h = z·h + (1 − z)·candidate. The reset gate r multiplies the state's product, or the state
/// before it is multiplied.</summary>
public sealed class GRUDefinition : RecurrentDefinition<GRUAttribute>
{
    protected override int Gates => 3;

    protected override int States => 1;

    /// <summary>The first row is the inputs' bias, the second the state's.</summary>
    protected override WeightDeclaration Bias(GRUAttribute layer) =>
        layer.ResetAfter ? new("bias", [2, Gates * layer.Units]) : base.Bias(layer);

    protected override (Value? Inputs, Value? Recurrent) Biases(GRUAttribute layer, LayerLowering call)
    {
        if (!layer.UseBias || !layer.ResetAfter) return base.Biases(layer, call);
        var rows = call.Builder.Split("bias", call.Weight("bias"), 0, 2);
        Value Row(int row) => call.Builder.Reshape("bias", rows[row], Shape.Of(Gates * layer.Units));
        return (Row(0), Row(1));
    }

    protected override ImmutableArray<Value> Step(
        GRUAttribute layer, GateProducts gates, ProgramBuilder step, ImmutableArray<Value> now, ImmutableArray<Value> states)
    {
        var h = states[0];
        var inputs = gates.Inputs(step, now);
        var (update, reset, candidate) = layer.ResetAfter ? ResetAfter() : ResetBefore();
        return [step.Map(h.Name, Operand(0) * Operand(1) + (1 - Operand(0)) * Operand(2), update, h, candidate)];

        Value Gate(string name, int number, Value product) => Activations.Apply(
            step, name, layer.RecurrentActivation, step.Map(name, Operand(0) + Operand(1), inputs[number], product));

        (Value, Value, Value) ResetAfter()
        {
            var products = gates.Recurrent(step, h);
            var (z, r) = (Gate("update_gate", 0, products[0]), Gate("reset_gate", 1, products[1]));
            var sum = step.Map("candidate", Operand(0) + Operand(1) * Operand(2), inputs[2], r, products[2]);
            return (z, r, Activations.Apply(step, "candidate", layer.Activation, sum));
        }

        (Value, Value, Value) ResetBefore()
        {
            var (z, r) = (Gate("update_gate", 0, gates.Recurrent(step, h, 0)), Gate("reset_gate", 1, gates.Recurrent(step, h, 1)));
            var product = gates.Recurrent(step, step.Map("reset", Operand(0) * Operand(1), r, h), 2);
            var sum = step.Map("candidate", Operand(0) + Operand(1), inputs[2], product);
            return (z, r, Activations.Apply(step, "candidate", layer.Activation, sum));
        }
    }
}
