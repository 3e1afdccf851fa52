using Keras;
using Keras.Layers;

namespace Samples.VisualQuestions;

/// <summary>The guide's vision model in small: what a picture of 20 by 20 pixels shows, and where.</summary>
public sealed partial class VisionModel : Model
{
    [Conv2D(16, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv1;
    [Conv2D(16, 3, Activation = Activation.Relu)]                         private readonly Conv2D _conv2;
    [MaxPooling2D(2)]                                                     private readonly MaxPooling2D _pool1;
    [Conv2D(32, 3, Padding = Padding.Same, Activation = Activation.Relu)] private readonly Conv2D _conv3;
    [MaxPooling2D(2)]                                                     private readonly MaxPooling2D _pool2;
    [Flatten]                                                             private readonly Flatten _flatten;

    public partial KerasTensor Call([Input(Scene.Side, Scene.Side, 3)] KerasTensor image);
}
