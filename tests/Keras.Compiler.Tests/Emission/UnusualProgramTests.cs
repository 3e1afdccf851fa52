using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Emission;

/// <summary>What the layers of today hardly ask for: axes that are apart, products of activations, layouts that must change.</summary>
public sealed class UnusualProgramTests
{
    private static readonly Dim N = Dim.Batch;

    [Fact]
    public void Reductions_over_axes_that_are_apart() => Check(sketch =>
    {
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 3, 4, 5)));
        var (mean, variance) = b.Moments("moments", x, [1, 3]);
        return
        [
            b.Reduce("sum", ReduceKind.Sum, x, [0, 2]), b.Reduce("largest", ReduceKind.Max, x, [1, 3], keepDims: true),
            b.Map("normal", (Operand(0) - Operand(1)) / (Operand(2) + 1), x, mean, variance),
        ];
    });

    [Fact]
    public void Broadcasts_over_more_axes_than_a_loop_has() => Check(sketch => [sketch.Builder.Map(
        "product", Operand(0) * Operand(1) + Operand(2),
        sketch.Input("x", Shape.Of(N, 1, 4, 1)), sketch.Weight("w", Shape.Of(3, 1, 5)), sketch.Weight("v", Shape.Of(4, 1)))]);

    [Fact]
    public void Products_of_two_activations() => Check(sketch =>
    {
        var (b, x, y) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 3, 4)), sketch.Input("y", Shape.Of(N, 4, 2)));
        var z = sketch.Input("z", Shape.Of(2, N, 3));
        return
        [
            b.DotGeneral("xy", x, y, [2], [1], [0], [0]), b.DotGeneral("yx", y, x, [1], [2], [0], [0]),
            b.DotGeneral("zx", z, x, [2], [1], [1], [0]), b.DotGeneral("outer", x, y, [0], [0]),
        ];
    });

    [Fact]
    public void A_matrix_in_panels_that_is_also_read_element_by_element()
    {
        Check(sketch =>
        {
            var (b, x, w) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 5)), sketch.Weight("w", Shape.Of(5, 18)));
            var scaled = b.Map("scaled", Operand(0) * Apply("Tanh", Operand(1)), b.MatMul("product", x, w), b.Reduce("sums", ReduceKind.Sum, w, [0]));
            return [scaled, b.MatMul("again", b.Map("sine", Apply("Sin", Operand(0)), x), w)];
        });
    }

    [Fact]
    public void Conditions_integers_and_masks() => Check(sketch =>
    {
        var (b, x, ids) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 7)), sketch.Input("ids", Shape.Of(N, 7), DType.Int32));
        var mask = b.MapBool("mask", Apply("Greater", Operand(0) + Operand(1), 0.25), x, ids);
        var kept = b.Reshape("kept", mask, Shape.Of(N, 7, 1));
        var wide = b.Map("wide", Select(Operand(0), Operand(1), -Operand(1)), kept, sketch.Weight("w", Shape.Of(7, 2)));
        return [b.Map("chosen", Select(Operand(0), Operand(1), 0.5), mask, x), wide, b.Cast("count", mask, DType.Float32)];
    });

    [Fact]
    public void Outputs_that_are_inputs_views_or_each_other() => Check(sketch =>
    {
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 4)));
        var y = b.Map("y", Apply("Cos", Operand(0)), x);
        return [x, y, y, b.Reshape("square", y, Shape.Of(N, 2, 2)), b.Slice("part", y, 1, 1, 2), b.Concatenate("join", 1, y, x, y)];
    });

    /// <summary>A column that is written into the joined tensor lies there element by element, far apart.</summary>
    [Fact]
    public void Columns_that_are_joined_in_place() => Check(sketch =>
    {
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 6)));
        Value Column(string name) => b.Map(name, Apply("Sigmoid", Operand(0)), b.MatMul(name, x, sketch.Weight(name + "/kernel", Shape.Of(6, 1))));
        var joined = b.Concatenate("joined", -1, Column("a"), x, Column("b"));
        return [b.MatMul("product", joined, sketch.Weight("w", Shape.Of(8, 3)))];
    });

    [Fact]
    public void Joins_within_joins_and_slices_of_them() => Check(sketch =>
    {
        var (b, x) = (sketch.Builder, sketch.Input("x", Shape.Of(N, 6)));
        Value Dense(string name, Value input, int units) => b.Map(
            name, Apply("Max", Operand(0) + Operand(1), 0), b.MatMul(name, input, sketch.Weight(name + "/kernel", Shape.Of(input.Shape[-1], units))),
            sketch.Weight(name + "/bias", Shape.Of(units)));
        var inner = b.Concatenate("inner", -1, Dense("a", x, 3), Dense("b", x, 5));
        var outer = b.Concatenate("outer", -1, Dense("c", x, 2), inner, Dense("d", inner, 4));
        var shaped = b.Concatenate("shaped", 1, b.Reshape("r", Dense("e", x, 6), Shape.Of(N, 2, 3)), b.Reshape("s", Dense("f", x, 3), Shape.Of(N, 1, 3)));
        return [Dense("out", outer, 3), Dense("part", b.Slice("slice", outer, -1, 2, 8), 2), Dense("flat", b.Reshape("t", shaped, Shape.Of(N, 9)), 2)];
    });

    private static void Check(Func<ProgramSketch, Value[]> outputs)
    {
        var sketch = new ProgramSketch();
        var program = sketch.Build(outputs(sketch));
        foreach (var batch in new[] { 1, 17 })
        {
            Agreement.Check(program.WithPanels(), ReferenceEnvironment.ForBatch(batch));
            Agreement.Check(program, ReferenceEnvironment.ForBatch(batch));
        }
    }
}
