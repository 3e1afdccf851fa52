using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A product with a weight, and what is done to its elements.</summary>
public sealed class MatMulStepEmitter : StepEmitter<MatMulStep>
{
    protected override void Emit(MatMulStep step, PlannedStep planned, StepContext context)
    {
        List<string> arguments = [context.Pointer(step.Left), context.Stride(step.Left, step.Inner), context.Pointer(step.Panels), context.Pointer(step.Result)];
        if (!step.Softmax) arguments.Add(context.Stride(step.Result, step.Columns));
        arguments.AddRange([context.Length(step.RowCount), context.Length(step.Inner), context.Length(step.Columns), EpilogueText.Of(step, context)]);
        context.Call(step.Softmax ? "MatrixMultiply.ForwardSoftmax" : "MatrixMultiply.Forward", [.. arguments]);
    }
}

/// <summary>A product with a weight that is stored with its first two axes in the other order.</summary>
public sealed class TurnedMatMulStepEmitter : StepEmitter<TurnedMatMulStep>
{
    protected override void Emit(TurnedMatMulStep step, PlannedStep planned, StepContext context) => Write(
        step, context, context.Pointer(step.Left), context.Pointer(step.Result), context.Stride(step.Result, step.Result.Shape.WithoutAxis(0).Size),
        context.Length(step.Left.Shape[1]));

    /// <summary>Writes the product of some entries.</summary>
    /// <param name="step">The product.</param>
    /// <param name="context">Takes the call.</param>
    /// <param name="left">Address of the first entry in the first factor.</param>
    /// <param name="result">Address of the first entry that is made.</param>
    /// <param name="stride">Distance between entries that are made.</param>
    /// <param name="entries">How many.</param>
    internal static void Write(TurnedMatMulStep step, StepContext context, string left, string result, string stride, string entries) =>
        context.Call(
            "MatrixMultiply.ForwardTurned", left, context.Stride(step.Left, step.Inner), context.Pointer(step.Panels), result, stride,
            context.Length(step.Left.Shape[0]), context.Length(step.Left.Shape[1]), entries, context.Length(step.Inner), context.Length(step.Columns),
            EpilogueText.Of(step, context));
}

/// <summary>The gradient of a product's first factor.</summary>
public sealed class InputGradientStepEmitter : StepEmitter<InputGradientStep>
{
    protected override void Emit(InputGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "MatrixMultiply.InputGradient",
        context.Pointer(step.Left), context.Stride(step.Left, step.Inner), context.Pointer(step.Panels),
        context.Pointer(step.Result), context.Stride(step.Result, step.Columns),
        context.Length(step.RowCount), context.Length(step.Columns), context.Length(step.Inner),
        context.Workspace(planned), EpilogueText.Of(step, context));
}

/// <summary>The gradient of a product's weight.</summary>
public sealed class WeightGradientStepEmitter : StepEmitter<WeightGradientStep>
{
    protected override void Emit(WeightGradientStep step, PlannedStep planned, StepContext context) => context.Call(
        "MatrixMultiply.WeightGradient",
        [context.Pointer(step.Operands[0]), context.Stride(step.Operands[0], step.Inner),
        context.Pointer(step.Operands[1]), context.Stride(step.Operands[1], step.Columns),
        context.Pointer(step.Result), context.Length(step.RowCount), context.Length(step.Inner), context.Length(step.Columns),
        .. context.IsProductGradient(step.Result) ? Array.Empty<string>() : ["accumulate: " + CSharpText.Literal(step.AccumulatesInto >= 0)]]);
}

/// <summary>A product of any two tensors.</summary>
public sealed class BatchedMatMulStepEmitter : StepEmitter<BatchedMatMulStep>
{
    protected override void Emit(BatchedMatMulStep step, PlannedStep planned, StepContext context)
    {
        var (rows, inner, columns) = (step.RowCount, step.Inner, step.Columns);
        context.Call(
            "MatrixMultiply.Batched",
            [.. Operand(step.Operands[0], rows, inner, step.LeftTransposed), .. Operand(step.Operands[1], inner, columns, step.RightTransposed),
                context.Pointer(step.Result), context.Length(rows * columns), context.Length(columns),
                context.Length(step.Batches), context.Length(rows), context.Length(inner), context.Length(columns)]);

        string[] Operand(Value value, Dim height, Dim width, bool isTransposed) =>
        [
            context.Pointer(value), context.Length(height * width),
            context.Length(isTransposed ? 1 : width), context.Length(isTransposed ? height : 1),
        ];
    }
}

/// <summary>What a matrix kernel does to its elements: one of the runtime's own structs where it says the same, so that models share them.</summary>
internal static class EpilogueText
{
    private const string Kernels = "new global::Keras.Kernels.";

    public static string Of(PanelProductStep step, StepContext context)
    {
        if (step.Epilogue is null or OperandFormula { Index: 0 }) return Kernels + "NoEpilogue()";
        if (step.Operands.Length == 3 && step.Operands[2].Shape == step.Result.Shape && IsBias(step.Epilogue))
            return $"{Kernels}AddMatrix({context.Pointer(step.Operands[2])}, {context.Stride(step.Operands[2], step.Columns)})";
        if (step.Operands.Length == 3 && step.Operands[2].Shape.Size == step.Columns && step.Operands[2].Shape.Rank > 0 && step.Operands[2].Shape[-1] == step.Columns)
        {
            if (IsBias(step.Epilogue)) return $"{Kernels}AddBias({context.Pointer(step.Operands[2])})";
            if (step.Epilogue is FunctionFormula { Function: "Max", Arguments: [var sum, ConstantFormula { Value: 0 }] } && IsBias(sum))
                return $"{Kernels}AddBiasRelu({context.Pointer(step.Operands[2])})";
        }
        return new FusedExpression(context, [null, .. step.EpilogueOperands]).Epilogue(step.Epilogue, step.Result.Shape);
    }

    private static bool IsBias(Formula formula) => formula is FunctionFormula
    {
        Function: "Add",
        Arguments: [OperandFormula { Index: 0 }, OperandFormula { Index: 1 }] or [OperandFormula { Index: 1 }, OperandFormula { Index: 0 }],
    };
}
