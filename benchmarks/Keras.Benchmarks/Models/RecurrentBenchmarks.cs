using BenchmarkDotNet.Attributes;

namespace Keras.Benchmarks.Models;

/// <summary>Recurrent layers over 100 steps; divide by that for the time of a step.</summary>
public class RecurrentBenchmarks
{
    private Action _predict = () => { };
    private Action _train = () => { };

    /// <summary>Layer and units.</summary>
    [ParamsSource(nameof(Names))]
    public string Layer { get; set; } = "";

    [Params(1, 32)]
    public int Batch { get; set; }

    public static IEnumerable<string> Names => RecurrentWork.Names;

    [GlobalSetup]
    public void Setup() => (_predict, _train) = RecurrentWork.Make(Layer, Batch);

    [Benchmark]
    public void Predict() => _predict();

    [Benchmark]
    public void Train() => _train();
}
