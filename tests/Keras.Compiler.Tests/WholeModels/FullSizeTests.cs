extern alias runtime;

using System.Numerics.Tensors;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using Keras.Models.Tests.Guide;
using runtime::Keras.Hosting;
using runtime::Keras.Serving;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>The models of docs/guide.md at the size they have there, against the reference evaluator in double: sums of thousands of terms,
/// and the fast algorithms and foldings that only large shapes get.</summary>
public sealed class FullSizeTests
{
    /// <summary>Of the root mean square of an output, or of 1 where that is less.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>Of the largest value: a thousand probabilities are all far below 1.</summary>
    private const double RelativeTolerance = 1e-3;

    // The video of VideoQuestions is a hundred times VisualQuestions; its parts are those of the others.
    [Theory]
    [InlineData("Mlp", 33)]
    [InlineData("Headline", 2)]
    [InlineData("SameAuthor", 2)]
    [InlineData("Inception", 1)]
    [InlineData("Residual", 1)]
    [InlineData("SameDigit", 5)]
    [InlineData("VisualQuestions", 1)]
    public void Predictions_at_full_size_are_near_those_in_double(string name, int batch)
    {
        var models = GuideSource.Closure(name).ToList();
        var model = CompiledModel.Compile(string.Concat(models.Select(m => GuideSource.Models[m].ToFullString())), models, CompilerOptions.Default)[name];
        var program = Lowerer.Lower(model.Graph, training: false).ForPrediction();
        var environment = ReferenceEnvironment.ForBatch(batch);
        var random = new Random(batch);
        var inputs = program.Inputs.Select(input => ReferenceTensor.Build(
            environment.Lengths(input.Shape), _ => input.Type.DType == DType.Int32 ? random.Next(10_000) : random.NextSingle())).ToList();

        using var instance = model.Create();
        var weights = instance.NamedWeights().ToDictionary(entry => entry.Path, entry => entry.Weight);
        // Keras draws biases as zeros, which no fault of theirs would show.
        foreach (var bias in weights.Values.Where(weight => weight.Shape.Rank == 1))
            bias.Assign([.. Enumerable.Range(0, bias.Count).Select(_ => (float)(random.NextDouble() - 0.5))]);
        var expected = new ReferenceEvaluator(program, environment).Forward(
            [.. inputs, .. program.Weights.Select(w => new ReferenceTensor(environment.Lengths(w.Weight.Shape), Values(weights[w.Weight.Path].ToTensor())))]);

        var (emitted, emittedWeights) = instance.ProbeParts;
        using var predictor = new Predictor(emitted, emittedWeights, new runtime::Keras.UpdateGate());
        var actual = predictor.Predict([.. program.Inputs.Zip(inputs, (input, tensor) => ToData(input, tensor))]);
        foreach (var (output, prediction) in expected.Outputs.Zip(actual))
        {
            var values = Values(prediction.As<float>());
            var scale = Math.Max(1, Math.Sqrt(output.Data.Average(value => value * value)));
            var error = output.Data.Zip(values, (e, a) => Math.Abs(e - a)).Max();
            Assert.InRange(error, 0, Math.Min(Tolerance * scale, RelativeTolerance * output.Data.Max(Math.Abs)));
        }
    }

    private static TensorData ToData(Value input, ReferenceTensor tensor)
    {
        nint[] lengths = [.. tensor.Shape.Select(length => (nint)length)];
        return input.Type.DType == DType.Int32
            ? TensorData.Of(Tensor.Create([.. tensor.Data.Select(value => (int)value)], lengths))!
            : TensorData.Of(Tensor.Create([.. tensor.Data.Select(value => (float)value)], lengths))!;
    }

    private static double[] Values(Tensor<float> tensor)
    {
        var (floats, values) = (new float[tensor.FlattenedLength], new double[tensor.FlattenedLength]);
        tensor.FlattenTo(floats);
        TensorPrimitives.ConvertChecked<float, double>(floats, values);
        return values;
    }
}
