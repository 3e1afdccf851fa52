using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Torch;
using TorchSharp;
using static TorchSharp.torch;
using Functional = TorchSharp.torch.nn.functional;

namespace Keras.Benchmarks.Peers.Engines;

/// <summary>TorchSharp: predictions without gradients, training as its examples write it. Images in both of its memory formats.</summary>
internal sealed class TorchEngineKind : IEngineKind
{
    public string Key => "torch";

    public string Extension => "dat";

    public string Title => $"TorchSharp {typeof(torch).Assembly.GetName().Version} (libtorch {__version__})";

    public void Write(ModelFacts model, WeightValues weights, string path)
    {
        NativeTorch.Prepare();
        using var network = new TorchNetwork(model);
        network.SetWeights(weights);
        network.save(path);
    }

    public IEngine Open(ModelFacts model, string path, int threads)
    {
        NativeTorch.Prepare();
        set_num_threads(threads);
        return new TorchEngine(model, path);
    }
}

/// <inheritdoc cref="TorchEngineKind"/>
internal sealed class TorchEngine : IEngine
{
    private readonly ModelFacts _model;
    private readonly TorchNetwork _network;
    private readonly List<IDisposable> _kept = [];

    public TorchEngine(ModelFacts model, string path)
    {
        _model = model;
        _network = new(model);
        _network.load(path);
    }

    public IReadOnlyList<Prediction> Predict(Samples samples) => [.. Forms(samples).Select(form => new Prediction(
        form.Name,
        () =>
        {
            using var mode = no_grad();
            using var scope = NewDisposeScope();
            Outputs(form.Inputs);
        },
        () =>
        {
            using var mode = no_grad();
            using var scope = NewDisposeScope();
            return [.. Outputs(form.Inputs).Zip(_model.Outputs, (output, facts) =>
                Layouts.ChannelsLast(output.contiguous().data<float>().ToArray(), facts.Image, samples.Batch))];
        }))];

    public IReadOnlyList<TrainingStep> Train(Samples samples)
    {
        var optimizer = Keep(optim.RMSProp(_network.parameters(), ModelFacts.LearningRate, 0.9, 1e-7));
        Tensor[] targets = [.. _model.Outputs.Select((facts, i) => Keep(Target(samples, facts, i)))];
        return [.. Forms(samples).Select(form => new TrainingStep(form.Name, () => Step(form.Inputs, read: false), () => Step(form.Inputs, read: true)))];

        float Step(Tensor[] inputs, bool read)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            var loss = Loss(_network.Logits(inputs), targets);
            loss.backward();
            optimizer.step();
            return read ? loss.item<float>() : 0;
        }
    }

    public void Dispose()
    {
        foreach (var kept in _kept) kept.Dispose();
        _network.Dispose();
    }

    private Tensor[] Outputs(Tensor[] inputs)
    {
        var outputs = _network.Logits(inputs);
        for (var i = 0; i < outputs.Length; i++)
            outputs[i] = _model.Outputs[i].Kind switch
            {
                OutputKind.Classes => Functional.softmax(outputs[i], 1),
                OutputKind.Flag => outputs[i].sigmoid(),
                _ => outputs[i],
            };
        return outputs;
    }

    private Tensor Loss(Tensor[] logits, Tensor[] targets)
    {
        var losses = logits.Select((output, i) => _model.Outputs[i] switch
        {
            { Kind: OutputKind.Classes } => Functional.cross_entropy(output, targets[i]),
            { Kind: OutputKind.Flag, Weight: 1 } => Functional.binary_cross_entropy_with_logits(output, targets[i]),
            { Kind: OutputKind.Flag, Weight: var weight } => weight * Functional.binary_cross_entropy_with_logits(output, targets[i]),
            _ => Functional.mse_loss(output, targets[i]),
        });
        return losses.Aggregate((sum, loss) => sum + loss);
    }

    /// <summary>The inputs as they are expected by default and, where there are images, with their channels last in memory.</summary>
    private IEnumerable<(string Name, Tensor[] Inputs)> Forms(Samples samples)
    {
        Tensor[] last = [.. _model.Inputs.Select((facts, i) => Keep(Input(samples, facts, i)))];
        if (_model.Inputs.All(facts => facts.Image is null)) return [("", last)];
        Tensor[] first = [.. last.Select(input => Keep(input.contiguous()))];
        return [("", first), ("channels last", last)];
    }

    private static Tensor Input(Samples samples, InputFacts facts, int input)
    {
        long[] shape = [samples.Batch, .. facts.Shape.Select(length => (long)length)];
        if (facts.Words > 0) return tensor(Array.ConvertAll(samples.Words(input), word => (long)word), shape);
        var values = tensor(samples.Numbers(input), shape);
        return facts.Image is null ? values : values.movedim([-1], [-3]);
    }

    private static Tensor Target(Samples samples, OutputFacts facts, int output)
    {
        long[] shape = [samples.Batch, .. facts.Shape.Select(length => (long)length)];
        var values = tensor(samples.Targets[output], shape);
        return facts.Kind == OutputKind.Classes ? values.argmax(1) : facts.Image is null ? values : values.movedim([-1], [-3]);
    }

    private T Keep<T>(T value) where T : IDisposable
    {
        _kept.Add(value);
        return value;
    }
}
