using System.Text;

namespace Keras.Import;

/// <summary>Writes a Keras model as C# source: a <c>partial class</c> with attributes on layer fields and a <c>Call</c> that wires
/// them; a class of its own for each nested model. Names of layers, inputs and outputs are kept.</summary>
public sealed class ModelSourceWriter
{
    private readonly Identifiers _classNames = new(typeof(LayerAttribute).Assembly.GetExportedTypes().Select(t => t.Name));
    private readonly List<string> _classes = [];
    private bool _usesOperations;

    private ModelSourceWriter()
    {
    }

    /// <summary>Writes a model.</summary>
    /// <param name="model">The model's configuration.</param>
    /// <param name="className">Name of the class; by default the model's name in Pascal case.</param>
    /// <param name="namespaceName">Namespace of the classes; empty (default) for none.</param>
    /// <returns>A complete C# file.</returns>
    /// <exception cref="ImportException">A layer, argument or operation has no counterpart, or the graph is not connected.</exception>
    public static string Write(ModelConfiguration model, string className = "", string namespaceName = "")
    {
        ArgumentNullException.ThrowIfNull(model);
        var writer = new ModelSourceWriter();
        writer.WriteClass(model, writer._classNames.Class(className.Length == 0 ? model.Name : className));
        var file = new StringBuilder("using Keras;\nusing Keras.Layers;\n");
        if (writer._usesOperations) file.Append("using static Keras.Ops;\n");
        if (namespaceName.Length > 0) file.Append("\nnamespace ").Append(namespaceName).Append(";\n");
        foreach (var text in writer._classes) file.Append('\n').Append(text);
        return file.ToString();
    }

    /// <summary>Writes a class, and behind it those of its nested models.</summary>
    /// <returns>The names of its outputs as tuple elements; empty for a single output.</returns>
    private IReadOnlyList<string> WriteClass(ModelConfiguration model, string className)
    {
        var place = _classes.Count;
        _classes.Add("");
        model = model.WithoutPassedMasks();
        var (fields, outputsOfNested) = WriteFields(model);
        var call = CallWriter.Write(model, fields, outputsOfNested);
        var names = new Identifiers();
        var elements = model.Outputs.Count == 1 ? [] : model.Outputs.Select(o => names.TupleElement(o.Name)).ToArray();

        var text = new StringBuilder($"public sealed partial class {className} : Model\n{{\n");
        foreach (var field in fields.Values)
        {
            if (field.Attributes.Count > 0) text.Append($"    [{string.Join(", ", field.Attributes)}]\n");
            text.Append($"    private readonly {field.Type} {field.Name};\n");
        }
        text.Append("\n    public ").Append(ReturnType(elements)).Append(" Call(");
        text.AppendJoin(", ", model.Inputs.Select((input, i) => $"{InputAttribute(input)} KerasTensor {call.Parameters[i]}")).Append(")\n    {\n");
        foreach (var statement in call.Statements) text.Append($"        {statement}\n");
        text.Append("    }\n}\n");
        _classes[place] = text.ToString();
        _usesOperations |= model.Layers.Any(l => l.IsOperation) || model.Inputs.Any(i => i.Shape.Skip(1).Contains(null));
        return elements;
    }

    private (Dictionary<string, LayerField> Fields, Dictionary<string, IReadOnlyList<string>> OutputsOfNested) WriteFields(ModelConfiguration model)
    {
        var names = new Identifiers();
        var fields = new Dictionary<string, LayerField>();
        var outputsOfNested = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var layer in model.Layers.Where(l => !l.IsOperation))
        {
            fields.Add(layer.Name, LayerField.Of(layer, names.Field(layer.Name), model =>
            {
                var className = _classNames.Class(model.Name);
                var elements = WriteClass(model, className);
                if (elements.Count > 0 && layer.NestedModel is null)
                    throw new ImportException($"Layer '{layer.Name}' wraps the model '{model.Name}' of several outputs; a wrapper's handle gives one.");
                if (elements.Count > 0) outputsOfNested.Add(layer.Name, elements);
                return className;
            }));
        }
        return (fields, outputsOfNested);
    }

    private static string ReturnType(IReadOnlyList<string> elements) =>
        elements.Count == 0 ? "KerasTensor" : $"({string.Join(", ", elements.Select(e => $"KerasTensor {e}"))})";

    private static string InputAttribute(InputConfiguration input)
    {
        var arguments = input.Shape.Skip(1).Select(d => d is { } length ? Literal.Of(length) : "None").ToList();
        if (input.DType != "float32") arguments.Add($"DType = DType.{InputType(input)}");
        if (input.Shape.Count > 0 && input.Shape[0] is { } batchSize) arguments.Add($"BatchSize = {Literal.Of(batchSize)}");
        return arguments.Count == 0 ? "[Input]" : $"[Input({string.Join(", ", arguments)})]";
    }

    private static object InputType(InputConfiguration input) => KerasEnum.TryParse(typeof(DType), input.DType, out var member) ? member
        : throw new ImportException($"Input '{input.Name}': expected dtype {string.Join(", ", Enum.GetNames<DType>()).ToLowerInvariant()}, found '{input.DType}'.");
}
