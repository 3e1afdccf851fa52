using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>What a model's source says, as text. Generated code carries it, so that models of other assemblies can nest the model
/// without its source.</summary>
/// <param name="version">Version of the text's layout.</param>
/// <param name="text">The description.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ModelDescriptionAttribute(int version, string text) : Attribute
{
    /// <summary>Version of the text's layout.</summary>
    public int Version { get; } = version;

    /// <summary>The description.</summary>
    public string Text { get; } = text;
}
