using Keras.Compiler.Autodiff;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Ops;

public sealed class ProgramVerifierTests
{
    private static readonly Program Good = Differentiator.Differentiate(Sketch());

    [Fact]
    public void A_sound_program_passes() => Assert.Same(Good, Good.Verify());

    public static TheoryData<string, Program> Faulty => new()
    {
        { "is read before it is defined", Good with { Instructions = [.. Good.Instructions.Reverse()] } },
        { "is defined twice", Good with { Instructions = [.. Good.Instructions, Good.Instructions[0]] } },
        { "should have type (None, 3)", Good with { Instructions = Good.Instructions.SetItem(0, Retyped(Good.Instructions[0])) } },
        { "is read before it is defined, by an output", Good with { Outputs = [new Value(99, Good.Outputs[0].Type, "stray")] } },
        { "has shape (None, 3), not ()", Good with { LossTerms = [Good.Outputs[0]] } },
        { "written to the trainable weight dense/kernel", Good with { StateWrites = [new StateWrite(0, Good.Weights[0].Value, "dense")] } },
        { "of shape (2, 3) is written to moving of shape (3,)", Good with { StateWrites = [new StateWrite(1, Good.Weights[0].Value, "dense")] } },
        { "outputs and cotangents differ", WithBackward(backward => backward with { Cotangents = [] }) },
        { "weights and gradients differ", WithBackward(backward => backward with { WeightGradients = [null] }) },
        { "has shape (None, 2), not (2, 3)", WithBackward(backward => backward with { WeightGradients = [backward.InputGradients[0], null] }) },
        { "moving is not trainable but has a gradient", WithBackward(backward => backward with { WeightGradients = [null, Good.Weights[1].Value] }) },
        { "is read before it is defined, by a gradient", WithBackward(backward => backward with { Instructions = [] }) },
    };

    [Theory]
    [MemberData(nameof(Faulty))]
    public void A_fault_is_named(string message, Program program) =>
        Assert.Contains(message, Assert.Throws<OpVerificationException>(program.Verify).Message);

    private static Program Sketch()
    {
        var sketch = new ProgramSketch();
        var (x, w) = (sketch.Input("x", Shape.Of(Dim.Batch, 2)), sketch.Weight("dense/kernel", Shape.Of(2, 3)));
        sketch.Weight("moving", Shape.Of(3), trainable: false);
        return sketch.Build([sketch.Builder.Map("y", Operand(0) * 2, sketch.Builder.MatMul("product", x, w))]);
    }

    private static Instruction Retyped(Instruction instruction) =>
        instruction with { Results = [new Value(instruction.Result.Id, new TensorType(Shape.Of(1), DType.Float32), "y")] };

    private static Program WithBackward(Func<BackwardProgram, BackwardProgram> change) => Good with { Backward = change(Good.Backward!) };
}
