using Keras;
using Keras.Layers;

namespace Samples.DigitPairs.Guide;

/// <summary>The guide's vision model at its size.</summary>
public sealed partial class VisionModel : Model
{
    [Conv2D(64, 3)]    private readonly Conv2D _conv1, _conv2;
    [MaxPooling2D(2)]  private readonly MaxPooling2D _pool;
    [Flatten]          private readonly Flatten _flatten;

    public partial KerasTensor Call([Input(27, 27, 1)] KerasTensor digit);
}
