extern alias runtime;

using System.Numerics.Tensors;
using Keras.Compiler.Autodiff;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using runtime::Keras.Hosting;
using runtime::Keras.Serving;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Holds a compiled model against the reference evaluator: predictions, outputs in training, statistics, all gradients.</summary>
internal static class ModelAgreement
{
    /// <summary>float32 arithmetic over some hundred terms, relative to the largest value of a tensor.</summary>
    private const double Forward = 2e-5, Backward = 1e-4;

    /// <param name="model">The model.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="unknown">Length of the first unknown axis; each further one is longer by one.</param>
    /// <param name="seed">Of all numbers.</param>
    public static void Check(CompiledModel model, int batch, int unknown, int seed)
    {
        var training = Differentiator.Differentiate(Lowerer.Lower(model.Graph, training: true));
        var inference = Lowerer.Lower(model.Graph, training: false).WithoutLossTerms();
        var environment = new ReferenceEnvironment(Lengths(training, batch, unknown));
        var random = new Random(seed);
        ReferenceTensor Draw(Shape shape) => ReferenceTensor.Build(environment.Lengths(shape), _ => (float)(random.NextDouble() * 2 - 1));
        var inputs = training.Inputs.Select(input => Draw(input.Shape)).ToList();
        var cotangents = training.Outputs.Select(output => Draw(output.Shape)).ToArray();

        using var instance = model.Create();
        var weights = instance.NamedWeights().ToDictionary(entry => entry.Path, entry => entry.Weight);
        foreach (var weight in weights.Values.Distinct())
            weight.Assign(weight.Trainable ? [.. Numbers(weight.Count).Select(v => v * 0.5f)] : [.. Numbers(weight.Count).Select(v => 1f + v * 0.5f)]);
        IEnumerable<ReferenceTensor> WeightsOf(Program program) => program.Weights.Select(w => new ReferenceTensor(
            environment.Lengths(w.Weight.Shape), [.. Flat(weights[w.Weight.Path].ToTensor()).Select(v => (double)v)]));
        IEnumerable<float> Numbers(int count) => Enumerable.Range(0, count).Select(_ => (float)(random.NextDouble() * 2 - 1));

        var predicted = new ReferenceEvaluator(inference, environment).Forward([.. inputs, .. WeightsOf(inference)]);
        var trained = new ReferenceEvaluator(training, environment).Forward([.. inputs, .. WeightsOf(training)]);
        var gradients = trained.Backward(cotangents);

        var data = inputs.Select(input => TensorData.Of(ToTensor(input))!).ToArray();
        var (program, programWeights) = instance.ProbeParts;
        using var predictor = new Predictor(program, programWeights, new runtime::Keras.UpdateGate());
        var predictions = predictor.Predict(data);
        var probe = GradientProbe.Run(instance, data, [.. cotangents.Select(ToTensor)]);

        foreach (var (name, expected, prediction, output) in Zip(training, predicted, predictions, probe))
        {
            Close($"prediction of {name}", expected, Flat(prediction.As<float>()), Forward);
            Assert.Equal(expected.Shape, prediction.As<float>().Lengths.ToArray().Select(length => (int)length));
        }
        foreach (var ((expected, actual), i) in trained.Outputs.Zip(probe.Outputs).Select((pair, i) => (pair, i))) Close($"output {i}", expected, actual, Forward);
        foreach (var (path, expected) in trained.StateWrites) Close(path, expected, Flat(probe.WeightsAfter[path]), Forward);
        for (var i = 0; i < training.Weights.Length; i++)
            if (gradients[i] is { } expected) Close($"gradient of {training.Weights[i].Weight.Path}", expected, Flat(probe.WeightGradients[training.Weights[i].Weight.Path]), Backward);
        for (var i = 0; i < inputs.Count; i++)
            if (gradients[training.Weights.Length + i] is { } expected) Close($"gradient of input {training.Inputs[i].Name}", expected, probe.InputGradients[i]!, Backward);

        static IEnumerable<(string, ReferenceTensor, TensorData, float[])> Zip(Program program, ReferenceEvaluator reference, TensorData[] predictions, ProbeResult probe) =>
            reference.Outputs.Select((expected, i) => (program.Outputs[i].Name, expected, predictions[i], probe.Outputs[i]));

        void Close(string what, ReferenceTensor expected, float[] actual, double tolerance)
        {
            Assert.Equal(expected.Data.Length, actual.Length);
            var scale = Math.Max(1, expected.Data.Select(Math.Abs).DefaultIfEmpty(0).Max());
            for (var i = 0; i < actual.Length; i++)
                // Not NaN either; the text is long, so it is made for a fault alone.
                if (!(Math.Abs(expected.Data[i] - actual[i]) <= tolerance * scale))
                    Assert.Fail($"{model.Type.Name}, batch {batch}, unknown {unknown}: {what}[{i}] is {actual[i]} instead of {expected.Data[i]}\n{training.Print()}");
        }
    }

    private static Dictionary<string, int> Lengths(Program program, int batch, int unknown)
    {
        var lengths = new Dictionary<string, int> { ["batch"] = batch };
        foreach (var symbol in program.Inputs.SelectMany(input => input.Shape.Dims).SelectMany(dim => dim.Terms).SelectMany(term => term.Symbols))
            if (!lengths.ContainsKey(symbol)) lengths.Add(symbol, unknown + lengths.Count - 1);
        return lengths;
    }

    private static Tensor<float> ToTensor(ReferenceTensor tensor) =>
        Tensor.Create([.. tensor.Data.Select(v => (float)v)], [.. tensor.Shape.Select(length => (nint)length)]);

    private static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
