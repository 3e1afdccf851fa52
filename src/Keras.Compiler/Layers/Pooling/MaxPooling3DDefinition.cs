using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The largest element of each window over depth, height and width.</summary>
public sealed class MaxPooling3DDefinition() : PoolingDefinition<MaxPooling3DAttribute>(count: 3)
{
    protected override (int[] PoolSize, int[] Strides, Padding Padding, DataFormat Format) Arguments(MaxPooling3DAttribute layer) =>
        (layer.PoolSize, layer.Strides, layer.Padding, layer.DataFormat);

    protected override Value Pool(ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) => builder.WindowMax(name, x, windows);
}
