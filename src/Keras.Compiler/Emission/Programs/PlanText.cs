using System.Collections.Immutable;
using System.Globalization;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes the method that lays out the arena: for each slot its size, as large as the largest of its tenants.</summary>
internal static class PlanText
{
    public static void Write(CodeWriter writer, ProgramOutline outline)
    {
        var preparation = outline.Infer.Preparation is { Slots.IsEmpty: false } prepares ? prepares : null;
        if (RequirementsOf(outline) is { IsEmpty: false } requirements) WriteRequirements(writer, requirements, outline);
        WriteOutputLengths(writer, outline.Train.Source.Outputs, outline);
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block(
            "public override long Plan(global::Keras.Hosting.Phase phase, long batch, global::System.ReadOnlySpan<long> axes, global::System.Span<long> offsets)"))
        {
            // Nothing of it depends on lengths.
            if (preparation is not null) writer.Line($"if (phase == global::Keras.Hosting.Phase.Prepare) return PlanPrepare({Arguments});");
            WriteCheck(writer, outline);
            using (writer.Block("return phase switch", ";"))
            {
                writer.Line($"global::Keras.Hosting.Phase.Train => PlanTrain({Arguments}),");
                if (outline.Evaluate is not null) writer.Line($"global::Keras.Hosting.Phase.Evaluate => PlanEvaluate({Arguments}),");
                writer.Line($"_ => PlanInfer({Arguments}),");
            }
        }
        if (preparation is not null) WriteSlots(writer, "Prepare", preparation, outline);
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

    /// <summary>Calls the check of what the programs need of lengths, if there is any.</summary>
    public static void WriteCheck(CodeWriter writer, ProgramOutline outline)
    {
        if (!RequirementsOf(outline).IsEmpty) writer.Line("CheckLengths(batch, axes);");
    }

    private static ImmutableArray<Requirement> RequirementsOf(ProgramOutline outline) =>
        Requirements.Distinct(outline.Plans.SelectMany(p => p.Requirements));

    private static void WriteRequirements(CodeWriter writer, IEnumerable<Requirement> requirements, ProgramOutline outline)
    {
        writer.Line();
        writer.Line("/// <summary>Checks what the compiler could not: lengths that only a call tells.</summary>");
        using (writer.Block("private static void CheckLengths(long batch, global::System.ReadOnlySpan<long> axes)"))
            foreach (var requirement in requirements)
            {
                var (left, right) = (Text(requirement.Left, outline), Text(requirement.Right, outline));
                var (comparison, words) = requirement is EqualLengths
                    ? ("!=", $"In {requirement.Where} the lengths {requirement.Left} and {requirement.Right} must be equal, but are {{{left}}} and {{{right}}}.")
                    : ("<", $"In {requirement.Where} the length {requirement.Left} must be at least {(requirement.Right.IsKnown ? right : $"{requirement.Right}, which is {{{right}}}")}, but is {{{left}}}.");
                using (writer.Block($"if ({left} {comparison} {right})"))
                    writer.Line("throw new global::System.ArgumentException($" + CSharpText.Literal(words) + ");");
            }
    }

    /// <summary>Lengths of output axes that are computed from those of the inputs.</summary>
    public static void WriteOutputLengths(CodeWriter writer, ImmutableArray<Value> outputs, ProgramOutline outline)
    {
        var requirements = RequirementsOf(outline);
        var checks = !requirements.IsEmpty && !requirements.Any(r => NamesBatch(r.Left) || NamesBatch(r.Right));
        var computed = outputs.SelectMany((output, i) => output.Shape.Dims.Skip(1).Select((dim, axis) => (i, axis, dim)))
            .Where(length => !length.dim.IsKnown && !outline.Axes.Any(axis => Dim.Symbol(axis) == length.dim) && !NamesBatch(length.dim)).ToList();
        if (computed.Count == 0) return;
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block("public override long OutputLength(int output, int axis, global::System.ReadOnlySpan<long> axes)"))
        {
            // Outputs are made before the plan; what is checked does not depend on the batch.
            if (checks) writer.Line("CheckLengths(1, axes);");
            using (writer.Block("return (output, axis) switch", ";"))
            {
                foreach (var (output, axis, dim) in computed) writer.Line($"({CSharpText.Literal(output)}, {CSharpText.Literal(axis)}) => {Text(dim, outline)},");
                writer.Line("_ => base.OutputLength(output, axis, axes),");
            }
        }
    }

    private static bool NamesBatch(Dim dim) => dim.AllSymbols.Contains(Dim.Batch.Symbols.Single());

    /// <summary>Writes the method that lays out the arena of one phase.</summary>
    public static void WriteSlots(CodeWriter writer, string phase, PlannedProgram plan, ProgramOutline outline)
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

    /// <summary>A length or size in terms of <c>batch</c> and <c>axes</c>.</summary>
    public static string Text(Dim dim, ProgramOutline outline) => DimText.Write(dim, symbol =>
        outline.Axes.IndexOf(symbol) is >= 0 and var axis ? $"axes[{axis.ToString(CultureInfo.InvariantCulture)}]" : "batch");
}
