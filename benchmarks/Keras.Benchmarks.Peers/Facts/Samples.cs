using System.Numerics.Tensors;

namespace Keras.Benchmarks.Peers.Facts;

/// <summary>A batch of made-up inputs and targets, the same for all engines. Images have channels last.</summary>
internal sealed class Samples
{
    public Samples(ModelFacts model, int batch)
    {
        (Model, Batch) = (model, batch);
        var random = new FastRandom(2);
        Inputs = [.. model.Inputs.Select(Array (input) => input.Words > 0
            ? random.Integers(batch * input.Count, input.Words)
            : random.Numbers(batch * input.Count, -0.5f, 0.5f))];
        Targets = [.. model.Outputs.Select(output => Draw(output, batch, random))];
    }

    public ModelFacts Model { get; }

    public int Batch { get; }

    /// <summary>A <c>float[]</c> per input, or an <c>int[]</c> where it is words.</summary>
    public Array[] Inputs { get; }

    /// <summary>As Keras takes them: classes are rows with a single one.</summary>
    public float[][] Targets { get; }

    public float[] Numbers(int input) => (float[])Inputs[input];

    public int[] Words(int input) => (int[])Inputs[input];

    public Tensor<float> NumberTensor(int input) => Tensor.Create(Numbers(input), Shape(Model.Inputs[input].Shape));

    public Tensor<int> WordTensor(int input) => Tensor.Create(Words(input), Shape(Model.Inputs[input].Shape));

    public Tensor<float> TargetTensor(int output) => Tensor.Create(Targets[output], Shape(Model.Outputs[output].Shape));

    /// <summary>Memory for the outputs.</summary>
    public float[][] NewOutputs() => [.. Model.Outputs.Select(output => new float[Batch * output.Count])];

    private nint[] Shape(int[] sample) => [Batch, .. sample];

    private static float[] Draw(OutputFacts output, int batch, FastRandom random)
    {
        var values = new float[batch * output.Count];
        switch (output.Kind)
        {
            case OutputKind.Flag:
                var flags = random.Integers(values.Length, 2);
                for (var i = 0; i < values.Length; i++) values[i] = flags[i];
                break;
            case OutputKind.Classes:
                var classes = random.Integers(batch, output.Count);
                for (var sample = 0; sample < batch; sample++) values[sample * output.Count + classes[sample]] = 1;
                break;
            default:
                break;
        }
        return values;
    }
}
