using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Emission;

public sealed class EmittedTextTests
{
    [Fact]
    public void The_prediction_of_the_mlp_is_three_calls_of_kernels()
    {
        var text = Method(new KernelRun(SampleModels.Mlp()).Text, "Infer(");
        Assert.Equal(
            """
            public override void Infer(global::Keras.Hosting.Frame frame)
            {
                var batch = frame.Batch;
                var image = frame.Input<float>(0);
                var dense1 = frame.Buffer(0);
                var dense2 = frame.Buffer(1);
                var probabilities = frame.Output<float>(0);

                // dense1: Dense (None, 784) -> (None, 64)
                global::Keras.Kernels.MatrixMultiply.Forward(image, 784, _dense1_kernel, dense1, 64, batch, 784, 64, new global::Keras.Kernels.AddBiasRelu(_dense1_bias));
                // dense2: Dense (None, 64) -> (None, 64)
                global::Keras.Kernels.MatrixMultiply.Forward(dense1, 64, _dense2_kernel, dense2, 64, batch, 64, 64, new global::Keras.Kernels.AddBiasRelu(_dense2_bias));
                // dense3: Dense (None, 64) -> (None, 10)
                global::Keras.Kernels.MatrixMultiply.ForwardSoftmax(dense2, 64, _dense3_kernel, probabilities, batch, 64, 10, new global::Keras.Kernels.AddBias(_dense3_bias));
            }
            """.ReplaceLineEndings("\n"),
            text);
    }

    [Fact]
    public void The_fused_branching_model_reads_as_follows() =>
        Assert.Equal(
            """
            sketch (training)
              %5:left = MatMul %0:title, %1:left/kernel, %3:left/bias | max(product + %3:left/bias, 0) | (None, 24)
              %11:right = MatMul %6:extra, %7:right/kernel, %9:right/bias | tanh(product + %9:right/bias) | (None, 8)
              %12:joined = Concatenate %5:left, %11:right | axis 1, in place %5:left %11:right | (None, 32)
              %17:hidden = MatMul %12:joined, %13:hidden/kernel, %15:hidden/bias | max(product + %15:hidden/bias, 0) | (None, 32)
              %22:residual = MatMul %17:hidden, %18:back/kernel, %12:joined, %20:back/bias | product + %20:back/bias + %12:joined | (None, 32)
              %27:main = MatMul %22:residual, %23:main/kernel, %25:main/bias | sigmoid(product + %25:main/bias) | (None, 3)
              %32:side_probabilities = MatMul %5:left, %28:side/kernel, %30:side/bias | softmax(product + %30:side/bias) | (None, 4)
              %33:penalty = Map %17:hidden | 0.01 * square(%17:hidden) | (None, 32)
              %34:penalty = Reduce %33:penalty | sum of (1, 32*batch, 1) | ()
              %35:penalty = Map %34:penalty | %34:penalty / length(batch) | ()
              Output 0 = %27:main
              Output 1 = %32:side_probabilities
              LossTerm 0 = %35:penalty

            """.ReplaceLineEndings("\n"),
            FusedPrinter.Print(Fuser.Fuse(SampleModels.Branching(), CompilerOptions.Default)));

    [Fact]
    public void The_planned_branching_model_reads_as_follows() =>
        Assert.Equal(
            """
            sketch (training)
                0 MatMul %5:left in Slot 0 + 0, rows of 24 every 32;
                1 MatMul %11:right in Slot 0 + 24, rows of 8 every 32;
                2 Concatenate %12:joined in Slot 0;
                3 MatMul %17:hidden in Slot 1;
                4 MatMul %22:residual in Slot 2;
                5 MatMul %27:main in Output 0;
                6 MatMul %32:side_probabilities in Output 1;
                7 Map %33:penalty in Slot 1;
                8 Reduce %34:penalty in Slot 2;
                9 Map %35:penalty in LossTerm 0;
            slot 0: 128*batch bytes
              0-6 %12:joined
            slot 1: 128*batch bytes
              3-8 %17:hidden, %33:penalty
            slot 2: 128*batch or 4 bytes
              4-5 %22:residual
              8-9 %34:penalty
            arena 12288 of 16448 bytes at batch 32

            """.ReplaceLineEndings("\n"),
            PlanPrinter.Print(ArenaPlanner.Plan(Fuser.Fuse(SampleModels.Branching(), CompilerOptions.Default))));

    [Fact]
    public void Long_methods_are_split()
    {
        var text = new KernelRun(Chain(160), CompilerOptions.Default.Without(nameof(MapChains), nameof(MapGroups))).Text;
        Assert.Contains("Infer1(frame);\n", text);
        Assert.Contains("private void Infer2(", text);
        Assert.DoesNotContain("Infer3", text);
        Agreement.Check(Chain(160), ReferenceEnvironment.ForBatch(2), CompilerOptions.Default.Without(nameof(MapChains), nameof(MapGroups)));
    }

    [Fact]
    public void Equal_expressions_share_a_struct()
    {
        var text = new KernelRun(SampleModels.Shared()).Text;
        Assert.Equal(1, text.Split("tanh(value + x1)").Length - 1);
    }

    [Fact]
    public void Unknown_lengths_that_must_be_equal_are_compared_before_any_work()
    {
        var sketch = new ProgramSketch();
        var (a, b) = (sketch.Input("a", Shape.Of(Dim.Batch, Dim.Symbol("a_1"))), sketch.Input("b", Shape.Of(Dim.Batch, Dim.Symbol("b_1"))));
        var program = sketch.Build([sketch.Builder.Map("sum", Operand(0) * Operand(1), a, b)]);
        using var run = new KernelRun(program);
        Run(3, 3);
        var fault = Assert.Throws<ArgumentException>(() => Run(3, 4));
        Assert.Equal("In sum the lengths b_1 and a_1 must be equal, but are 4 and 3.", fault.Message);

        void Run(int first, int second)
        {
            var lengths = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = 2, ["a_1"] = first, ["b_1"] = second });
            var tensors = new[] { a, b }.Select(v => ReferenceTensor.Build(lengths.Lengths(v.Shape), _ => 1)).ToList();
            run.Run(lengths, tensors, [], [tensors[1]]);
        }
    }

    [Fact]
    public void Lengths_of_outputs_that_depend_on_several_unknown_ones_are_emitted()
    {
        var sketch = new ProgramSketch();
        var (a, b) = (sketch.Input("a", Shape.Of(Dim.Batch, Dim.Symbol("a_1"), 2)), sketch.Input("b", Shape.Of(Dim.Batch, Dim.Symbol("b_1"), 2)));
        using var run = new KernelRun(sketch.Build([sketch.Builder.Concatenate("joined", 1, a, b, a), a]));
        var program = EmittedAssembly.Load(run.Text, []);
        Assert.Equal(2 * 5 + 3, program.OutputLength(0, 0, [5, 3]));
        Assert.Throws<InvalidOperationException>(() => program.OutputLength(1, 0, [5, 3]));
    }

    [Fact]
    public void Only_wanted_gradients_are_computed()
    {
        var (program, environment) = (SampleModels.Mlp(9, 8, 3), ReferenceEnvironment.ForBatch(4));
        var all = Run(_ => true);
        var one = Run(sink => sink == 2);
        Assert.Equal(all.Gradients[2], one.Gradients[2]);
        Assert.All(one.Gradients.Where((_, i) => i != 2), Assert.Null);

        Numbers Run(Func<int, bool> wanted)
        {
            var random = new Random(1);
            ReferenceTensor Tensor(Shape shape) => ReferenceTensor.Build(environment.Lengths(shape), _ => (float)random.NextDouble());
            using var run = new KernelRun(program);
            return run.Run(
                environment, [.. program.Inputs.Select(i => Tensor(i.Shape))], [.. program.Weights.Select(w => Tensor(w.Weight.Shape))],
                [.. program.Outputs.Select(o => Tensor(o.Shape))], wanted: wanted);
        }
    }

    [Fact]
    public void Random_numbers_are_the_same_whatever_the_passes()
    {
        var program = SampleModels.Normalised(dropout: true);
        var (fused, plain) = (Run(CompilerOptions.Default), Run(CompilerOptions.Default.Without([.. FusionPipeline.Passes.Select(p => p.Name)])));
        foreach (var (left, right) in fused.Gradients.Zip(plain.Gradients))
            for (var i = 0; i < (left?.Length ?? 0); i++) Assert.Equal(left![i], right![i], 1e-4);
        Assert.Equal(fused.Outputs[0].Length, fused.Outputs[0].Distinct().Count());

        Numbers Run(CompilerOptions options)
        {
            var (random, environment) = (new Random(1), ReferenceEnvironment.ForBatch(5));
            ReferenceTensor Tensor(Shape shape) => ReferenceTensor.Build(environment.Lengths(shape), _ => (float)random.NextDouble());
            using var run = new KernelRun(program, options);
            return run.Run(
                environment, [.. program.Inputs.Select(i => Tensor(i.Shape))], [.. program.Weights.Select(w => Tensor(w.Weight.Shape))],
                [.. program.Outputs.Select(o => Tensor(o.Shape))]);
        }
    }

    private static Program Chain(int length)
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of(Dim.Batch, 3));
        for (var i = 0; i < length; i++) x = sketch.Builder.Map("x" + i, Apply("Sin", Operand(0)), x);
        return sketch.Build([x]);
    }

    /// <summary>The text of one method, without its indentation.</summary>
    private static string Method(string text, string name)
    {
        var lines = text.Split('\n').ToList();
        var start = lines.FindIndex(l => l.Contains(" void " + name));
        var indent = lines[start].Length - lines[start].TrimStart().Length;
        var end = lines.FindIndex(start, l => l == new string(' ', indent) + "}");
        return string.Join("\n", lines[start..(end + 1)].Select(l => l.Length > indent ? l[indent..] : l));
    }
}
