using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The mean over depth, height and width.</summary>
public sealed class GlobalAveragePooling3DDefinition() : GlobalPoolingDefinition<GlobalAveragePooling3DAttribute>(count: 3, ReduceKind.Mean)
{
    protected override (DataFormat Format, bool KeepDims) Arguments(GlobalAveragePooling3DAttribute layer) => (layer.DataFormat, layer.KeepDims);
}
