using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The largest element over height and width.</summary>
public sealed class GlobalMaxPooling2DDefinition() : GlobalPoolingDefinition<GlobalMaxPooling2DAttribute>(count: 2, ReduceKind.Max)
{
    protected override (DataFormat Format, bool KeepDims) Arguments(GlobalMaxPooling2DAttribute layer) => (layer.DataFormat, layer.KeepDims);
}
