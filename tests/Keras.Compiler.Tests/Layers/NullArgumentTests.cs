using System.Reflection;
using Keras.Compiler.Layers;
using Keras.Compiler.Tests.Graph;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Null for a list of a layer's attribute is a fault at that argument, whatever layer it is.</summary>
public sealed class NullArgumentTests
{
    /// <summary>Every attribute with a list: its text, null given once for each.</summary>
    public static TheoryData<string, string> Attributes
    {
        get
        {
            var attributes = new TheoryData<string, string>();
            foreach (var definition in LayerCatalogue.Definitions.Where(definition => definition.IsLayer && definition.Wrapped.IsEmpty))
            {
                var constructors = definition.AttributeType.GetConstructors();
                foreach (var constructor in constructors)
                    foreach (var list in constructor.GetParameters().Where(parameter => parameter.ParameterType.IsArray))
                        attributes.Add(definition.ClassName, $"{definition.ClassName}({Arguments(constructor, list)})");
                var simple = constructors.MinBy(constructor => constructor.GetParameters().Count(parameter => !parameter.HasDefaultValue))!;
                foreach (var property in definition.AttributeType.GetProperties().Where(property => property.CanWrite && property.PropertyType.IsArray))
                    attributes.Add(definition.ClassName, $"{definition.ClassName}({string.Join(", ", [.. Values(simple, null), $"{property.Name} = null!"])})");
            }
            return attributes;
        }
    }

    [Theory]
    [MemberData(nameof(Attributes))]
    public void Null_in_place_of_a_list_is_said_at_the_argument(string layer, string attribute) => Assert.Matches(
        @"^KER024 at [^:]*null!: \w+ \| null \| given, or left out$",
        SourceModel.Call($"[{attribute}] private readonly {layer} _a;", "[Input(4)] KerasTensor x", "return _a.Call(x);").Faults);

    private static string Arguments(ConstructorInfo constructor, ParameterInfo isNull) => string.Join(", ", Values(constructor, isNull));

    private static IEnumerable<string> Values(ConstructorInfo constructor, ParameterInfo? isNull) => constructor.GetParameters()
        .Where(parameter => parameter == isNull || !parameter.HasDefaultValue)
        .Select(parameter => parameter == isNull ? $"({parameter.ParameterType.GetElementType()!.Name switch { "Int32" => "int", var name => name }}[])null!"
            : parameter.ParameterType.IsArray ? "new[] { 1 }" : "1");
}
