using Keras.Compiler.Fusion;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes the outside of the program as data.</summary>
internal static class SignatureText
{
    private const string Hosting = "global::Keras.Hosting.";

    public static void Write(CodeWriter writer, ProgramOutline outline)
    {
        var (source, train) = (outline.Train.Source, outline.Train);
        var tables = Enumerable.Range(0, source.Weights.Length).Where(train.HasRowGradient).ToList();
        var products = train.ProductGradients.OrderBy(weight => weight).ToList();
        var counts = source.Instructions.Count(instruction => instruction.Op is Distinct);
        var hasMore = tables.Count + products.Count + counts > 0 || !source.States.IsEmpty || outline.Infer.Preparation is not null;
        writer.Line($"private static readonly {Hosting}ProgramSignature Outside = new(");
        using (writer.Indent())
        {
            WriteList(writer, "Inputs", outline.Inputs.Select((input, i) => Tensor(outline, input.Name, source.Inputs[i].Type, input.BatchSize, Activation.Linear)));
            WriteList(writer, "Outputs", outline.Outputs.Select((name, i) => Tensor(
                outline, name, source.Outputs[i].Type, 0, source.Backward?.LogitCotangents[i]?.Activation ?? Activation.Linear,
                source.OutputMasks.ElementAtOrDefault(i) is not null)));
            writer.Line($"Axes: {CSharpText.List(outline.Axes)},");
            WriteList(writer, "Weights", outline.Weights.Select(CSharpText.Literal));
            writer.Line($"TrainingLayers: {CSharpText.List(outline.TrainingLayers)},");
            writer.Line($"LossTerms: {CSharpText.Literal(source.LossTerms.Length)},");
            WriteList(writer, "Guards", train.Guards.Select(guard => CSharpText.List(guard)));
            int[] slots = [outline.Infer.Slots.Length, (outline.Evaluate ?? outline.Infer).Slots.Length, train.Slots.Length, .. SlotsOf(outline.Infer.Preparation)];
            writer.Line($"Slots: {CSharpText.List(slots)},");
            var lookups = outline.Lookups.Select(lookup => $"new({CSharpText.Literal(lookup.Input)}, {CSharpText.Literal(lookup.Rows)}, {CSharpText.Literal(lookup.Layer)})");
            writer.Line($"Lookups: [{string.Join(", ", lookups)}]){(hasMore ? "" : ";")}");
        }
        if (hasMore)
        {
            writer.Line("{");
            using (writer.Indent())
            {
                if (tables.Count > 0) writer.Line($"RowGradients = {CSharpText.List(tables)},");
                if (products.Count > 0) writer.Line($"ProductGradients = {CSharpText.List(products)},");
                if (counts > 0) writer.Line($"Counts = {CSharpText.Literal(counts)},");
                if (!source.States.IsEmpty) WriteItems(writer, "States = [", source.States.Select(state =>
                    $"new({CSharpText.Literal(state.Layer)}, {CSharpText.Literal(state.Name)}, {CSharpText.Literal(checked((int)state.Value.Shape.Size.Value))})"));
                if (outline.Infer.Preparation is { } preparation) writer.Line($"Preparation = {Preparation(preparation, outline)},");
            }
            writer.Line("};");
        }
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override {Hosting}ProgramSignature Signature => Outside;");
    }

    /// <summary>The signature of an input or output.</summary>
    public static string Tensor(ProgramOutline outline, string name, TensorType type, int batchSize, Activation activation, bool isMasked = false)
    {
        var shape = CSharpText.List(type.Shape.Dims.Skip(1).Select(dim => Length(dim, outline)));
        return $"new({CSharpText.Literal(name)}, global::Keras.DType.{type.DType}, {shape}" +
            (batchSize == 0 ? "" : $", BatchSize: {CSharpText.Literal(batchSize)}") +
            (activation == Activation.Linear ? "" : $", FinalActivation: global::Keras.Activation.{activation}") +
            (isMasked ? ", IsMasked: true" : "") + ")";
    }

    private static int[] SlotsOf(PlannedProgram? preparation) => preparation is null ? [] : [preparation.Slots.Length];

    /// <summary>How long each prepared value is in memory, and the numbers of the weights that they are made of.</summary>
    private static string Preparation(PlannedProgram preparation, ProgramOutline outline)
    {
        var lengths = preparation.Fused.Results.OfKind(ResultKind.Prepared).OrderBy(result => result.Index)
            .Select(result => checked((int)PhysicalType.PhysicalLength(result.Value.Shape, preparation.Types[result.Value].Layout).Value));
        var paths = new HashSet<string>(preparation.Steps.SelectMany(step => step.Step.Operands).Select(value => preparation.Types[value])
            .Where(type => type.Home == Home.Weight).Select(type => preparation.Source.Weights[type.Index].Weight.Path));
        return $"new({CSharpText.List(lengths)}, {CSharpText.List(Enumerable.Range(0, outline.Weights.Length).Where(i => paths.Contains(outline.Weights[i])))})";
    }

    /// <summary>A number; −1 minus the number of an unknown axis; or unknown.</summary>
    private static int Length(Dim dim, ProgramOutline outline)
    {
        if (dim.IsKnown) return checked((int)dim.Value);
        var axes = outline.Axes.ToList();
        return axes.FindIndex(axis => Dim.Symbol(axis) == dim) is >= 0 and var number ? -1 - number : Axis.None;
    }

    private static void WriteList(CodeWriter writer, string name, IEnumerable<string> items) => WriteItems(writer, $"{name}: [", items);

    /// <summary>A list, an item per line, and a comma.</summary>
    /// <param name="head">What it is assigned to, and its opening bracket.</param>
    public static void WriteItems(CodeWriter writer, string head, IEnumerable<string> items)
    {
        var lines = items.ToList();
        writer.Line(head + (lines.Count == 0 ? "]," : ""));
        if (lines.Count == 0) return;
        using (writer.Indent())
            foreach (var line in lines) writer.Line(line + ",");
        writer.Line("],");
    }
}
