using System.Numerics.Tensors;

namespace Keras.Benchmarks.Peers;

/// <summary>This project: emitted code over managed kernels.</summary>
internal sealed class KerasContender : IContender
{
    private readonly Mlp _model = new(seed: 1);
    private float[] _output = [];

    public KerasContender(MlpWeights weights)
    {
        _model.SetWeights([.. MlpWeights.Layers.SelectMany((l, i) => new[]
        {
            Tensor.Create(weights.Kernels[i], [l.Inputs, l.Units]),
            Tensor.Create(weights.Biases[i], [l.Units]),
        })]);
        _model.Compile(new RMSprop(), Loss.CategoricalCrossentropy);
    }

    public string Name => "Keras for C#";

    public Action Predict(MlpData data)
    {
        _output = new float[data.Batch * MlpData.Classes];
        return () => _model.Predict(new(data.Images), new(_output), data.Batch);
    }

    public float[] Probabilities() => _output;

    public Action Train(MlpData data)
    {
        var images = Tensor.Create(data.Images, [data.Batch, MlpData.Features]);
        var labels = Tensor.Create(data.OneHot, [data.Batch, MlpData.Classes]);
        return () => _model.TrainOnBatch(images, labels);
    }

    public void Dispose() => _model.Dispose();
}
