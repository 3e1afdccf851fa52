using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Keras.Benchmarks.Peers;

/// <summary>TorchSharp on one thread, without gradients in prediction; training as its examples write it.</summary>
internal sealed class TorchSharpContender : IContender
{
    private readonly Linear[] _layers;
    private readonly List<IDisposable> _kept = [];
    private Tensor? _input;

    public TorchSharpContender(MlpWeights weights)
    {
        set_num_threads(1);
        _layers = [.. MlpWeights.Layers.Select(l => nn.Linear(l.Inputs, l.Units))];
        using var _ = no_grad();
        for (var i = 0; i < _layers.Length; i++)
        {
            var (inputs, units) = MlpWeights.Layers[i];
            using var kernel = tensor(weights.TransposedKernel(i), [units, inputs]);
            using var bias = tensor(weights.Biases[i], [units]);
            _layers[i].weight.copy_(kernel);
            _layers[i].bias!.copy_(bias);
        }
    }

    public string Name => $"TorchSharp {typeof(torch).Assembly.GetName().Version} (libtorch {__version__})";

    public Action Predict(MlpData data)
    {
        _input = Keep(tensor(data.Images, [data.Batch, MlpData.Features]));
        return () =>
        {
            using var mode = no_grad();
            using var scope = NewDisposeScope();
            Functional.softmax(Logits(_input), 1);
        };
    }

    public float[] Probabilities()
    {
        using var mode = no_grad();
        using var scope = NewDisposeScope();
        return Functional.softmax(Logits(_input!), 1).data<float>().ToArray();
    }

    public Action Train(MlpData data)
    {
        var input = Keep(tensor(data.Images, [data.Batch, MlpData.Features]));
        var labels = Keep(tensor(data.Labels, [data.Batch]));
        var optimizer = optim.RMSProp(_layers.SelectMany(l => l.parameters()), 0.001, 0.9, 1e-7);
        _kept.Add(optimizer);
        return () =>
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            Functional.cross_entropy(Logits(input), labels).backward();
            optimizer.step();
        };
    }

    private Tensor Logits(Tensor x) => _layers[2].call(Functional.relu(_layers[1].call(Functional.relu(_layers[0].call(x)))));

    private Tensor Keep(Tensor tensor)
    {
        _kept.Add(tensor);
        return tensor;
    }

    public void Dispose()
    {
        foreach (var kept in _kept) kept.Dispose();
        foreach (var layer in _layers) layer.Dispose();
    }
}
