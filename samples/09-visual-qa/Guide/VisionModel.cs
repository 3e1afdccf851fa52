using Keras;
using Keras.Layers;

namespace Samples.VisualQuestions.Guide;

/// <summary>The guide's vision model at its size.</summary>
public sealed partial class VisionModel : Model
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
