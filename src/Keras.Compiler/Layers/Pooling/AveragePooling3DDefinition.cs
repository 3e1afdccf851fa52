using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The mean of each window over depth, height and width.</summary>
public sealed class AveragePooling3DDefinition() : PoolingDefinition<AveragePooling3DAttribute>(count: 3)
{
    protected override (int[] PoolSize, int[] Strides, Padding Padding, DataFormat Format) Arguments(AveragePooling3DAttribute layer) =>
        (layer.PoolSize, layer.Strides, layer.Padding, layer.DataFormat);

    protected override Value Pool(ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) => builder.WindowAverage(name, x, windows);
}
