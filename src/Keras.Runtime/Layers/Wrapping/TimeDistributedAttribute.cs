namespace Keras.Layers;

/// <summary>Configures a <c>TimeDistributed&lt;TLayer&gt;</c> (https://keras.io/api/layers/recurrent_layers/time_distributed/). It has no
/// arguments of its own: the field's other attribute configures the layer that is applied to every time step.</summary>
public sealed class TimeDistributedAttribute : LayerDeclarationAttribute;
