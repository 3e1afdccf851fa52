namespace Keras.Models.Tests.Compilation;

/// <summary>The source of a model, in a namespace of its own, with a driver: a class <c>Driver</c> that tests call it through.</summary>
/// <param name="Id">Unique; for messages.</param>
/// <param name="Namespace">Of everything in <paramref name="Text"/>.</param>
/// <param name="Text">A C# file.</param>
public sealed record ModelSource(string Id, string Namespace, string Text)
{
    /// <summary>A namespace for an id: letters and digits alone.</summary>
    public static string NamespaceOf(string id) =>
        "Case_" + string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) ? c.ToString() : c is '-' ? "m" : "_"));
}
