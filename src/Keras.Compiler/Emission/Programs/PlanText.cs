using System.Globalization;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes the method that lays out the arena: for each slot its size, as large as the largest of its tenants.</summary>
internal static class PlanText
{
    public static void Write(CodeWriter writer, ProgramOutline outline)
    {
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block(
            "public override long Plan(global::Keras.Hosting.Phase phase, long batch, global::System.ReadOnlySpan<long> axes, global::System.Span<long> offsets)"))
        {
            WriteRequirements(writer, outline);
            using (writer.Block("return phase switch", ";"))
            {
                writer.Line($"global::Keras.Hosting.Phase.Train => PlanTrain({Arguments}),");
                if (outline.Evaluate is not null) writer.Line($"global::Keras.Hosting.Phase.Evaluate => PlanEvaluate({Arguments}),");
                writer.Line($"_ => PlanInfer({Arguments}),");
            }
        }
        WriteSlots(writer, "Infer", outline.Infer, outline);
        if (outline.Evaluate is not null) WriteSlots(writer, "Evaluate", outline.Evaluate, outline);
        WriteSlots(writer, "Train", outline.Train, outline);
        writer.Line();
        writer.Line("/// <summary>Lengthens the arena and returns where the new piece begins; pieces begin at lines of the cache.</summary>");
        using (writer.Block("private static long Place(ref long end, long bytes)"))
        {
            writer.Line("var start = end;");
            writer.Line("end += (bytes + 63) & ~63L;");
            writer.Line("return start;");
        }
    }

    private const string Arguments = "batch, axes, offsets";

    private static void WriteRequirements(CodeWriter writer, ProgramOutline outline)
    {
        foreach (var equal in outline.Plans.SelectMany(p => p.Requirements).GroupBy(r => (r.Left, r.Right)).Select(g => g.First()))
        {
            var (left, right) = (Text(equal.Left, outline), Text(equal.Right, outline));
            using (writer.Block($"if ({left} != {right})"))
                writer.Line("throw new global::System.ArgumentException($" + CSharpText.Literal(
                    $"In {equal.Where} the lengths {Words(equal.Left)} and {Words(equal.Right)} must be equal, but are {{{left}}} and {{{right}}}.") + ");");
        }
    }

    private static void WriteSlots(CodeWriter writer, string phase, PlannedProgram plan, ProgramOutline outline)
    {
        writer.Line();
        using (writer.Block($"private static long Plan{phase}(long batch, global::System.ReadOnlySpan<long> axes, global::System.Span<long> offsets)"))
        {
            writer.Line("long end = 0;");
            for (var slot = 0; slot < plan.Slots.Length; slot++)
            {
                var sizes = plan.Slots[slot].Sizes.Select(size => Text(size, outline)).Aggregate((a, b) => $"global::System.Math.Max({a}, {b})");
                writer.Line($"offsets[{slot.ToString(CultureInfo.InvariantCulture)}] = Place(ref end, {sizes}); // {string.Join("; ", plan.Slots[slot].Tenants.Select(t => t.Name))}");
            }
            writer.Line("return end;");
        }
    }

    private static string Text(Dim dim, ProgramOutline outline) => DimText.Write(dim, symbol =>
        outline.Axes.IndexOf(symbol) is >= 0 and var axis ? $"axes[{axis.ToString(CultureInfo.InvariantCulture)}]" : "batch");

    private static string Words(Dim dim) => dim.ToString();
}
