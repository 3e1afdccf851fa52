using System.Collections.Immutable;
using Keras.Compiler.Ops.Elementwise;
using Keras.Layers;

namespace Keras.Compiler.Layers.Merging;

/// <summary>The sum of the inputs.</summary>
public sealed class AddDefinition : MergeDefinition<AddAttribute>
{
    public override ImmutableArray<LayerFunction> Functions => [new("Add")];

    public override ImmutableArray<LayerOperator> Operators => [new("+", OperatorForm.Tensors, "add")];

    protected override Formula Combine(IReadOnlyList<Formula> inputs) => inputs.Aggregate((left, right) => left + right);
}
