using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The mean of each window over height and width.</summary>
public sealed class AveragePooling2DDefinition() : PoolingDefinition<AveragePooling2DAttribute>(count: 2)
{
    protected override (int[] PoolSize, int[] Strides, Padding Padding, DataFormat Format) Arguments(AveragePooling2DAttribute layer) =>
        (layer.PoolSize, layer.Strides, layer.Padding, layer.DataFormat);

    protected override Value Pool(ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) => builder.WindowAverage(name, x, windows);
}
