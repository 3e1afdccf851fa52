using Keras;
using Keras.Layers;
using static Keras.Ops;

namespace Keras.Benchmarks.Startup;

/// <summary>A residual network of 50 layers with weights, in the form of He et al. 2015 (https://arxiv.org/abs/1512.03385) with
/// bottlenecks: a stem, 16 blocks of three convolutions in four stages, a dense layer; batch normalisation after each convolution.</summary>
public sealed partial class ResidualNetwork : Model
{
    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false)]          private readonly Conv2D _stem;
    [BatchNormalization]                                              private readonly BatchNormalization _stemNorm;
    [Conv2D(16, 1, UseBias = false), Repeat(3)]                       private readonly Conv2D[] _reduce1;
    [Conv2D(16, 3, Padding = Padding.Same, UseBias = false), Repeat(3)] private readonly Conv2D[] _conv1;
    [Conv2D(64, 1, UseBias = false), Repeat(3)]                       private readonly Conv2D[] _expand1;
    [Conv2D(32, 1, UseBias = false), Repeat(4)]                       private readonly Conv2D[] _reduce2;
    [Conv2D(32, 3, Padding = Padding.Same, UseBias = false), Repeat(4)] private readonly Conv2D[] _conv2;
    [Conv2D(128, 1, UseBias = false), Repeat(4)]                      private readonly Conv2D[] _expand2;
    [Conv2D(64, 1, UseBias = false), Repeat(6)]                       private readonly Conv2D[] _reduce3;
    [Conv2D(64, 3, Padding = Padding.Same, UseBias = false), Repeat(6)] private readonly Conv2D[] _conv3;
    [Conv2D(256, 1, UseBias = false), Repeat(6)]                      private readonly Conv2D[] _expand3;
    [Conv2D(128, 1, UseBias = false), Repeat(3)]                      private readonly Conv2D[] _reduce4;
    [Conv2D(128, 3, Padding = Padding.Same, UseBias = false), Repeat(3)] private readonly Conv2D[] _conv4;
    [Conv2D(512, 1, UseBias = false), Repeat(3)]                      private readonly Conv2D[] _expand4;
    [Conv2D(64, 1)]                                                   private readonly Conv2D _project1;
    [Conv2D(128, 1, 2)]                                               private readonly Conv2D _project2;
    [Conv2D(256, 1, 2)]                                               private readonly Conv2D _project3;
    [Conv2D(512, 1, 2)]                                               private readonly Conv2D _project4;
    [MaxPooling2D(2), Repeat(3)]                                      private readonly MaxPooling2D[] _halve;
    [BatchNormalization, Repeat(48)]                                  private readonly BatchNormalization[] _norms;
    [GlobalAveragePooling2D]                                          private readonly GlobalAveragePooling2D _pool;
    [Dense(10, Activation = Activation.Softmax)]                      private readonly Dense _label;

    public KerasTensor Call([Input(32, 32, 3)] KerasTensor image)
    {
        var x = Relu(_stemNorm.Call(_stem.Call(image)));
        x = Stage(x, _project1.Call(x), _reduce1, _conv1, _expand1, 0);
        x = Stage(_halve[0].Call(x), _project2.Call(x), _reduce2, _conv2, _expand2, 3);
        x = Stage(_halve[1].Call(x), _project3.Call(x), _reduce3, _conv3, _expand3, 7);
        x = Stage(_halve[2].Call(x), _project4.Call(x), _reduce4, _conv4, _expand4, 13);
        return _label.Call(_pool.Call(x));
    }

    private KerasTensor Stage(KerasTensor x, KerasTensor shortcut, Conv2D[] reduce, Conv2D[] conv, Conv2D[] expand, int block)
    {
        for (var i = 0; i < reduce.Length; i++)
        {
            var norm = 3 * (block + i);
            var y = Relu(_norms[norm].Call(reduce[i].Call(x)));
            y = Relu(_norms[norm + 1].Call(conv[i].Call(y)));
            y = _norms[norm + 2].Call(expand[i].Call(y));
            x = Relu(y + shortcut);
            shortcut = x;
        }
        return x;
    }
}
