using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Ops;

/// <summary>Operands that do not fit are found when the instruction is built.</summary>
public sealed class OpShapeTests
{
    private static readonly Dim N = Dim.Batch;
    private static readonly Dim A = Dim.Symbol("a");
    private static readonly Dim B = Dim.Symbol("b");

    public static TheoryData<string, Op, Shape[]> Faults => new()
    {
        { "lengths 3 and 4 differ", Map(Formula.Operand(0) + Formula.Operand(1)), [Shape.Of(N, 3), Shape.Of(N, 4)] },
        { "was given 1 operands", Map(Formula.Operand(1)), [Shape.Of(N)] },
        { "no element function 'Foo'", Map(Formula.Apply("Foo")), [] },
        { "Tanh was given 2 arguments", Map(Formula.Apply("Tanh", 1, 2)), [] },
        { "axis 1 of (None, 3) does not fit axis 0 of (4, 5)", new DotGeneral([1], [0], [], []), [Shape.Of(N, 3), Shape.Of(4, 5)] },
        { "axis 2 does not exist", new DotGeneral([2], [0], [], []), [Shape.Of(N, 3), Shape.Of(3, 5)] },
        { "axis 2 does not exist", new Reduce(ReduceKind.Sum, [2], false), [Shape.Of(N, 3)] },
        { "lengths 3 and 4 differ", new Broadcast(Shape.Of(N, 4)), [Shape.Of(N, 3)] },
        { "(None, 4) cannot be broadcast to (4,)", new Broadcast(Shape.Of(4)), [Shape.Of(N, 4)] },
        { "(2, 3) has 6 elements, (4, 2) has 8", new Reshape(Shape.Of(4, 2)), [Shape.Of(2, 3)] },
        { "no permutation", new Transpose([0, 0]), [Shape.Of(N, 3)] },
        { "does not fit", new Concatenate(1), [Shape.Of(N, 3, 2), Shape.Of(N, 3, 4)] },
        { "at least one operand", new Concatenate(0), [] },
        { "does not fit (None, 3)", new Slice(1, 2, 2), [Shape.Of(N, 3)] },
        { "axis 1 does not exist", new Softmax(1), [Shape.Of(N)] },
        { "takes 2 operands of one shape", new SoftmaxGradient(1), [Shape.Of(N, 2), Shape.Of(N, 3)] },
        { "takes moving statistics (3,)", new BatchStatistics([0], "bn"), [Shape.Of(N, 3), Shape.Of(4), Shape.Of(4)] },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void Operands_that_do_not_fit_are_refused(string message, Op op, Shape[] operands) =>
        Assert.Contains(message, Assert.Throws<OpVerificationException>(() => Infer(op, operands)).Message);

    public static TheoryData<Op, Shape[], Shape> Fits => new()
    {
        { Map(Formula.Operand(0)), [Shape.Of(N, 3), Shape.Of(1)], Shape.Of(N, 3) },
        { Map(0.5), [], Shape.Of() },
        { Map(Formula.Operand(0)), [Shape.Of(N, A, 1), Shape.Of(B, 4)], Shape.Of(N, A, 4) },
        { Map(Formula.Operand(0)), [Shape.Of(N, A), Shape.Of(N, 7)], Shape.Of(N, 7) },
        { new DotGeneral([2], [1], [0], [0]), [Shape.Of(N, A, 3), Shape.Of(N, 3, B)], Shape.Of(N, A, B) },
        { new DotGeneral([1], [0], [], []), [Shape.Of(N, A), Shape.Of(5, 2)], Shape.Of(N, 2) },
        { new Concatenate(1), [Shape.Of(N, A), Shape.Of(N, B), Shape.Of(N, 3)], Shape.Of(N, A + B + 3) },
        { new Pad(1, A, 1, 0), [Shape.Of(N, 3)], Shape.Of(N, A + 4) },
        { new Reshape(Shape.Of(N * A, 3)), [Shape.Of(N, A, 3)], Shape.Of(N * A, 3) },
        { new Reduce(ReduceKind.Mean, [0, 2], true), [Shape.Of(N, A, 3)], Shape.Of(1, A, 1) },
        { new LogSumExp(1, false), [Shape.Of(N, A, 3)], Shape.Of(N, 3) },
    };

    [Theory]
    [MemberData(nameof(Fits))]
    public void Shapes_are_computed_over_symbols(Op op, Shape[] operands, Shape expected) =>
        Assert.Equal(expected, Infer(op, operands)[0].Shape);

    [Fact]
    public void Every_op_has_a_reference()
    {
        var source = typeof(Op).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Op)) && !type.IsAbstract && type.Namespace == typeof(Op).Namespace);
        Assert.Equal(source.OrderBy(type => type.Name), ReferenceOps.Supported.OrderBy(type => type.Name));
    }

    [Fact]
    public void The_builder_leaves_out_what_changes_nothing()
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of(N, 3));
        var b = sketch.Builder;
        Assert.All(
            [
                b.Reshape("y", x, x.Shape), b.Transpose("y", x, [0, 1]), b.Slice("y", x, 1, 0, 3), b.Pad("y", x, 1, 0, 0),
                b.BroadcastTo("y", x, x.Shape), b.SumTo("y", x, x.Shape), b.Concatenate("y", 1, x), b.Cast("y", x, DType.Float32),
                b.Reduce("y", ReduceKind.Sum, x, []),
            ],
            y => Assert.Same(x, y));
    }

    private static Map Map(Formula formula) => new(formula, DType.Float32);

    private static ImmutableArray<TensorType> Infer(Op op, Shape[] operands) =>
        op.InferTypes([.. operands.Select(shape => new TensorType(shape, DType.Float32))]);
}
