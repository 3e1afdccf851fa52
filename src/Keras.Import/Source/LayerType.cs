namespace Keras.Import;

/// <summary>The C# side of a Keras layer class, found by name in the runtime: no table of layers stands here.</summary>
/// <param name="Attribute">The attribute that declares the layer.</param>
/// <param name="HandleName">The type of the field: the class's name, or with the suffix <c>Layer</c> where an enumeration has it.</param>
internal sealed record LayerType(Type Attribute, string HandleName)
{
    private const string LayerNamespace = "Keras.Layers";

    public static LayerType Find(string className, string layer)
    {
        var attribute = AttributeNamed(className);
        if (attribute is null || !attribute.IsSubclassOf(typeof(Layers.LayerDeclarationAttribute)))
            throw new ImportException($"Layer '{layer}': there is no layer of class {className} in this version of Keras.Runtime.");
        var suffixed = typeof(LayerAttribute).Assembly.GetType($"{LayerNamespace}.{className}Layer") is not null;
        return new(attribute, suffixed ? className + "Layer" : className);
    }

    /// <summary>The attribute <c>[name]</c> in the layers' namespace, or null.</summary>
    public static Type? AttributeNamed(string name) => typeof(LayerAttribute).Assembly.GetType($"{LayerNamespace}.{name}Attribute");

    /// <summary>Any attribute that gives arguments to a setting of this enumeration, such as an initializer.</summary>
    public static Type? AnySettingOf(Type kind) => typeof(LayerAttribute).Assembly.GetTypes().FirstOrDefault(
        t => t.Namespace == LayerNamespace && !t.IsAbstract && t.IsSubclassOf(typeof(Attribute))
            && t.GetConstructors().Any(c => c.GetParameters() is [{ Name: "kind" } parameter] && parameter.ParameterType == kind));
}
