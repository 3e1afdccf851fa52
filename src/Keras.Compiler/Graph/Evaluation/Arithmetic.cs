using System.Globalization;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>C#'s operators on constants and on lengths. A null result means that the operator does not apply.</summary>
internal static class Arithmetic
{
    /// <summary>An operator of two literals; division by zero does not apply.</summary>
    public static object? Binary(string symbol, object? left, object? right) => (left, right) switch
    {
        (bool l, bool r) => Logic(symbol, l, r),
        (string, _) or (_, string) when symbol == "+" => new LiteralValue(left).Text + new LiteralValue(right).Text,
        _ when IsNumber(left) && IsNumber(right) => Promote(left!, right!) switch
        {
            TypeCode.Int32 => Integer(symbol, To<int>(left), To<int>(right)) is { } result ? result is long number ? unchecked((int)number) : result : null,
            TypeCode.Int64 => Integer(symbol, To<long>(left), To<long>(right)),
            TypeCode.Single => Real(symbol, To<float>(left), To<float>(right)) is { } result ? result is double number ? (float)number : result : null,
            _ => Real(symbol, To<double>(left), To<double>(right)),
        },
        _ => null,
    };

    /// <summary>An operator of one literal.</summary>
    public static object? Unary(string symbol, object? operand) => (symbol, operand) switch
    {
        ("!", bool flag) => !flag,
        ("+", _) when IsNumber(operand) => operand,
        ("-", int number) => unchecked(-number),
        ("-", long number) => unchecked(-number),
        ("-", float number) => -number,
        ("-", double number) => -number,
        ("~", int number) => ~number,
        ("~", long number) => ~number,
        _ => null,
    };

    /// <summary>An operator of two lengths of which one is not known; null where the result is not a polynomial.</summary>
    public static Dim? Lengths(string symbol, Dim left, Dim right) => symbol switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => right == 0 ? null : left.DivideExactly(right),
        _ => null,
    };

    public static bool IsNumber(object? value) => value is int or long or float or double;

    /// <summary>Type codes count up from int over long and float to double.</summary>
    private static TypeCode Promote(object left, object right) =>
        (TypeCode)Math.Max((int)Convert.GetTypeCode(left), (int)Convert.GetTypeCode(right));

    private static T To<T>(object? value) => (T)Convert.ChangeType(value, typeof(T), CultureInfo.InvariantCulture);

    private static object? Logic(string symbol, bool left, bool right) => symbol switch
    {
        "&&" or "&" => left & right,
        "||" or "|" => left | right,
        "^" or "!=" => left ^ right,
        "==" => left == right,
        _ => null,
    };

    private static object? Integer(string symbol, long left, long right) => unchecked(symbol switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" when right != 0 => left / right,
        "%" when right != 0 => left % right,
        "&" => left & right,
        "|" => left | right,
        "^" => left ^ right,
        "<<" => left << (int)right,
        ">>" => left >> (int)right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        ">=" => left >= right,
        "==" => left == right,
        "!=" => left != right,
        _ => (object?)null,
    });

    private static object? Real(string symbol, double left, double right) => symbol switch
    {
        "+" => left + right,
        "-" => left - right,
        "*" => left * right,
        "/" => left / right,
        "%" => left % right,
        "<" => left < right,
        "<=" => left <= right,
        ">" => left > right,
        ">=" => left >= right,
        "==" => left == right,
        "!=" => left != right,
        _ => (object?)null,
    };
}
