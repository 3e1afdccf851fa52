using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Emission;

/// <summary>Holds emitted code against the reference evaluator.</summary>
public static class Agreement
{
    /// <summary>float32 arithmetic over sums of some hundred terms.</summary>
    private const double Tolerance = 2e-5;

    /// <summary>Compares outputs, loss terms, states and all gradients on random numbers; returns the numbers.</summary>
    public static Numbers Check(
        Program program, ReferenceEnvironment environment, CompilerOptions? options = null, int seed = 0, int[]? atLogits = null)
    {
        var random = new Random(seed);
        ReferenceTensor Tensor(Shape shape, double scale) => ReferenceTensor.Build(environment.Lengths(shape), _ => (float)((random.NextDouble() * 2 - 1) * scale));
        var inputs = program.Inputs.Select(i => i.Type.DType == DType.Float32
            ? Tensor(i.Shape, 1)
            : ReferenceTensor.Build(environment.Lengths(i.Shape), _ => random.Next(2))).ToList();
        var weights = program.Weights.Select(w => w.Weight.Trainable
            ? Tensor(w.Weight.Shape, 0.5)
            : ReferenceTensor.Build(environment.Lengths(w.Weight.Shape), _ => (float)(0.5 + random.NextDouble()))).ToList();
        var cotangents = program.Outputs.Select(o => Tensor(o.Shape, 1)).ToList();

        using var run = new KernelRun(program, options);
        var actual = run.Run(environment, inputs, weights, cotangents, atLogits);
        var reference = new ReferenceEvaluator(run.Program, environment).Forward([.. inputs, .. weights]);
        var gradients = reference.Backward([.. cotangents], atLogits ?? []);

        var outputs = reference.Outputs.ToList();
        for (var i = 0; i < outputs.Count; i++)
        {
            Close($"output {i}", outputs[i].Data, actual.Outputs[i], run);
            Close($"prediction {i}", outputs[i].Data, actual.Predictions[i], run);
        }
        for (var i = 0; i < program.OutputMasks.Length; i++)
        {
            if (program.OutputMasks[i] is not { } mask) continue;
            Close($"mask {i}", reference[mask].Data, actual.Masks[i]!, run);
            Close($"evaluated mask {i}", reference[mask].Data, actual.EvaluatedMasks[i]!, run);
        }
        Close("loss terms", [.. reference.LossTerms], actual.LossTerms, run);
        Close("evaluated loss terms", [.. reference.LossTerms], actual.EvaluatedLossTerms, run);
        foreach (var write in reference.StateWrites) Close(write.Key, write.Value.Data, actual.States[write.Key], run);
        for (var i = 0; i < gradients.Length; i++)
        {
            Assert.Equal(gradients[i] is null, actual.Gradients[i] is null);
            if (gradients[i] is { } gradient) Close($"gradient {i}", gradient.Data, actual.Gradients[i]!, run);
        }
        return actual;
    }

    private static void Close(string what, double[] expected, double[] actual, KernelRun run)
    {
        Assert.Equal(expected.Length, actual.Length);
        var scale = Math.Max(1, expected.Select(Math.Abs).DefaultIfEmpty(0).Max());
        for (var i = 0; i < expected.Length; i++)
            // Not NaN either; the text is long, so it is made for a fault alone.
            if (!(Math.Abs(expected[i] - actual[i]) <= Tolerance * scale))
                Assert.Fail($"{what}[{i}] is {actual[i]} instead of {expected[i]}\n{run.Program.Print()}\n{run.Text}");
    }

    /// <summary>The program with its matrices and kernels in panels where products read them, as the layers declare them.</summary>
    public static Program WithPanels(this Program program) => program with
    {
        Weights = [.. program.Weights.Select(w => (
            program.Instructions.SelectMany(i => i.Op.Inner.Prepend(i)).Any(i => i.Operands.Length == 2 && i.Operands[1] == w.Value && (
                (i.Op is DotGeneral && w.Weight.Shape.Rank == 2) || i.Op is ConvolutionOp { Groups: 1 }))
                ? w.Weight with { Layout = WeightLayout.Panels } : w.Weight, w.Value))],
    };
}
