using Keras.Compiler.Ops;
using Keras.Compiler.Support;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The mean of each window over the steps.</summary>
public sealed class AveragePooling1DDefinition() : PoolingDefinition<AveragePooling1DAttribute>(count: 1)
{
    protected override (int[] PoolSize, int[] Strides, Padding Padding, DataFormat Format) Arguments(AveragePooling1DAttribute layer) =>
        (layer.PoolSize, layer.Strides, layer.Padding, layer.DataFormat);

    protected override Value Pool(ProgramBuilder builder, string name, Value x, EquatableArray<Window> windows) => builder.WindowAverage(name, x, windows);
}
