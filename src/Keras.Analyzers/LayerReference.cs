using Keras.Compiler.Binding;
using Keras.Compiler.Description;
using Keras.Compiler.Emission.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Analyzers;

/// <summary>A layer of a model class, as code outside of <c>Call</c> reaches it on an instance.</summary>
/// <param name="Model">The class whose layer it is.</param>
/// <param name="Name">The property, field or Keras name by which it is reached.</param>
/// <param name="Element">Which element of a repeated field, or null.</param>
/// <param name="IsKerasName">Whether <paramref name="Name"/> is the argument of <c>GetLayer</c>.</param>
internal sealed record LayerReference(INamedTypeSymbol Model, string Name, int? Element, bool IsKerasName)
{
    /// <summary>Reads <c>model.Lstm</c>, <c>_lstm</c>, <c>model.Blocks[1]</c>, <c>model.GetLayer&lt;LSTM&gt;("lstm")</c>; null for
    /// anything else.</summary>
    public static LayerReference? Of(IOperation? operation) => operation switch
    {
        IConversionOperation conversion => Of(conversion.Operand),
        IParenthesizedOperation parentheses => Of(parentheses.Operand),
        IPropertyReferenceOperation { Property: { IsIndexer: false, IsStatic: false } property } when property.ContainingType.IsModel() =>
            new(property.ContainingType, property.Name, null, IsKerasName: false),
        IFieldReferenceOperation { Field: { IsStatic: false } field } when field.ContainingType.IsModel() =>
            new(field.ContainingType, field.Name, null, IsKerasName: false),
        IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: int element } }] } list =>
            Of(list.Instance) is { } layers ? layers with { Element = element } : null,
        IArrayElementReferenceOperation { Indices: [{ ConstantValue: { HasValue: true, Value: int element } }] } array =>
            Of(array.ArrayReference) is { } layers ? layers with { Element = element } : null,
        IInvocationOperation { TargetMethod.Name: "GetLayer", Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string name } }] } call
            when call.Instance?.Type is INamedTypeSymbol model && model.IsModel() => new(model, name, null, IsKerasName: true),
        _ => null,
    };

    /// <summary>The layer's Keras name; null where the class has no such layer.</summary>
    public string? KerasNameIn(ModelDescription model)
    {
        if (IsKerasName) return Name;
        if (model.Fields.FirstOrDefault(field => field.Name == Name || (!field.IsProperty && SurfaceNames.Property(field.Name, model.Name) == Name)) is not { } found)
            return null;
        return found.Repeat is null ? found.LayerName
            : Element is >= 0 and var element && element < found.Repeat ? $"{found.LayerName}_{element}"
            : null;
    }
}
