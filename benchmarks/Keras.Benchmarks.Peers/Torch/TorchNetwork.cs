using Keras.Benchmarks.Peers.Facts;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Keras.Benchmarks.Peers.Torch;

/// <summary>Runs a model over modules of TorchSharp, one per layer; values are tensors.</summary>
internal sealed class TorchNetwork : nn.Module, INetwork<Tensor>
{
    private readonly Dictionary<LayerFacts, nn.Module> _modules = [];
    private readonly ModelFacts _model;

    public TorchNetwork(ModelFacts model) : base(model.Name)
    {
        _model = model;
        foreach (var layer in model.Layers)
        {
            var module = Create(layer);
            _modules.Add(layer, module);
            register_module(layer.Name, module);
        }
    }

    /// <summary>Outputs before their last activations.</summary>
    public Tensor[] Logits(Tensor[] inputs) => _model.Call(this, inputs);

    public void SetWeights(WeightValues weights)
    {
        using var mode = no_grad();
        foreach (var (layer, module) in _modules)
        {
            var values = TorchWeights.Of(layer, weights);
            foreach (var (name, parameter) in module.named_parameters())
            {
                using var source = tensor(values[name], parameter.shape);
                parameter.copy_(source);
            }
        }
    }

    public Tensor Dense(Tensor x, DenseFacts layer, bool relu = false) => Relu(Module<Linear>(layer).call(x), relu);

    public Tensor Convolution(Tensor x, ConvolutionFacts layer, bool same = false, bool relu = false)
    {
        var module = Module<Conv2d>(layer);
        var padding = same ? layer.Size / 2 : 0L;
        return Relu(Functional.conv2d(x, module.weight, module.bias, padding: [padding, padding]), relu);
    }

    public Tensor MaxPooling(Tensor x, int size, int stride) => Functional.max_pool2d(x, size, stride, stride == 1 ? size / 2 : 0);

    public Tensor Lstm(Tensor x, LstmFacts layer) => Module<LSTM>(layer).call(x).Item2.squeeze(0);

    public Tensor Embedding(Tensor words, EmbeddingFacts layer) => Module<Embedding>(layer).call(words);

    public Tensor Concatenate(params Tensor[] values) => cat(values, 1);

    public Tensor Flatten(Tensor x) => x.flatten(1);

    public Tensor Add(Tensor x, Tensor y) => x + y;

    public Tensor SplitFrames(Tensor x, params int[] frameShape) => x.flatten(0, 1);

    public Tensor JoinFrames(Tensor x, int frames, int features) => x.reshape(-1, frames, features);

    private TModule Module<TModule>(LayerFacts layer) where TModule : nn.Module => (TModule)_modules[layer];

    /// <summary>In place, which saves a temporary.</summary>
    private static Tensor Relu(Tensor x, bool relu) => relu ? x.relu_() : x;

    private static nn.Module Create(LayerFacts layer) => layer switch
    {
        DenseFacts dense => nn.Linear(dense.Inputs, dense.Units),
        ConvolutionFacts convolution => nn.Conv2d(convolution.Channels, convolution.Filters, convolution.Size),
        LstmFacts lstm => nn.LSTM(lstm.Features, lstm.Units, batchFirst: true),
        EmbeddingFacts embedding => nn.Embedding(embedding.Words, embedding.Size),
        _ => throw new NotSupportedException($"No module stands for {layer}."),
    };
}
