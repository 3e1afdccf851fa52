namespace Keras.Package.Tests;

[Collection(PackageCollection.Name)]
public class PackageUseTests(PackedPackage package)
{
    private const string Model = """
        using System.Numerics.Tensors;
        using Keras;
        using Keras.Layers;

        [assembly: CLSCompliant(false)]

        using var model = new App.Xor(seed: 3);
        var inputs = Tensor.Create<float>([0f, 0f, 0f, 1f, 1f, 0f, 1f, 1f], [4, 2]);
        var targets = Tensor.Create<float>([0f, 1f, 1f, 0f], [4, 1]);
        model.Compile(new Adam(learningRate: 0.05f), Loss.BinaryCrossentropy, metrics: Metric.Accuracy);
        var history = model.Fit(inputs, targets, batchSize: 4, epochs: 300, verbose: 0);
        Tensor<float> predicted = model.Predict(inputs);
        var rounded = new List<string>();
        foreach (var value in predicted) rounded.Add(value > 0.5f ? "1" : "0");
        Console.WriteLine($"learnt: {history["loss"][^1] < 0.1f}; xor: {string.Join(' ', rounded)}");

        namespace App
        {
            internal sealed partial class Xor : Model
            {
                [Dense(8, Activation = Activation.Tanh)] private readonly Dense _hidden;
                [Dense(1, Activation = Activation.Sigmoid)] private readonly Dense _answer;

                public KerasTensor Call([Input(2)] KerasTensor bits) => _answer.Call(_hidden.Call(bits));
            }
        }
        """;

    [Fact]
    public void A_fresh_project_with_the_package_trains_and_predicts()
    {
        var folder = package.WriteProject("trains", Model);
        DotNet.MustRun(folder, "build", "-c", "Release", "-nologo", "-v", "quiet");
        Assert.Equal("learnt: True; xor: 0 1 1 0", DotNet.MustRun(Path.Combine(folder, "bin", "Release", "net10.0"), "trains.dll").Trim());
    }

    [Fact]
    public void A_fresh_project_with_the_package_gets_our_diagnostics_and_no_others()
    {
        var folder = package.WriteProject("faulty", Model.Replace("_answer.Call(_hidden.Call(bits))", "_answer.Call(bits)"));
        var (exitCode, output) = DotNet.Run(folder, "build", "-c", "Release", "-nologo", "-v", "quiet", "-clp:NoSummary");
        Assert.NotEqual(0, exitCode);
        var errors = output.Split('\n').Where(line => line.Contains(": error ")).Select(line => line.Split(": error ")[1]).ToArray();
        Assert.All(errors, error => Assert.StartsWith("KER", error));
        Assert.Contains(errors, error => error.Contains("hidden"));
    }
}
