using System.Globalization;
using Keras.Compiler.Description;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>Constants of the semantic model as values of the description.</summary>
internal static class Constants
{
    /// <summary>The constant, or null where its type has no place in a description.</summary>
    public static ConstantValue? Of(ITypeSymbol? type, object? value) => value switch
    {
        null or bool or int or long or float or double or string => Enumeration(type, value) ?? new ConstantValue(value),
        sbyte or byte or short or ushort => Enumeration(type, value) ?? new ConstantValue(Convert.ToInt32(value, CultureInfo.InvariantCulture)),
        uint => Enumeration(type, value) ?? new ConstantValue(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
        ulong number when number <= long.MaxValue => Enumeration(type, value) ?? new ConstantValue((long)number),
        char letter => new ConstantValue(letter.ToString()),
        _ => null,
    };

    private static ConstantValue? Enumeration(ITypeSymbol? type, object? value) =>
        type is { TypeKind: TypeKind.Enum } && value is not null
            ? new ConstantValue(new EnumConstant(type.FullMetadataName(), Convert.ToInt64(value, CultureInfo.InvariantCulture)))
            : null;
}
