using Keras.Compiler.Autodiff;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Holds a program's gradients against finite differences of its own forward pass.</summary>
public static class GradientCheck
{
    private const double Step = 1e-5;

    /// <summary>Central differences in double are off by about Step² and 1e-16 / Step.</summary>
    private const double Tolerance = 2e-7;

    /// <summary>Differentiates, and compares every element of every gradient; returns how many elements were compared.</summary>
    public static int Check(Program program, ReferenceEnvironment environment, int seed = 0, Func<int, double>? element = null)
    {
        var differentiated = Differentiator.Differentiate(program.Verify()).Verify();
        var random = new Random(seed);
        ReferenceTensor Tensor(Shape shape) => ReferenceTensor.Build(environment.Lengths(shape), _ => element?.Invoke(random.Next()) ?? random.NextDouble() * 4 - 2);

        var weights = program.Weights.Select(weight => Tensor(weight.Weight.Shape)).ToArray();
        var inputs = program.Inputs.Select(input => input.Type.DType == DType.Float32
            ? Tensor(input.Shape)
            : ReferenceTensor.Build(environment.Lengths(input.Shape), _ => random.Next(2))).ToArray();
        var cotangents = program.Outputs.Select(output => Tensor(output.Shape)).ToArray();

        var states = program.States.Select(state => Tensor(state.Value.Shape)).ToArray();
        var gradients = new ReferenceEvaluator(differentiated, environment) { States = states }.Forward([.. inputs, .. weights]).Backward(cotangents);
        var forward = new ReferenceEvaluator(program, environment);
        var compared = 0;
        ReferenceTensor[] sinks = [.. weights, .. inputs];
        string[] names = [.. program.Weights.Select(weight => weight.Weight.Path), .. program.Inputs.Select(input => input.Name)];
        bool[] differentiable = [.. program.Weights.Select(weight => weight.Weight.Trainable), .. program.Inputs.Select(input => input.Type.DType == DType.Float32)];
        for (var sink = 0; sink < sinks.Length; sink++)
        {
            Assert.True(differentiable[sink] || gradients[sink] is null, $"{names[sink]} takes no gradient.");
            if (!differentiable[sink]) continue;
            var data = sinks[sink].Data;
            for (var i = 0; i < data.Length; i++, compared++)
            {
                var (present, actual) = (data[i], gradients[sink]?.Data[i] ?? 0);
                data[i] = present + Step;
                var above = Loss();
                data[i] = present - Step;
                var below = Loss();
                data[i] = present;
                var expected = (above - below) / (2 * Step);
                if (!(Math.Abs(expected - actual) <= Tolerance * Math.Max(1, Math.Abs(expected))))
                    Assert.Fail($"Gradient of {names[sink]}[{i}]: {actual} instead of {expected} in\n{differentiated.Print()}");
            }
        }
        return compared;

        double Loss()
        {
            forward.States = states;
            forward.Forward([.. inputs, .. weights]);
            return forward.Outputs.Zip(cotangents, (y, dy) => y.Data.Zip(dy.Data, (a, b) => a * b).Sum()).Sum() + forward.LossTerms.Sum();
        }
    }
}
