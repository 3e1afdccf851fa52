using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Fusion;

/// <summary>Each pass before and after. That no pass changes a number is shown by running the emitted code.</summary>
public sealed class FusionPassTests
{
    private static readonly Dim N = Dim.Batch;

    [Fact]
    public void DeadSteps_drops_what_nobody_reads() => Compare<DeadSteps>(
        "LogSumExp, Map", "Map",
        (b, x) =>
        {
            b.LogSumExp("dead", x[0], -1);
            return b.Map("y", Apply("Sin", Operand(0)), x[0]);
        });

    [Fact]
    public void CommonSteps_computes_equal_things_once() => Compare<CommonSteps>(
        "LogSumExp, LogSumExp, Map", "LogSumExp, Map",
        (b, x) => b.Map("y", Operand(0) - 2 * Operand(1), b.LogSumExp("first", x[0], -1), b.LogSumExp("second", x[0], -1)));

    /// <summary>Both are (None, 3) in print.</summary>
    [Fact]
    public void CommonSteps_tells_unknown_lengths_apart() => Compare<CommonSteps>(
        "Map, Map, Concatenate", "Map, Map, Concatenate",
        (b, x) => b.Concatenate("y", 0, b.Zeros("one", Shape.Of(N, 3)), b.Zeros("two", Shape.Of(N * 2, 3))));

    [Fact]
    public void CollapseReshapes_names_memory_anew() => Compare<CollapseReshapes>(
        "LogSoftmax, Copy, Softmax", "LogSoftmax, View, Softmax",
        (b, x) => b.Softmax("y", b.Reshape("shaped", b.LogSoftmax("log", x[0]), Shape.Of(N, 2, 3))));

    [Fact]
    public void MapChains_joins_expressions() => Compare<MapChains>(
        "Map, Map, Map", "Map",
        (b, x) => b.Map("y", Operand(0) * Operand(1), b.Map("sine", Apply("Sin", Operand(0)), x[0]), b.Map("cosine", Apply("Cos", Operand(0)), x[0])));

    [Fact]
    public void MapChains_computes_cheap_expressions_again_for_each_reader() => Compare<MapChains>(
        "Map, Map, Reduce, Map", "Map, Reduce, Map",
        (b, x) =>
        {
            var shared = b.Map("shared", Operand(0) + 1, x[0]);
            var sum = b.Reduce("sum", ReduceKind.Sum, b.Map("sine", Apply("Sin", Operand(0)), shared), [1], keepDims: true);
            return b.Map("y", Operand(0) * Operand(1), sum, shared);
        });

    [Fact]
    public void MapChains_keeps_expensive_expressions_for_several_readers() => Compare<MapChains>(
        "Map, Reduce, Map", "Map, Reduce, Map",
        (b, x) =>
        {
            var shared = b.Map("shared", Apply("Tanh", Operand(0)), x[0]);
            return b.Map("y", Operand(0) * Operand(1), b.Reduce("sum", ReduceKind.Sum, shared, [1], keepDims: true), shared);
        });

    [Fact]
    public void MapGroups_computes_what_reads_the_same_in_one_loop() => Compare<MapGroups>(
        "Map, Map, LogSumExp, LogSumExp, Map", "MapGroup, LogSumExp, LogSumExp, Map",
        (b, x) =>
        {
            var sine = b.Map("sine", Apply("Sin", Operand(0)), x[0]);
            var product = b.Map("product", Apply("Tanh", Operand(0)) * Operand(1), sine, x[0]);
            return b.Map("y", Operand(0) * Operand(1), b.LogSumExp("first", sine, -1), b.LogSumExp("second", product, -1));
        });

    [Fact]
    public void MapGroups_leaves_steps_apart_between_which_something_reads_and_feeds() => Compare<MapGroups>(
        "Map, LogSumExp, Map", "Map, LogSumExp, Map",
        (b, x) =>
        {
            var sine = b.Map("sine", Apply("Sin", Operand(0)), x[0]);
            return b.Map("y", Operand(0) * Operand(1), sine, b.LogSumExp("sum", sine, -1, keepDims: true));
        });

    [Fact]
    public void Epilogues_takes_bias_activation_and_residual() => Compare<Epilogues>(
        "MatMul, Map", "MatMul",
        (b, x) => b.Map("y", Apply("Tanh", Operand(0) + Operand(1)) + Operand(2), b.MatMul("product", x[0], x[1]), x[2], x[0]));

    [Fact]
    public void Epilogues_leaves_a_product_that_others_read() => Compare<Epilogues>(
        "MatMul, LogSumExp, Map", "MatMul, LogSumExp, Map",
        (b, x) =>
        {
            var product = b.MatMul("product", x[0], x[1]);
            return b.Map("y", Operand(0) - Operand(1), product, b.LogSumExp("norm", product, -1, keepDims: true));
        });

    [Fact]
    public void RowSoftmax_runs_over_the_rows_of_a_product() => Compare<RowSoftmax>(
        "MatMul, Softmax", "MatMul",
        (b, x) => b.Softmax("y", b.Map("logits", Operand(0) + Operand(1), b.MatMul("product", x[0], x[1]), x[2])));

    [Fact]
    public void TurnedProducts_stores_a_product_with_its_axes_in_the_other_order() => Compare<TurnedProducts>(
        "View, Map, MatMul, Transpose", "View, Map, TurnedMatMul",
        (b, x) => b.Transpose("y", b.Map("sum", Operand(0) + Operand(1), b.MatMul("product", Sequences(b, x[0]), x[1]), x[2]), [1, 0, 2]));

    [Fact]
    public void TurnedProducts_leaves_other_orders_and_sums_with_what_differs_from_row_to_row() => Compare<TurnedProducts>(
        "View, Map, MatMul, Transpose, MatMul, Transpose", "View, Map, MatMul, Transpose, MatMul, Transpose",
        (b, x) =>
        {
            var sequences = Sequences(b, x[0]);
            var other = b.Transpose("other", b.MatMul("product", sequences, x[1]), [0, 2, 1]);
            return b.Transpose("y", b.Map("sum", Operand(0) + Operand(1), b.MatMul("second", other, x[1]), sequences), [1, 0, 2]);
        });

    /// <summary>Each entry of the joined tensor has rows of both.</summary>
    [Fact]
    public void TurnedProducts_are_joined_in_place()
    {
        Assert.Equal([true, true], Fuser.Fuse(Turned(), CompilerOptions.Default).Forward.OfType<ConcatenateStep>().Single().InPlace.ToArray());
        Agreement.Check(Turned(), ReferenceEnvironment.ForBatch(5));
    }

    /// <summary>Two products of sequences, with time first, one beside the other.</summary>
    private static Program Turned() => Sketch((b, x) =>
    {
        Value Product(string function) =>
            b.Transpose(function, b.MatMul(function, b.Map(function, Apply(function, Operand(0)), Sequences(b, x[0])), x[1]), [1, 0, 2]);
        return b.Concatenate("y", 1, Product("Sin"), Product("Tanh"));
    });

    private static Value Sequences(ProgramBuilder builder, Value rows) =>
        builder.Map("sequences", Operand(0) + Operand(1), builder.Reshape("rows", rows, Shape.Of(N, 1, 6)), builder.Zeros("zeros", Shape.Of(6, 6)));

    [Fact]
    public void SliceViews_reads_a_range_where_it_lies() => Compare<SliceViews>(
        "Softmax, Slice, MatMul", "Softmax, View, MatMul",
        (b, x) => b.MatMul("y", b.Slice("slice", b.Softmax("s", b.Concatenate("c", -1, x[0], x[0])), -1, 3, 6), x[1]),
        skip: "Concatenate");

    [Fact]
    public void ConcatenateInPlace_lets_producers_write_where_they_belong()
    {
        var program = Sketch((b, x) => b.Concatenate("y", -1, b.MatMul("left", x[0], x[1]), b.LogSoftmax("right", x[0])));
        Assert.Equal([true, false], Join(CompilerOptions.Default).InPlace.ToArray());
        Assert.Equal([false, false], Join(CompilerOptions.Default.Without(nameof(ConcatenateInPlace))).InPlace.ToArray());

        ConcatenateStep Join(CompilerOptions options) => Fuser.Fuse(program, options).Forward.OfType<ConcatenateStep>().Single();
    }

    [Fact]
    public void GradientAccumulation_adds_in_the_kernels()
    {
        var program = Autodiff(SampleModels.Shared());
        var (before, after) = (Backward(CompilerOptions.Default.Without(nameof(GradientAccumulation))), Backward(CompilerOptions.Default));
        Assert.Equal(0, before.Count(s => s.AccumulatesInto >= 0));
        Assert.Equal(4, after.Count(s => s.AccumulatesInto >= 0));
        Assert.Equal(before.Count - 2, after.Count);

        List<Step> Backward(CompilerOptions options) => [.. Fuser.Fuse(program, options).Backward];
    }

    /// <summary>Two calls of a shared layer that get the same gradient: their equal steps are one, and its result counts twice.</summary>
    [Fact]
    public void GradientAccumulation_leaves_a_gradient_that_is_added_to_itself()
    {
        var sketch = new ProgramSketch();
        var (x, bias) = (sketch.Input("x", Shape.Of(N, 6)), sketch.Weight("bias", Shape.Of(6)));
        Value Call(string name, Value input) => sketch.Builder.Map(name, Operand(0) + Operand(1), input, bias);
        var squared = sketch.Builder.Map("squared", Operand(0) * Operand(0), x);
        var program = sketch.Build([sketch.Builder.Map("sum", Operand(0) + Operand(1), Call("first", x), Call("second", squared))]);
        Assert.DoesNotContain(Fuser.Fuse(Autodiff(program), CompilerOptions.Default).Backward, step => step.AccumulatesInto >= 0);
        Agreement.Check(program, ReferenceEnvironment.ForBatch(5));
    }

    [Fact]
    public void Every_pass_spares_steps_somewhere()
    {
        Program[] models = [Autodiff(SampleModels.Branching()), Autodiff(SampleModels.Shared()), Autodiff(SampleModels.Mlp()), Autodiff(Slices()), Autodiff(SampleModels.Normalised(true)), Autodiff(Words()), Autodiff(Turned()), Recurrence()];
        // Dead steps are gone before; what is done to convolutions spares multiplications, and what is done to weights the reading of them.
        foreach (var pass in FusionPipeline.Passes.Select(p => p.Name).Except(
            [nameof(DeadSteps), nameof(FastConvolutions), nameof(FlippedConvolutions), nameof(LineConvolutions), nameof(BFloat16Weights), nameof(WideWindows)]))
            Assert.True(models.Any(m => Kernels(m, CompilerOptions.Default.Without(pass)) > Kernels(m, CompilerOptions.Default)), $"{pass} spares nothing.");

        static int Kernels(Program program, CompilerOptions options) =>
            Fuser.Fuse(program, options).Steps.Sum(s => s is ConcatenateStep join ? join.InPlace.Count(p => !p) : s.IsView ? 0 : 1);
    }

    /// <summary>The gradient of a table whose different rows were multiplied; one that a second product adds to is written as before.</summary>
    [Theory]
    [InlineData(false, "Distinct, Gather, MatMul, Gather => ScatterAdd, WeightGradient, RowGradient")]
    [InlineData(true, "Distinct, Gather, MatMul, MatMul, Gather => ScatterAdd, InputGradient, WeightGradient, WeightGradient, InputGradient, ScatterAdd")]
    public void RowGradients_hands_over_the_factors(bool twice, string expected)
    {
        var program = Autodiff(Words(twice));
        Assert.Equal(expected, Names(CompilerOptions.Default));
        Assert.EndsWith("ScatterAdd", Names(CompilerOptions.Default.Without(nameof(RowGradients))));
        Assert.Equal(!twice, ArenaPlanner.Plan(Fuser.Fuse(program, CompilerOptions.Default)).ProductGradients.Contains(0));
        foreach (var batch in new[] { 1, 5, 33 })
            Agreement.Check(Words(twice), ReferenceEnvironment.ForBatch(batch), seed: batch);

        string Names(CompilerOptions options)
        {
            var fused = Fuser.Fuse(program, options);
            return string.Join(" => ", new[] { fused.Forward, fused.Backward }.Select(steps => string.Join(", ", steps.Where(s => !s.IsView).Select(s => s.Name))));
        }
    }

    /// <summary>Different rows of a table, multiplied once or with the sum of two products.</summary>
    private static Program Words(bool twice = false)
    {
        var sketch = new ProgramSketch();
        var ids = sketch.Input("ids", Shape.Of(N, 3), DType.Int32);
        var (table, kernel) = (sketch.Weight("table", Shape.Of(4, 20)), sketch.Weight("kernel", Shape.Of(20, 17)));
        var found = sketch.Builder.ApplyAll(new Distinct(0, 4, "table"), "distinct", ids);
        var rows = sketch.Builder.Gather("rows", table, found[0], "table");
        var product = sketch.Builder.MatMul("product", rows, kernel);
        if (twice) product = sketch.Builder.Map("sum", Operand(0) + Operand(1), product, sketch.Builder.MatMul("other", rows, sketch.Weight("other", Shape.Of(20, 17))));
        var program = sketch.Build([sketch.Builder.Gather("y", product, found[1], "table")]);
        return program with { Weights = [.. program.Weights.Select(w => w.Weight.Path == "table" ? w : (w.Weight with { Layout = WeightLayout.Panels }, w.Value))] };
    }

    /// <summary>A loop over products of sequences.</summary>
    private static Program Recurrence() => Sketch((b, x) => b.Scan(
        "scan", 6, false, [b.Zeros("zeros", Shape.Of(N, 6))], [b.Transpose("turned", b.MatMul("product", Sequences(b, x[0]), x[1]), [1, 0, 2])],
        (step, carry, now) => ([step.Map("next", Apply("Tanh", Operand(0) + Operand(1)), carry[0], now[0])], [])).Last[0]);

    private static Program Autodiff(Program program) => Compiler.Autodiff.Differentiator.Differentiate(program);

    /// <summary>A reshape, a slice that a product reads, and the same penalty twice.</summary>
    private static Program Slices()
    {
        var program = Sketch((b, x) =>
        {
            var wide = b.LogSoftmax("wide", b.Concatenate("twice", -1, x[0], x[0]));
            var penalty = b.Map("p", Operand(0) + Operand(1), b.LogSumExp("a", wide, -1, true), b.LogSumExp("b", wide, -1, true));
            var product = b.MatMul("product", b.Slice("slice", wide, -1, 3, 6), x[1]);
            return b.Softmax("y", b.Reshape("shaped", b.Map("sum", Operand(0) + Operand(1), product, penalty), Shape.Of(N, 2, 3)));
        });
        return program;
    }

    private static void Compare<TPass>(string before, string after, Func<ProgramBuilder, Value[], Value> output, string skip = "none") where TPass : FusionPass
    {
        var program = Sketch(output);
        // Groups would hide what the other passes leave.
        string[] others = typeof(TPass) == typeof(MapGroups) ? [] : [nameof(MapGroups)];
        Assert.Equal(before, Names(CompilerOptions.Default.Without([typeof(TPass).Name, .. others])));
        Assert.Equal(after, Names(CompilerOptions.Default.Without(others)));

        string Names(CompilerOptions options) => string.Join(", ", Fuser.Fuse(program, options).Forward.Select(s => s.Name).Where(n => n != skip));
    }

    /// <summary>Over an input of six features, a square matrix in panels and a bias.</summary>
    private static Program Sketch(Func<ProgramBuilder, Value[], Value> output)
    {
        var sketch = new ProgramSketch();
        Value[] values = [sketch.Input("x", Shape.Of(N, 6)), sketch.Weight("kernel", Shape.Of(6, 6)), sketch.Weight("bias", Shape.Of(6))];
        var program = sketch.Build([output(sketch.Builder, values)]);
        return program with
        {
            Weights = [(program.Weights[0].Weight with { Layout = WeightLayout.Panels }, program.Weights[0].Value), program.Weights[1]],
        };
    }
}
