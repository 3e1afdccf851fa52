using System.Collections.Immutable;
using System.Reflection;
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
    private static readonly MethodInfo Copying =
        typeof(object).GetMethod(nameof(MemberwiseClone), BindingFlags.Instance | BindingFlags.NonPublic)!;

    /// <summary>The configuration with other values for some hyperparameters, which count as given.</summary>
    public LayerConfiguration With(params (string Name, object Value)[] changes)
    {
        var attribute = (LayerDeclarationAttribute)Copying.Invoke(Attribute, null);
        foreach (var (name, value) in changes) attribute.GetType().GetProperty(name)!.SetValue(attribute, value);
        return this with { Attribute = attribute, Given = Given.Union(changes.Select(change => change.Name)) };
    }

    public TAttribute As<TAttribute>() where TAttribute : LayerDeclarationAttribute => (TAttribute)Attribute;
}
