using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The largest element of each window over height and width.</summary>
public sealed class MaxPooling2DDefinition() : PoolingDefinition<MaxPooling2DAttribute>(count: 2)
{
    protected override (int[] PoolSize, int[] Strides, Padding Padding, DataFormat Format) Arguments(MaxPooling2DAttribute layer) =>
        (layer.PoolSize, layer.Strides, layer.Padding, layer.DataFormat);

    protected override Value Pool(ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) => builder.WindowMax(name, x, windows);
}
