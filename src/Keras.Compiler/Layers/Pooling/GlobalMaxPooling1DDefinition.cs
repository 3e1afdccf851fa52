using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Pooling;

/// <summary>The largest element over the steps.</summary>
public sealed class GlobalMaxPooling1DDefinition() : GlobalPoolingDefinition<GlobalMaxPooling1DAttribute>(count: 1, ReduceKind.Max)
{
    protected override (DataFormat Format, bool KeepDims) Arguments(GlobalMaxPooling1DAttribute layer) => (layer.DataFormat, layer.KeepDims);
}
