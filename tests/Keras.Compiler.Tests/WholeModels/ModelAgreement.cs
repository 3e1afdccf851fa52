extern alias runtime;

using System.Numerics.Tensors;
using Keras.Compiler.Autodiff;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using runtime::Keras.Hosting;
using runtime::Keras.Serving;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Holds a compiled model against the reference evaluator: predictions, outputs in training, statistics, states, all gradients.</summary>
internal static class ModelAgreement
{
    /// <summary>float32 arithmetic over some hundred terms, relative to the largest value of a tensor.</summary>
    private const double Forward = 2e-5, Backward = 1e-4;

    /// <summary>How often a model with states runs: from zeros, from what that left, and once more.</summary>
    private const int RunsFromStates = 3;

    /// <param name="model">The model.</param>
    /// <param name="batch">Number of samples.</param>
    /// <param name="unknown">Length of the first unknown axis; each further one is longer by one.</param>
    /// <param name="seed">Of all numbers.</param>
    public static void Check(CompiledModel model, int batch, int unknown, int seed)
    {
        var training = Differentiator.Differentiate(Lowerer.Lower(model.Graph, training: true));
        var inference = Lowerer.Lower(model.Graph, training: false).ForPrediction();
        var environment = new ReferenceEnvironment(Lengths(training, batch, unknown));
        var numbers = new RandomNumbers(environment, seed);

        using var instance = model.Create();
        var weights = instance.NamedWeights().ToDictionary(entry => entry.Path, entry => entry.Weight);
        foreach (var weight in weights.Values.Distinct())
            weight.Assign(weight.Trainable ? [.. numbers.Take(weight.Count).Select(v => v * Largest(weight))] : [.. numbers.Take(weight.Count).Select(v => 1f + v * 0.5f)]);
        IEnumerable<ReferenceTensor> WeightsOf(Program program) => program.Weights.Select(w => new ReferenceTensor(
            environment.Lengths(w.Weight.Shape), [.. Flat(weights[w.Weight.Path].ToTensor()).Select(v => (double)v)]));

        var (program, programWeights) = instance.ProbeParts;
        using var predictor = new Predictor(program, programWeights, new runtime::Keras.UpdateGate());
        using var predictedStates = program.Signature.States.Length == 0 ? null : new StateMemory(program.Signature);
        using var trainedStates = program.Signature.States.Length == 0 ? null : new StateMemory(program.Signature);
        var (predicted, trained) = (new ReferenceEvaluator(inference, environment), new ReferenceEvaluator(training, environment));
        for (var run = 0; run < (predictedStates is null ? 1 : RunsFromStates); run++)
        {
            var inputs = training.Inputs.Select(numbers.Input).ToList();
            var cotangents = training.Outputs.Select(output => numbers.Draw(output.Shape)).ToArray();
            predicted.Forward([.. inputs, .. WeightsOf(inference)]);
            var gradients = trained.Forward([.. inputs, .. WeightsOf(training)]).Backward(cotangents);

            var data = inputs.Zip(training.Inputs, (input, value) => ToData(input, value.Type.DType)).ToArray();
            var predictions = predictor.Predict(data, predictedStates);
            var probe = GradientProbe.Run(instance, data, [.. cotangents.Select(ToTensor)], trainable: true, trainedStates);
            trainedStates?.Keep();

            foreach (var ((expected, prediction), i) in predicted.Outputs.Zip(predictions).Select((pair, i) => (pair, i)))
            {
                Close($"run {run}: prediction of {training.Outputs[i].Name}", expected, Flat(prediction.As<float>()), Forward);
                Assert.Equal(expected.Shape, prediction.As<float>().Lengths.ToArray().Select(length => (int)length));
            }
            foreach (var ((expected, actual), i) in trained.Outputs.Zip(probe.Outputs).Select((pair, i) => (pair, i))) Close($"run {run}: output {i}", expected, actual, Forward);
            foreach (var (path, expected) in trained.StateWrites) Close($"run {run}: {path}", expected, Flat(probe.WeightsAfter[path]), Forward);
            CloseStates($"run {run}: predicted state", inference, predicted, predictedStates);
            CloseStates($"run {run}: trained state", training, trained, trainedStates);
            for (var i = 0; i < training.Weights.Length; i++)
                if (gradients[i] is { } expected) Close($"run {run}: gradient of {training.Weights[i].Weight.Path}", expected, Flat(probe.WeightGradients[training.Weights[i].Weight.Path]), Backward);
            for (var i = 0; i < inputs.Count; i++)
                if (gradients[training.Weights.Length + i] is { } expected) Close($"run {run}: gradient of input {training.Inputs[i].Name}", expected, probe.InputGradients[i]!, Backward);
        }

        void CloseStates(string what, Program lowered, ReferenceEvaluator reference, StateMemory? actual)
        {
            Assert.Equal(lowered.States.Select(state => (state.Layer, state.Name)), program.Signature.States.Select(state => (state.Layer, state.Name)));
            for (var i = 0; i < reference.States.Length; i++)
                Close($"{what} {lowered.States[i].Layer}/{lowered.States[i].Name}", reference.States[i], ReadState(actual!, i, reference.States[i].Data.Length), Forward);
        }

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

    /// <summary>Of a weight's elements: smaller where many terms are summed, so that a recurrence does not make rounding grow from step to step.</summary>
    private static float Largest(runtime::Keras.Weight weight) => MathF.Min(0.5f, 2 / MathF.Sqrt(weight.Shape[0]));

    private static unsafe float[] ReadState(StateMemory states, int state, int length) =>
        new ReadOnlySpan<float>(states.Current(state).Value, length).ToArray();

    private static Dictionary<string, int> Lengths(Program program, int batch, int unknown)
    {
        var lengths = new Dictionary<string, int> { ["batch"] = batch };
        foreach (var symbol in program.Inputs.SelectMany(input => input.Shape.Dims).SelectMany(dim => dim.Terms).SelectMany(term => term.Symbols))
            if (!lengths.ContainsKey(symbol)) lengths.Add(symbol, unknown + lengths.Count - 1);
        return lengths;
    }

    private static TensorData ToData(ReferenceTensor tensor, DType dtype) => dtype switch
    {
        DType.Bool => TensorData.Of(Convert(tensor, value => value != 0))!,
        DType.Int32 => TensorData.Of(Convert(tensor, value => (int)value))!,
        _ => TensorData.Of(ToTensor(tensor))!,
    };

    private static Tensor<float> ToTensor(ReferenceTensor tensor) => Convert(tensor, value => (float)value);

    private static Tensor<T> Convert<T>(ReferenceTensor tensor, Func<double, T> element) =>
        Tensor.Create([.. tensor.Data.Select(element)], [.. tensor.Shape.Select(length => (nint)length)]);

    private static float[] Flat(Tensor<float> tensor)
    {
        var values = new float[tensor.FlattenedLength];
        tensor.FlattenTo(values);
        return values;
    }
}
