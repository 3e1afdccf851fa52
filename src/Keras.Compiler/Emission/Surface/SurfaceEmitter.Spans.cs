namespace Keras.Compiler.Emission.Surface;

public static partial class SurfaceEmitter
{
    private static void WriteSpans(CodeWriter writer, SurfaceModel model)
    {
        WriteSpanStruct(writer, "InputSpans", "The model's inputs as plain memory, row-major, one sample after the other.",
            "IInputSpans", "input", "global::System.ReadOnlySpan", model.Inputs);
        WriteSpanStruct(writer, "OutputSpans", "Where the model's outputs go, row-major, one sample after the other.",
            "IOutputSpans", "output", "global::System.Span", model.Outputs);
    }

    private static void WriteSpanStruct(
        CodeWriter writer, string name, string summary, string implemented, string index, string span, IReadOnlyCollection<SurfaceTensor> tensors)
    {
        writer.Line();
        writer.Summary(summary);
        foreach (var tensor in tensors) writer.Line($"/// <param name=\"{ParameterName(tensor)}\">{DescribeTensor(tensor)}</param>");
        writer.Line(GeneratedCode);
        var parameters = string.Join(", ", tensors.Select(t => $"{span}<{t.ElementType}> {CSharpText.Identifier(ParameterName(t))}"));
        using var _ = writer.Block($"public readonly ref struct {name}({parameters}) : {Hosting}{implemented}");
        foreach (var tensor in tensors)
        {
            writer.Line();
            writer.Summary(DescribeTensor(tensor));
            writer.Line($"public {span}<{tensor.ElementType}> {CSharpText.Identifier(Member(name, tensor))} {{ get; }} = {CSharpText.Identifier(ParameterName(tensor))};");
        }
        if (tensors.Count == 1)
        {
            var only = tensors.First();
            WriteSpanConversion(writer, name, $"{span}<{only.ElementType}>");
            WriteSpanConversion(writer, name, $"{only.ElementType}[]");
        }
        writer.Line();
        using (writer.Block($"{span}<byte> {Hosting}{implemented}.Bytes(int {index}) => {index} switch", ";"))
        {
            var number = 0;
            foreach (var tensor in tensors)
                writer.Line($"{(++number == tensors.Count ? "_" : CSharpText.Literal(number - 1))} => " +
                    $"global::System.Runtime.InteropServices.MemoryMarshal.AsBytes({CSharpText.Identifier(Member(name, tensor))}),");
        }
    }

    private static void WriteSpanConversion(CodeWriter writer, string name, string source)
    {
        writer.Line();
        writer.Summary("The memory of the only member.");
        writer.Line("/// <param name=\"memory\">The member.</param>");
        writer.Line($"public static implicit operator {name}({source} memory) => new(memory);");
    }

    private static string ParameterName(SurfaceTensor tensor) => SurfaceNames.Camel(tensor.Member);
}
