using Keras;
using Samples.Digits;
using static Keras.Ops;

namespace Samples.Sequences;

/// <summary>A model is called like a layer: the network that reads one image is applied to each of the 20 images of a sequence.</summary>
public sealed partial class DigitSequence : Model
{
    private readonly Mlp _mlp;

    public KerasTensor Call([Input(20, 784)] KerasTensor sequence) => TimeDistributed(_mlp.Call, sequence);
}
