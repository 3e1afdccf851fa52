using Keras.Compiler.Fusion;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Planning;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Fusion;

/// <summary>What depends on weights alone leaves the program of a call.</summary>
public sealed class WeightHoistingTests
{
    private static readonly Dim N = Dim.Batch;

    [Fact]
    public void A_product_with_a_scaled_kernel_scales_it_once() => Hoists(
        Scaled(),
        """
        once per version of the weights
          %3:scaled = Map %1:kernel, %2:scale | %1:kernel * %2:scale | (6, 5)
          %5:scaled = Layout %3:scaled | to Panels | (6, 5)
        per call
          %4:y = MatMul %0:x, %5:scaled | (None, 5)
        """);

    [Fact]
    public void What_a_call_changes_stays() => Hoists(
        Sketch((sketch, x) => sketch.Builder.Map("y", Operand(0) * Operand(1), x, sketch.Weight("scale", Shape.Of(6)))), null);

    /// <summary>A length that only the call tells is no length to prepare for.</summary>
    [Fact]
    public void A_weight_repeated_for_every_sample_stays() => Hoists(
        Sketch((sketch, x) => sketch.Builder.LogSumExp(
            "y", sketch.Builder.Concatenate("joined", -1, x, sketch.Builder.BroadcastTo("repeated", sketch.Weight("token", Shape.Of(1, 3)), Shape.Of(N, 3))), -1)), null);

    [Fact]
    public void Another_name_for_a_weight_is_no_work() => Hoists(
        Sketch((sketch, x) => sketch.Builder.Map(
            "y", Operand(0) * Operand(1), x, sketch.Builder.Reshape("row", sketch.Weight("scale", Shape.Of(3, 2)), Shape.Of(6)))), null);

    [Fact]
    public void A_table_that_is_read_by_its_rows_is_transformed_once()
    {
        var program = Sketch((sketch, x) =>
        {
            var ids = sketch.Builder.Cast("ids", sketch.Builder.Map("bits", Apply("Greater", Operand(0), 0), x), DType.Int32);
            return sketch.Builder.Gather("y", sketch.Builder.Softmax("table", sketch.Weight("logits", Shape.Of(2, 4))), ids, "table");
        });
        Assert.Equal(["Softmax"], Hoisted(program).Preparation!.Forward.Select(step => step.Name));
    }

    /// <summary>A join that is written piece by piece gets a copy of the piece that exists before.</summary>
    [Fact]
    public void What_is_prepared_is_copied_into_a_join()
    {
        var program = Sketch((sketch, x) =>
        {
            var table = sketch.Builder.Softmax("table", sketch.Weight("logits", Shape.Of(3, 6)));
            var sums = sketch.Builder.Reduce("sums", ReduceKind.Sum, x, [0], keepDims: true);
            return sketch.Builder.Map("y", Operand(0) + Operand(1), x, sketch.Builder.Reduce(
                "all", ReduceKind.Max, sketch.Builder.Concatenate("joined", 0, sketch.Builder.Softmax("shares", sums), table), [0], keepDims: true));
        });
        Assert.Contains(Hoisted(program).Forward, step => step.Details.Contains("in place", StringComparison.Ordinal));
        Agreement.Check(program, ReferenceEnvironment.ForBatch(3));
    }

    /// <summary>The program of a tile has no preparation of its own: it is that of the program around.</summary>
    [Fact]
    public void Work_on_weights_leaves_the_loop_over_tiles()
    {
        var program = Tiles();
        var hoisted = Hoisted(program);
        Assert.Equal(["Map", "Layout"], hoisted.Preparation!.Forward.Select(step => step.Name));
        Assert.Contains(":scaled", FusedPrinter.Print(hoisted.Forward.Single(step => step.Name == "Tiled")), StringComparison.Ordinal);
        Agreement.Check(program, ReferenceEnvironment.ForBatch(5));
    }

    [Fact]
    public void Programs_that_train_are_left_as_they_are()
    {
        var program = Compiler.Autodiff.Differentiator.Differentiate(Scaled());
        Assert.Null(WeightHoisting.Hoist(Fuser.Fuse(program, CompilerOptions.Default), CompilerOptions.Default).Preparation);
    }

    private static Program Scaled() => Sketch((sketch, x) => sketch.Builder.MatMul(
        "y", x, sketch.Builder.Map("scaled", Operand(0) * Operand(1), sketch.Weight("kernel", Shape.Of(6, 5)), sketch.Weight("scale", Shape.Of(5)))));

    /// <summary>Each row of x times a scaled kernel, two rows at a time.</summary>
    private static Program Tiles()
    {
        var sketch = new ProgramSketch();
        var b = sketch.Builder;
        var (x, kernel) = (sketch.Input("x", Shape.Of(N, 6)), sketch.Weight("kernel", Shape.Of(6, 5)));
        var tile = new SampleTiles(CompilerOptions.Default with { Tiles = new(LargeSample: 0, LargeKeptSample: 0, ArenaBudget: 100) }).Begin(b, [x], [null]);
        var scaled = tile.Builder.Map("scaled", 2 * Operand(0), kernel);
        var y = tile.Builder.LogSoftmax("y", tile.Builder.MatMul("product", tile.Inputs[0], scaled));
        return sketch.Build([.. new SampleTiles(CompilerOptions.Default with { Tiles = new(LargeSample: 0, LargeKeptSample: 0, ArenaBudget: 100) }).End(b, tile, [y], training: false)!.Value]);
    }

    /// <summary>Compares the printed steps (null: nothing is hoisted), runs the emitted code, and the plan on marked memory.</summary>
    private static void Hoists(Program program, string? expected)
    {
        var hoisted = Hoisted(program);
        if (expected is null) Assert.Null(hoisted.Preparation);
        else Assert.Equal(expected.Split('\n').Select(line => line.Trim()), FusedPrinter.Print(hoisted).Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0).Skip(1).SkipLast(1));
        Assert.Null(MemoryCheck.FindFault(ArenaPlanner.Plan(hoisted), _ => 3));
        Agreement.Check(program, ReferenceEnvironment.ForBatch(3));
        Agreement.Check(program, ReferenceEnvironment.ForBatch(3), CompilerOptions.Default.Without(nameof(WeightHoisting)));
    }

    private static FusedProgram Hoisted(Program program) => WeightHoisting.Hoist(Fuser.Fuse(program.ForPrediction(), CompilerOptions.Default), CompilerOptions.Default);

    private static Program Sketch(Func<ProgramSketch, Value, Value> output)
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of(N, 6));
        return sketch.Build([output(sketch, x)]);
    }
}
