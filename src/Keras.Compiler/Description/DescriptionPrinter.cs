using System.Text;
using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>A description in a form for people, close to the C# it was read from. Node numbers are left out.</summary>
public static class DescriptionPrinter
{
    /// <summary>The whole model.</summary>
    public static string Print(ModelDescription model)
    {
        var text = new StringBuilder();
        text.Append($"{model.Modifiers} class {model.FullName}{Precision(model.Precision)}{Storage(model.WeightStorage)}{(model.IsFaulty ? " (faulty)" : "")}\n");
        foreach (var field in model.Fields) text.Append("  ").Append(Print(field)).Append('\n');
        foreach (var input in model.Inputs)
            text.Append($"  input {input.Name} ({string.Join(", ", input.Shape.Select(Length))}) {input.DType}")
                .Append(input.BatchSize > 0 ? $" batch {input.BatchSize}\n" : "\n");
        text.Append($"  outputs {string.Join(", ", model.OutputNames)}\n");
        if (model.IsSequential) text.Append("  sequential\n");
        foreach (var function in model.Functions)
        {
            text.Append($"  {function.Name}({string.Join(", ", function.Parameters)})\n");
            StatementPrinter.Write(text, function.Body, "    ");
        }
        return text.ToString();
    }

    private static string Print(FieldDescription field)
    {
        var repeat = field.Repeat is { } count ? $"[{count}]" : "";
        var nested = field.NestedModel is { } model ? $" model {model}" : "";
        var attributes = string.Concat(field.Attributes.Select(a => $" [{a.TypeName.Substring(a.TypeName.LastIndexOf('.') + 1)}({Arguments(a)})]"));
        return $"{(field.IsProperty ? field.Accessibility + " property" : "field")} {string.Join("<", field.Handles.Select(h => h.Name))}"
            + $"{new string('>', Math.Max(0, field.Handles.Count - 1))}{repeat} {field.Name} '{field.LayerName}'"
            + $"{(field.Trainable ? "" : " frozen")}{Precision(field.Precision)}{Storage(field.WeightStorage)}{nested}{attributes}";
    }

    private static string Arguments(AttributeDescription attribute) => string.Join(", ",
        attribute.Positional.Select(a => $"{a.Name}: {a.Value}").Concat(attribute.Named.Select(a => $"{a.Name} = {a.Value}")));

    private static string Precision(Precision precision) => precision == Keras.Precision.Default ? "" : " " + precision.ToString().ToLowerInvariant();

    private static string Storage(WeightStorage storage) => storage == WeightStorage.Float32 ? "" : " " + storage.ToString().ToLowerInvariant();

    private static string Length(int axis) => axis == Axis.None ? "None" : ExpressionPrinter.Number(axis);
}
