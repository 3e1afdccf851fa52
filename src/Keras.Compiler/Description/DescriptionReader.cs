using System.Globalization;
using System.Reflection;
using System.Text;
using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>Reads what <see cref="DescriptionWriter"/> wrote.</summary>
internal sealed class DescriptionReader(string text)
{
    private static readonly Dictionary<string, Type> Records =
        typeof(ModelDescription).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(ModelDescription).Namespace && t is { IsClass: true, IsAbstract: false, IsNested: false })
            .ToDictionary(t => t.Name);

    private static readonly MethodInfo ReadListMethod =
        typeof(DescriptionReader).GetMethod(nameof(ReadList), BindingFlags.Instance | BindingFlags.NonPublic)!;

    private int _position;

    public ModelDescription ReadAll()
    {
        var description = (ModelDescription)Read(typeof(ModelDescription))!;
        return _position == text.Length ? description : throw Damaged("the end");
    }

    private object? Read(Type type)
    {
        if (Next == '~')
        {
            _position++;
            return null;
        }
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return ReadString();
        if (type == typeof(bool)) return ReadNumber() != 0;
        if (type == typeof(int)) return ReadInt();
        if (type == typeof(long)) return ReadNumber();
        if (type.IsEnum) return Enum.ToObject(type, ReadNumber());
        if (type == typeof(ConstantValue)) return new ConstantValue(ReadConstant());
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(EquatableArray<>))
            return ReadListOf(type.GetGenericArguments()[0]);
        return ReadRecord(type);
    }

    private object ReadRecord(Type expected)
    {
        var start = _position;
        while (char.IsLetterOrDigit(Next)) _position++;
        if (!Records.TryGetValue(text.Substring(start, _position - start), out var type) || !expected.IsAssignableFrom(type))
            throw Damaged(expected.Name);
        var constructor = DescriptionWriter.Constructor(type);
        Expect('(');
        var values = constructor.GetParameters().Select((parameter, i) =>
        {
            if (i > 0) Expect(',');
            return Read(parameter.ParameterType);
        }).ToArray();
        Expect(')');
        return constructor.Invoke(values);
    }

    private object ReadListOf(Type item)
    {
        try
        {
            return ReadListMethod.MakeGenericMethod(item).Invoke(this, null);
        }
        catch (TargetInvocationException wrapper) when (wrapper.InnerException is FormatException damage)
        {
            throw damage;
        }
    }

    private EquatableArray<T> ReadList<T>() => ReadItems(() => (T)Read(typeof(T))!);

    private EquatableArray<T> ReadItems<T>(Func<T> read)
    {
        var items = new List<T>();
        Expect('[');
        while (Next != ']')
        {
            if (items.Count > 0) Expect(',');
            items.Add(read());
        }
        Expect(']');
        return items.ToEquatableArray();
    }

    private object? ReadConstant()
    {
        var kind = Next;
        _position++;
        return kind switch
        {
            'n' => null,
            'b' => Read(typeof(bool)),
            'i' => Read(typeof(int)),
            'l' => Read(typeof(long)),
            's' => Read(typeof(string)),
            'f' => BitConverter.ToSingle(BitConverter.GetBytes(ReadInt()), 0),
            'd' => BitConverter.Int64BitsToDouble(ReadNumber()),
            'e' => Read(typeof(EnumConstant)),
            'a' => ReadItems(() => new ConstantValue(ReadConstant())),
            _ => throw Damaged("a constant"),
        };
    }

    private int ReadInt() => ReadNumber() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Damaged("an int");

    private long ReadNumber()
    {
        var start = _position;
        if (Next == '-') _position++;
        while (Next is >= '0' and <= '9') _position++;
        return long.TryParse(text.Substring(start, _position - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value : throw Damaged("a number");
    }

    private string ReadString()
    {
        var value = new StringBuilder();
        Expect('"');
        while (Next != '"')
        {
            if (Next == '\\') _position++;
            value.Append(Next == '\0' && _position >= text.Length ? throw Damaged("the end of a text") : Next);
            _position++;
        }
        Expect('"');
        return value.ToString();
    }

    private char Next => _position < text.Length ? text[_position] : '\0';

    private void Expect(char expected)
    {
        if (_position >= text.Length || text[_position] != expected) throw Damaged($"'{expected}'");
        _position++;
    }

    private FormatException Damaged(string expected) =>
        new($"A model description of version {ModelDescription.FormatVersion} holds no {expected} at character {_position}.");
}
