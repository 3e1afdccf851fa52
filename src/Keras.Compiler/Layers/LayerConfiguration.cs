using System.Collections.Immutable;
using Keras.Layers;

namespace Keras.Compiler.Layers;

/// <summary>A layer's hyperparameters: the attribute object, made from the description, and which arguments the user gave.</summary>
/// <param name="Attribute">An instance of the definition's attribute type.</param>
/// <param name="Given">Names of the arguments that the user gave; where Keras has None, absence here means it.</param>
/// <param name="Settings">Second attributes of the field (initializers, regularizers, constraints), by type name without suffix.</param>
public sealed record LayerConfiguration(
    LayerDeclarationAttribute Attribute,
    ImmutableHashSet<string> Given,
    ImmutableDictionary<string, Attribute> Settings)
{
    public TAttribute As<TAttribute>() where TAttribute : LayerDeclarationAttribute => (TAttribute)Attribute;
}
