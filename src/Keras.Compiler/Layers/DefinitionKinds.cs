using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>A layer of float32 tensors whose output has its input's shape.</summary>
public abstract class SameShapeDefinition<TAttribute> : LayerDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    public override bool SupportsMasking => true;

    protected override TensorType? InferOutput(TAttribute layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) ? call.Input : null;
}

/// <summary>A layer that is one expression for each element.</summary>
public abstract class ElementwiseDefinition<TAttribute> : SameShapeDefinition<TAttribute> where TAttribute : LayerDeclarationAttribute
{
    /// <summary>The expression.</summary>
    protected abstract Formula Formula(TAttribute layer, Formula x);

    protected sealed override Value Lower(TAttribute layer, LayerLowering call) =>
        call.Builder.Map(call.LayerPath, Formula(layer, Ops.Elementwise.Formula.Operand(0)), call.Input);
}

/// <summary>A function that is one expression for each element and no layer.</summary>
public abstract class ElementwiseFunctionDefinition<TParameters> : FunctionDefinition<TParameters> where TParameters : LayerDeclarationAttribute
{
    public override bool SupportsMasking => true;

    protected sealed override TensorType? InferOutput(TParameters layer, LayerCall call, IProblemSink problems) =>
        call.AreFloats(problems) ? call.Input : null;

    /// <summary>The expression.</summary>
    protected abstract Formula Formula(TParameters parameters, Formula x);

    protected sealed override Value Lower(TParameters layer, LayerLowering call) =>
        call.Builder.Map(call.LayerPath, Formula(layer, Ops.Elementwise.Formula.Operand(0)), call.Input);
}

/// <summary>What only a function or an operator applies: no attribute of users declares it.</summary>
/// <typeparam name="TParameters">The function's parameters, a type named <c>XParameters</c> for the operation <c>X</c>.</typeparam>
public abstract class FunctionDefinition<TParameters> : LayerDefinition<TParameters> where TParameters : LayerDeclarationAttribute
{
    public sealed override bool IsLayer => false;

    public sealed override string ClassName => AttributeType.Name.Substring(0, AttributeType.Name.Length - "Parameters".Length);
}
