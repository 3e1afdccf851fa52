namespace Keras.Compiler.Emission.Surface;

/// <summary>Writes the API half of an emitted class: constructor, properties, records, and the typed members over the runtime's core.
/// The code that computes is a nested class <c>Program</c> in another file.</summary>
public static partial class SurfaceEmitter
{
    private const string Hosting = "global::Keras.Hosting.";
    private const string GeneratedCode = "[global::System.CodeDom.Compiler.GeneratedCode(\"Keras.Generators\", \"0.1.0\")]";

    /// <summary>The text of <c>Headline.g.cs</c>.</summary>
    public static string Emit(SurfaceModel model)
    {
        var writer = new CodeWriter();
        var scopes = EmittedFile.Begin(writer, model.Namespace, model.ContainingTypes);
        WriteClassAttributes(writer, model);
        using (writer.Block("partial class " + CSharpText.Identifier(model.Name)))
        {
            WriteConstructor(writer, model);
            WriteProperties(writer, model);
            WriteCall(writer, model);
            WriteMembers(writer, model);
            WriteRecords(writer, model);
            WriteSpans(writer, model);
            if (model.KeepsState) WriteSession(writer, model);
            if (model.Fault is null) WriteBlueprints(writer, model);
        }
        while (scopes.Count > 0) scopes.Pop().Dispose();
        return writer.ToString();
    }

    private static void WriteClassAttributes(CodeWriter writer, SurfaceModel model)
    {
        if (model.Description is not null)
            writer.Line($"[{Hosting}ModelDescription({CSharpText.Literal(model.DescriptionVersion)}, {CSharpText.Literal(model.Description)})]");
        if (model.CompilerFailure is not null)
            writer.Line($"[{Hosting}CompilerFailure({CSharpText.Literal(model.CompilerFailure)})]");
    }

    private static void WriteProperties(CodeWriter writer, SurfaceModel model)
    {
        foreach (var field in model.Fields)
        {
            writer.Line();
            var type = field.Handle + (field.IsArray ? "[]" : "");
            if (field.IsProperty)
            {
                writer.Line($"private readonly {type} {CSharpText.Identifier(field.Storage)};");
                writer.Line();
                writer.Line($"{field.Accessibility} partial {type} {CSharpText.Identifier(field.Name)} => {CSharpText.Identifier(field.Storage)};");
                continue;
            }
            writer.Summary(DescribeField(field));
            writer.Line(GeneratedCode);
            if (field.IsArray)
                writer.Line($"public global::System.Collections.Generic.IReadOnlyList<{field.Handle}> {field.PropertyName} => {CSharpText.Identifier(field.Storage)};");
            else
                writer.Line($"public {type} {field.PropertyName} => {CSharpText.Identifier(field.Storage)};");
        }
    }

    /// <summary>Such as <c>Dense main_output: (None, 64) to (None, 1), 65 parameters.</c></summary>
    private static string DescribeField(SurfaceField field)
    {
        if (field.Layers.Count == 0) return CSharpText.Xml(field.Name);
        var layer = field.Layers[0];
        var names = field.Layers.Count == 1 ? layer.KerasName : $"{layer.KerasName} to {field.Layers[field.Layers.Count - 1].KerasName}";
        var text = $"{layer.ClassName} {names}";
        if (layer.Nodes.Count > 0)
            text += $": {Shapes(layer.Nodes[0].Inputs)} to {Shapes(layer.Nodes[0].Outputs)}";
        if (layer.Nodes.Count > 1) text += $", called {layer.Nodes.Count} times";
        if (!field.IsNestedModel && CountParameters(layer) is { } count)
            text += $", {count.ToString("N0", System.Globalization.CultureInfo.InvariantCulture)} parameters{(field.IsArray ? " each" : "")}";
        return CSharpText.Xml(text) + ".";
    }

    /// <summary>Parameters of the layer and of what it wraps; null where that is a model, whose own members say it.</summary>
    private static long? CountParameters(SurfaceLayer layer) => layer.Wrapped.Aggregate(
        (long?)layer.Weights.Sum(weight => weight.Shape.Aggregate(1L, (size, length) => size * length)),
        (sum, wrapped) => wrapped.IsNestedModel ? null : sum + CountParameters(wrapped.Layer));

    private static string Shapes(IEnumerable<SurfaceGraphTensor> tensors) =>
        string.Join(" and ", tensors.Select(tensor =>
            $"({string.Join(", ", tensor.Shape.Select(length => length == Axis.None ? "None" : CSharpText.Literal(length)))}{(tensor.Shape.Count == 1 ? "," : "")})"));

    private static void WriteCall(CodeWriter writer, SurfaceModel model)
    {
        if (!model.ImplementsCall) return;
        writer.Line();
        var parameters = string.Join(", ", model.Inputs.Select(input => "global::Keras.KerasTensor " + CSharpText.Identifier(input.Name)));
        writer.Line($"public partial global::Keras.KerasTensor Call({parameters}) =>");
        using (writer.Indent()) writer.Line($"throw {Hosting}CompileTime.Error({CSharpText.Literal(model.Name + ".Call")});");
    }
}
