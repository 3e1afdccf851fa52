using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary><c>y = epilogue(x * k)</c>, each channel by itself. Rows of the epilogue are the windows, columns the channels.</summary>
public sealed record DepthwiseConvolutionStep(
    ConvolutionOp Op, Formula? Epilogue, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : PanelProductStep(Epilogue, Operands, Results, Scope)
{
    public override string Details => Op.Attributes + (Epilogue is null ? "" : " | " + base.Details);

    public override WeightLayout OperandLayout(int operand) => WeightLayout.RowMajor;

    public override bool AcceptsRows(Value value, Dim rowLength) => false;
}

/// <summary><c>dk</c> of x and dy, each channel by itself. Operands: x, dy, and where the gradient is added to an earlier one, that.</summary>
public sealed record DepthwiseKernelGradientStep(
    ConvolutionOp Op, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope) : Step(Operands, Results, Scope), IAccumulatingStep
{
    public bool CanAdd => true;

    public Step AddTo(Value accumulator, Value result) => this with { Operands = [Operands[0], Operands[1], accumulator], Results = [result] };

    public override int AccumulatesInto => Operands.Length == 3 ? 2 : -1;

    public override string Details => Op.Attributes + (AccumulatesInto < 0 ? "" : $", added to {Operands[2]}");
}
