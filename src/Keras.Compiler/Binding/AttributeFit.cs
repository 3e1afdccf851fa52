using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>Whether the attributes of a layer field fit its type: one for the innermost layer, at most one per wrapper, none for a
/// nested model.</summary>
internal sealed class AttributeFit(BindingContext context, AttributeReader attributes)
{
    private const string Suffix = "Attribute";

    public void Check(ISymbol member, IReadOnlyList<ITypeSymbol> handles, bool isModel, int field)
    {
        var type = string.Concat(handles.Select((h, i) => (i == 0 ? "" : "<") + h.Name)) + new string('>', handles.Count - 1);
        var innermost = handles[handles.Count - 1];
        var open = handles.ToList();
        var allFit = true;
        foreach (var attribute in attributes.KerasAttributes(member).Where(a => a.AttributeClass.DerivesFrom(KnownNames.LayerDeclarationAttribute)))
        {
            var name = Name(attribute.AttributeClass!);
            var fit = open.FirstOrDefault(h => !h.IsModel() && Fits(name, h.Name));
            allFit &= fit is not null;
            if (fit is not null) open.Remove(fit);
            else
                context.Problems.AttributeDoesNotFit(
                    context.Place(attribute.ApplicationSyntaxReference!.GetSyntax(context.Cancellation)),
                    name, member.Name, type, Expected(handles, name, isModel));
        }
        if (allFit && !isModel && innermost.IsLayer() && open.Contains(innermost))
            context.Problems.LayerFieldWithoutAttribute(field, member.Name, AttributeName(innermost));
    }

    /// <summary>The handle bears its attribute's name; where that name is an enumeration's, with the suffix <c>Layer</c>.</summary>
    private static bool Fits(string attribute, string handle) => handle == attribute || handle == attribute + "Layer";

    private static string Expected(IReadOnlyList<ITypeSymbol> handles, string attribute, bool isModel)
    {
        if (handles.Any(h => Fits(attribute, h.Name))) return $"[{attribute}] once";
        var names = handles.Where(h => !h.IsModel()).Select(h => $"[{AttributeName(h)}]").ToList();
        if (names.Count > 0) return string.Join(" or ", names) + $", or a field of type {attribute}";
        return isModel ? "no layer attribute, since a model configures itself" : $"a field of type {attribute}";
    }

    private static string AttributeName(ITypeSymbol handle) =>
        handle.Name.EndsWith("Layer", StringComparison.Ordinal) && handle.Name.Length > 5
            ? handle.Name.Substring(0, handle.Name.Length - 5) : handle.Name;

    private static string Name(INamedTypeSymbol attribute) =>
        attribute.Name.EndsWith(Suffix, StringComparison.Ordinal) ? attribute.Name.Substring(0, attribute.Name.Length - Suffix.Length) : attribute.Name;
}
