using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Layers;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Layers.Recurrent;

/// <summary>Gates i, f and o and a candidate g: c = f·c + i·g, h = o·activation(c).</summary>
public sealed class LSTMDefinition : RecurrentDefinition<LSTMAttribute>
{
    protected override int Gates => 4;

    protected override int States => 2;

    protected override WeightDeclaration Bias(LSTMAttribute layer) =>
        base.Bias(layer) with { AroundInitializer = layer.UnitForgetBias ? "UnitForgetBias" : null };

    protected override ImmutableArray<Value> Step(
        LSTMAttribute layer, GateProducts gates, ProgramBuilder step, ImmutableArray<Value> now, ImmutableArray<Value> states)
    {
        var (h, c) = (states[0], states[1]);
        var sums = gates.Sums(step, now, h);
        Value Gate(string name, int number) => Activations.Apply(step, name, layer.RecurrentActivation, sums[number]);
        var (input, forget, output) = (Gate("input_gate", 0), Gate("forget_gate", 1), Gate("output_gate", 3));
        var candidate = Activations.Apply(step, "candidate", layer.Activation, sums[2]);
        var memory = step.Map(c.Name, Operand(0) * Operand(1) + Operand(2) * Operand(3), forget, c, input, candidate);
        return [step.Map(h.Name, Operand(0) * Operand(1), output, Activations.Apply(step, "squashed", layer.Activation, memory)), memory];
    }
}
