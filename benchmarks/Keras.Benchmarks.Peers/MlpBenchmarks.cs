using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Keras.Benchmarks.Peers;

/// <summary>The same by BenchmarkDotNet: one after the other, with its statistics and allocations.</summary>
[Config(typeof(InThisProcess))]
[MemoryDiagnoser]
public class MlpBenchmarks
{
    private IContender? _contender;
    private Action? _predict;
    private Action? _train;

    /// <summary>The engine.</summary>
    [Params("Keras", "OnnxRuntime", "TorchSharp")]
    public string Engine { get; set; } = "";

    /// <summary>Samples per call.</summary>
    [Params(1, 32)]
    public int Batch { get; set; }

    [GlobalSetup]
    public void Prepare()
    {
        var weights = MlpWeights.Create();
        var data = new MlpData(Batch);
        _contender = Engine switch
        {
            "Keras" => new KerasContender(weights),
            "OnnxRuntime" => new OnnxRuntimeContender(weights),
            _ => new TorchSharpContender(weights),
        };
        _predict = _contender.Predict(data);
        _train = _contender.Train(data);
    }

    [Benchmark]
    public void Predict() => _predict!();

    /// <summary>ONNX Runtime does not train: its figure is that of an empty call.</summary>
    [Benchmark]
    public void TrainingStep() => _train?.Invoke();

    [GlobalCleanup]
    public void CleanUp() => _contender?.Dispose();

    /// <summary>In this process, since the native library is patched beside this program.</summary>
    private sealed class InThisProcess : ManualConfig
    {
        public InThisProcess() => AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance));
    }
}
