using Microsoft.ML.OnnxRuntime;

namespace Keras.Benchmarks.Peers;

/// <summary>ONNX Runtime in its fastest form: one thread, all graph optimisations, inputs and outputs bound once.</summary>
internal sealed class OnnxRuntimeContender : IContender
{
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<IDisposable> _bound = [];
    private float[] _output = [];

    public OnnxRuntimeContender(MlpWeights weights)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = 1,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        _session = new(OnnxMlp.Write(weights), options);
    }

    public string Name => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    public Action Predict(MlpData data)
    {
        _output = new float[data.Batch * MlpData.Classes];
        var input = OrtValue.CreateTensorValueFromMemory(data.Images, [data.Batch, MlpData.Features]);
        var output = OrtValue.CreateTensorValueFromMemory(_output, [data.Batch, MlpData.Classes]);
        var binding = _session.CreateIoBinding();
        binding.BindInput("x", input);
        binding.BindOutput("y", output);
        _bound.AddRange([binding, input, output]);
        return () => _session.RunWithBinding(_options, binding);
    }

    public float[] Probabilities() => _output;

    public Action? Train(MlpData data) => null;

    public void Dispose()
    {
        foreach (var bound in _bound) bound.Dispose();
        _options.Dispose();
        _session.Dispose();
    }
}
