using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The largest element over depth, height and width.</summary>
public sealed class GlobalMaxPooling3DDefinition() : GlobalPoolingDefinition<GlobalMaxPooling3DAttribute>(count: 3, ReduceKind.Max)
{
    protected override (DataFormat Format, bool KeepDims) Arguments(GlobalMaxPooling3DAttribute layer) => (layer.DataFormat, layer.KeepDims);
}
