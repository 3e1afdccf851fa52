using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>A compile-time constant: null, bool, int, long, float, double, string, <see cref="EnumConstant"/>, or an
/// <see cref="EquatableArray{T}"/> of constants.</summary>
public readonly record struct ConstantValue(object? Value)
{
    public override string ToString() => Value switch
    {
        null => "null",
        string text => "\"" + text + "\"",
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(number is float or double ? "R" : null, System.Globalization.CultureInfo.InvariantCulture),
        _ => Value.ToString(),
    };
}

/// <summary>A member of an enumeration.</summary>
/// <param name="Type">Full metadata name, such as <c>Keras.Activation</c>.</param>
/// <param name="Value">Its number.</param>
public sealed record EnumConstant(string Type, long Value)
{
    public override string ToString() => $"{Type}({Value})";
}
