namespace Keras.Compiler.Emission.Surface;

public static partial class SurfaceEmitter
{
    private const string TensorType = "global::System.Numerics.Tensors.Tensor";
    private const string FloatTensor = TensorType + "<float>";

    /// <summary>A record whose members are the model's inputs or outputs.</summary>
    private sealed record RecordShape(string Name, string Summary, IReadOnlyList<RecordMember> Members, string Interfaces = "");

    private sealed record RecordMember(string Type, string Name, string Doc, string? Default = null);

    private static void WriteRecords(CodeWriter writer, SurfaceModel model)
    {
        WriteRecord(writer, new("Inputs", "The model's inputs.", Members("Inputs", model.Inputs, t => $"{TensorType}<{t.ElementType}>")));
        WriteRecord(writer, new("Outputs", "The model's outputs.", Members("Outputs", model.Outputs, t => $"{TensorType}<{t.ElementType}>")), output: true);
        WriteRecord(writer, new("Targets", "True values of the model's outputs.",
            Members("Targets", model.Outputs, _ => "global::Keras.TargetTensor", model.Outputs.Count > 1 ? "default" : null)),
            conversions: ["global::System.Numerics.Tensors.Tensor<float>", "global::System.Numerics.Tensors.Tensor<int>",
                "global::System.Numerics.Tensors.Tensor<byte>", "global::System.Numerics.Tensors.Tensor<bool>"]);
        WriteRecord(writer, new("Losses", "A loss for each output; null trains without that output. A single loss serves every output.",
            Members("Losses", model.Outputs, _ => "global::Keras.Loss?", "null")), conversions: ["global::Keras.Loss"]);
        WriteRecord(writer, new("LossWeights", "What each output's loss counts in the total, 1 unless given.",
            Members("LossWeights", model.Outputs, _ => "float", "1f")));
        WriteRecord(writer, new("SampleWeights", "What each sample counts, for each output; null counts all alike. A single tensor serves every output.",
            Members("SampleWeights", model.Outputs, _ => FloatTensor + "?", "null")), conversions: [FloatTensor]);
        WriteMetrics(writer, model);
        WriteBatch(writer);
    }

    private static List<RecordMember> Members(string record, IEnumerable<SurfaceTensor> tensors, Func<SurfaceTensor, string> type, string? defaultValue = null) =>
        [.. tensors.Select(t => new RecordMember(type(t), Member(record, t), DescribeTensor(t), defaultValue))];

    /// <summary>A member may not bear the name of its record.</summary>
    private static string Member(string record, SurfaceTensor tensor) => tensor.Member == record ? record + "Value" : tensor.Member;

    private static string DescribeTensor(SurfaceTensor tensor) =>
        CSharpText.Xml($"{tensor.KerasName}: {tensor.DType.ToString().ToLowerInvariant()}{(tensor.Shape.Length > 0 ? ", shape " + tensor.Shape : "")}.");

    /// <param name="conversions">Types that convert implicitly into every member; by default a single member's own.</param>
    /// <param name="output">Whether a single member converts back.</param>
    private static void WriteRecord(CodeWriter writer, RecordShape record, IReadOnlyList<string>? conversions = null, bool output = false)
    {
        WriteRecordHeader(writer, record);
        var single = record.Members.Count == 1;
        var toAll = record.Name is "Losses" or "SampleWeights";
        var sources = single ? (conversions ?? [record.Members[0].Type]) : toAll ? conversions! : [];
        if (sources.Count == 0)
        {
            writer.Line($"public readonly record struct {record.Name}({Parameters(record)});");
            return;
        }
        using var _ = writer.Block($"public readonly record struct {record.Name}({Parameters(record)}){record.Interfaces}");
        foreach (var source in sources)
        {
            writer.Line();
            writer.Summary(single ? $"The record of its only member." : "The same for every output.");
            writer.Line($"/// <param name=\"value\">{(single ? "The member." : "For every output.")}</param>");
            writer.Line($"public static implicit operator {record.Name}({source} value) => new({string.Join(", ", record.Members.Select(_ => "value"))});");
        }
        if (!output) return;
        writer.Line();
        writer.Summary("The only member.");
        writer.Line("/// <param name=\"outputs\">The record.</param>");
        writer.Line($"public static implicit operator {record.Members[0].Type}({record.Name} outputs) => outputs.{CSharpText.Identifier(record.Members[0].Name)};");
    }

    private static void WriteRecordHeader(CodeWriter writer, RecordShape record)
    {
        writer.Line();
        writer.Summary(record.Summary);
        foreach (var member in record.Members) writer.Line($"/// <param name=\"{member.Name}\">{member.Doc}</param>");
        writer.Line(GeneratedCode);
    }

    private static string Parameters(RecordShape record) =>
        string.Join(", ", record.Members.Select(m => $"{m.Type} {CSharpText.Identifier(m.Name)}{(m.Default is null ? "" : " = " + m.Default)}"));

    private static void WriteMetrics(CodeWriter writer, SurfaceModel model)
    {
        const string Metric = "global::Keras.Metric";
        var record = new RecordShape("Metrics", "Metrics for each output. A single metric, or a list without names, serves every output.",
            Members("Metrics", model.Outputs, _ => "global::Keras.MetricList?", "null"));
        WriteRecordHeader(writer, record);
        writer.Line("[global::System.Runtime.CompilerServices.CollectionBuilder(typeof(Metrics), \"Create\")]");
        using var _ = writer.Block($"public readonly record struct Metrics({Parameters(record)}) : global::System.Collections.Generic.IEnumerable<{Metric}>");
        writer.Summary("The same metrics for every output.");
        writer.Line("/// <param name=\"metrics\">For every output.</param>");
        using (writer.Block($"public static Metrics Create(global::System.ReadOnlySpan<{Metric}> metrics)"))
        {
            writer.Line("var list = global::Keras.MetricList.Create(metrics);");
            writer.Line($"return new({string.Join(", ", record.Members.Select(_ => "list"))});");
        }
        writer.Line();
        writer.Summary("The same metric for every output.");
        writer.Line("/// <param name=\"metric\">For every output.</param>");
        writer.Line($"public static implicit operator Metrics({Metric} metric) => Create([metric]);");
        writer.Line();
        writer.Summary("The metrics of all outputs.");
        writer.Line($"public global::System.Collections.Generic.IEnumerator<{Metric}> GetEnumerator() =>");
        using (writer.Indent())
            writer.Line($"global::Keras.MetricList.Enumerate({string.Join(", ", record.Members.Select(m => CSharpText.Identifier(m.Name)))});");
        writer.Line();
        writer.Line("global::System.Collections.IEnumerator global::System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();");
    }

    private static void WriteBatch(CodeWriter writer)
    {
        writer.Line();
        writer.Summary("Inputs with their targets: validation data, or one batch of a stream.");
        writer.Line("/// <param name=\"Inputs\">The inputs.</param>");
        writer.Line("/// <param name=\"Targets\">The true values of the outputs.</param>");
        writer.Line("/// <param name=\"SampleWeights\">What each sample counts.</param>");
        writer.Line(GeneratedCode);
        using var _ = writer.Block("public readonly record struct Batch(Inputs Inputs, Targets Targets, SampleWeights SampleWeights = default)");
        writer.Summary("A batch whose samples count alike.");
        writer.Line("/// <param name=\"batch\">Inputs and targets.</param>");
        writer.Line("public static implicit operator Batch((Inputs Inputs, Targets Targets) batch) => new(batch.Inputs, batch.Targets);");
    }
}
