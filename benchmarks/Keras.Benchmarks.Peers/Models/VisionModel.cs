using Keras.Benchmarks.Peers.Facts;
using Keras.Layers;

namespace Keras.Benchmarks.Peers.Models;

/// <summary>The part that both models of questions share.</summary>
internal sealed class VisionFacts
{
    public const int Positions = 25 * 25;
    public const int Channels = 256;
    public const int Features = Positions * Channels;

    /// <param name="images">Images per sample.</param>
    public VisionFacts(int images) => Layers =
    [
        new("conv1", 3, 3, 64) { Uses = images * 224 * 224 }, new("conv2", 3, 64, 64) { Uses = images * 222 * 222 },
        new("conv3", 3, 64, 128) { Uses = images * 111 * 111 }, new("conv4", 3, 128, 128) { Uses = images * 109 * 109 },
        new("conv5", 3, 128, 256) { Uses = images * 54 * 54 }, new("conv6", 3, 256, 256) { Uses = images * 52 * 52 },
        new("conv7", 3, 256, 256) { Uses = images * 50 * 50 },
    ];

    public ConvolutionFacts[] Layers { get; }

    public TValue Call<TValue>(INetwork<TValue> network, TValue image)
    {
        var x = Pool(Valid(Same(image, Layers[0]), Layers[1]));
        x = Pool(Valid(Same(x, Layers[2]), Layers[3]));
        return network.Flatten(Pool(Valid(Valid(Same(x, Layers[4]), Layers[5]), Layers[6])));

        TValue Same(TValue value, ConvolutionFacts layer) => network.Convolution(value, layer, same: true, relu: true);
        TValue Valid(TValue value, ConvolutionFacts layer) => network.Convolution(value, layer, relu: true);
        TValue Pool(TValue value) => network.MaxPooling(value, 2, 2);
    }
}

/// <summary>What a picture shows.</summary>
internal sealed partial class VisionModel : Model
{
    [Conv2D(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]  private readonly Conv2D _conv1;
    [Conv2D(64, 3, Activation = Activation.Relu)]                          private readonly Conv2D _conv2;
    [MaxPooling2D(2)]                                                      private readonly MaxPooling2D _pool1;
    [Conv2D(128, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv3;
    [Conv2D(128, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv4;
    [MaxPooling2D(2)]                                                      private readonly MaxPooling2D _pool2;
    [Conv2D(256, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv5;
    [Conv2D(256, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv6, _conv7;
    [MaxPooling2D(2)]                                                      private readonly MaxPooling2D _pool3;
    [Flatten]                                                              private readonly Flatten _flatten;

    public partial KerasTensor Call([Input(224, 224, 3)] KerasTensor image);
}
