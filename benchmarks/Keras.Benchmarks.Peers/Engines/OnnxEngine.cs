using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace Keras.Benchmarks.Peers.Engines;

/// <summary>ONNX Runtime in its fastest form: all graph optimisations, inputs and outputs bound once.</summary>
internal sealed class OnnxEngineKind : IEngineKind
{
    public string Key => "onnx";

    public string Extension => "onnx";

    public string Title => $"ONNX Runtime {OrtEnv.Instance().GetVersionString()}";

    public void Write(ModelFacts model, WeightValues weights, string path)
    {
        using var file = File.Create(path);
        OnnxNetwork.Write(model, weights).WriteTo(file);
    }

    public IEngine Open(ModelFacts model, string path, int threads) => new OnnxEngine(model, path, threads);
}

/// <inheritdoc cref="OnnxEngineKind"/>
internal sealed class OnnxEngine : IEngine
{
    private readonly ModelFacts _model;
    private readonly InferenceSession _session;
    private readonly RunOptions _options = new();
    private readonly List<IDisposable> _bound = [];

    public OnnxEngine(ModelFacts model, string path, int threads)
    {
        using var options = new SessionOptions
        {
            IntraOpNumThreads = threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        (_model, _session) = (model, new(path, options));
    }

    public IReadOnlyList<Prediction> Predict(Samples samples)
    {
        var binding = Keep(_session.CreateIoBinding());
        for (var i = 0; i < _model.Inputs.Length; i++) binding.BindInput(_model.Inputs[i].Name, Keep(Value(samples, i)));
        var outputs = samples.NewOutputs();
        for (var i = 0; i < outputs.Length; i++)
        {
            var facts = _model.Outputs[i];
            binding.BindOutput(OnnxNetwork.OutputName(facts), Keep(OrtValue.CreateTensorValueFromMemory(outputs[i], Shape(samples.Batch, facts.Shape))));
        }
        return [new("", () => _session.RunWithBinding(_options, binding),
            () => [.. outputs.Zip(_model.Outputs, (values, facts) => Layouts.ChannelsLast(values, facts.Image, samples.Batch))])];
    }

    /// <summary>The package predicts only.</summary>
    public IReadOnlyList<TrainingStep> Train(Samples samples) => [];

    public void Dispose()
    {
        foreach (var bound in _bound) bound.Dispose();
        _options.Dispose();
        _session.Dispose();
    }

    private OrtValue Value(Samples samples, int input)
    {
        var facts = _model.Inputs[input];
        var shape = Shape(samples.Batch, facts.Shape);
        return facts.Words > 0
            ? OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(samples.Words(input), word => (long)word), shape)
            : OrtValue.CreateTensorValueFromMemory(Layouts.ChannelsFirst(samples.Numbers(input), facts.Image, samples.Batch), shape);
    }

    private static long[] Shape(int batch, int[] sample) => [batch, .. Layouts.ChannelsFirst(sample).Select(length => (long)length)];

    private T Keep<T>(T value) where T : IDisposable
    {
        _bound.Add(value);
        return value;
    }
}
