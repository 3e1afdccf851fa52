namespace Keras.Layers;

/// <summary>Base of the attributes that declare a layer on a field: the constructor and the settable properties are the layer's
/// hyperparameters, with Keras's names and defaults. Where Keras has None, "given" is read from the named arguments.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property)]
public abstract class LayerDeclarationAttribute : Attribute
{
    /// <summary>Penalty on the layer's output, added to the loss divided by the batch size.
    /// Factors are given by <see cref="ActivityRegularizerAttribute"/>.</summary>
    public Regularizer ActivityRegularizer { get; set; }
}
