using System.Globalization;
using System.Text.RegularExpressions;

namespace Keras;

/// <summary>File names with the epoch and figures in them, in Python's notation as far as Keras's users write it.</summary>
internal static partial class PathTemplate
{
    /// <summary>Fills <c>{epoch:02d}</c>, <c>{val_loss:.2f}</c> and the like in.</summary>
    public static string Fill(string template, int epoch, Logs logs) => Placeholder().Replace(template, match =>
    {
        var name = match.Groups["name"].Value;
        var format = match.Groups["format"].Value;
        if (name == "epoch") return Whole(epoch, format, template);
        if (!logs.TryGetValue(name, out var value))
            throw new ArgumentException(
                $"Failed to format the path \"{template}\": there is no figure '{name}'; there are epoch, {string.Join(", ", logs.Select(entry => entry.Key))}.");
        return Fraction(value, format, template);
    });

    private static string Whole(int value, string format, string template)
    {
        if (format.Length == 0) return value.ToString(CultureInfo.InvariantCulture);
        if (!format.EndsWith('d')) return Fraction(value, format, template);
        var width = format[..^1];
        if (width.Length == 0) return value.ToString(CultureInfo.InvariantCulture);
        var text = value.ToString(CultureInfo.InvariantCulture);
        return int.TryParse(width, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
            ? text.PadLeft(length, width[0] == '0' ? '0' : ' ')
            : throw BadFormat(format, template);
    }

    private static string Fraction(float value, string format, string template)
    {
        if (format.Length == 0) return value.ToString(CultureInfo.InvariantCulture);
        if (format.Length >= 3 && format[0] == '.' && format[^1] is 'f' or 'e'
            && int.TryParse(format[1..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var digits))
            return value.ToString((format[^1] == 'f' ? "F" : "e") + digits, CultureInfo.InvariantCulture);
        throw BadFormat(format, template);
    }

    private static ArgumentException BadFormat(string format, string template) =>
        new($"Failed to format the path \"{template}\": the format '{format}' is not known; use forms such as 02d for the epoch and .2f for figures.");

    [GeneratedRegex(@"\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(:(?<format>[^}]*))?\}")]
    private static partial Regex Placeholder();
}
