namespace Keras.Layers;

/// <summary>Configures a <c>Bidirectional&lt;TLayer&gt;</c> (https://keras.io/api/layers/recurrent_layers/bidirectional/). The field's
/// other attribute configures the recurrent layer, of which there is one for each direction.</summary>
public sealed class BidirectionalAttribute : LayerDeclarationAttribute
{
    /// <summary>How the outputs of the two directions are joined; one after the other by default.</summary>
    public MergeMode MergeMode { get; set; }
}
