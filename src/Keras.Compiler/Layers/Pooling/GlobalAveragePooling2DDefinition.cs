using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The mean over height and width.</summary>
public sealed class GlobalAveragePooling2DDefinition() : GlobalPoolingDefinition<GlobalAveragePooling2DAttribute>(count: 2, ReduceKind.Mean)
{
    protected override (DataFormat Format, bool KeepDims) Arguments(GlobalAveragePooling2DAttribute layer) => (layer.DataFormat, layer.KeepDims);
}
