using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;

namespace Keras.Compiler.Description;

/// <summary>Writes a record as its name and the values of its constructor's parameters.</summary>
internal static class DescriptionWriter
{
    public static void Write(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append('~'); break;
            case string s: WriteString(text, s); break;
            case bool flag: text.Append(flag ? '1' : '0'); break;
            case int or long: text.Append(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)); break;
            case Enum member: text.Append(Convert.ToInt64(member, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)); break;
            case ConstantValue constant: WriteConstant(text, constant.Value); break;
            case IEnumerable items: WriteList(text, items, Write); break;
            default: WriteRecord(text, value); break;
        }
    }

    /// <summary>The constructor whose parameters are the record's properties.</summary>
    public static ConstructorInfo Constructor(Type record) => record.GetConstructors().Single(c => c.GetParameters().Length > 0);

    private static void WriteRecord(StringBuilder text, object record)
    {
        var type = record.GetType();
        text.Append(type.Name).Append('(');
        var parameters = Constructor(type).GetParameters();
        for (var i = 0; i < parameters.Length; i++)
        {
            if (i > 0) text.Append(',');
            Write(text, type.GetProperty(parameters[i].Name!)!.GetValue(record));
        }
        text.Append(')');
    }

    /// <summary>A constant says its type by a letter, since nothing else does.</summary>
    private static void WriteConstant(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null: text.Append('n'); break;
            case bool: Write(text.Append('b'), value); break;
            case int: Write(text.Append('i'), value); break;
            case long: Write(text.Append('l'), value); break;
            case string: Write(text.Append('s'), value); break;
            // Bits, since decimal digits of older frameworks lose some.
            case float number: Write(text.Append('f'), BitConverter.ToInt32(BitConverter.GetBytes(number), 0)); break;
            case double number: Write(text.Append('d'), BitConverter.DoubleToInt64Bits(number)); break;
            case EnumConstant member: Write(text.Append('e'), member); break;
            case IEnumerable items: WriteList(text.Append('a'), items, (t, item) => WriteConstant(t, ((ConstantValue)item!).Value)); break;
            default: throw new InvalidOperationException($"A constant of type {value.GetType()} has no text form.");
        }
    }

    private static void WriteList(StringBuilder text, IEnumerable items, Action<StringBuilder, object?> write)
    {
        text.Append('[');
        var first = true;
        foreach (var item in items)
        {
            if (!first) text.Append(',');
            write(text, item);
            first = false;
        }
        text.Append(']');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            if (c is '"' or '\\') text.Append('\\');
            text.Append(c);
        }
        text.Append('"');
    }
}
