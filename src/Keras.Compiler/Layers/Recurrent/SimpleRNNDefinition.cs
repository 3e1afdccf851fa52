using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Recurrent;

/// <summary>h = activation(x·W + b + h·U).</summary>
public sealed class SimpleRNNDefinition : RecurrentDefinition<SimpleRNNAttribute>
{
    protected override int Gates => 1;

    protected override int States => 1;

    protected override ImmutableArray<Value> Step(
        SimpleRNNAttribute layer, GateProducts gates, ProgramBuilder step, ImmutableArray<Value> now, ImmutableArray<Value> states) =>
        [Activations.Apply(step, states[0].Name, layer.Activation, gates.Sums(step, now, states[0])[0])];
}
