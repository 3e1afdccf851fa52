using System.Globalization;
using System.Text;
using Keras.Compiler.Fusion;

namespace Keras.Compiler.Planning;

/// <summary>Writes a plan as text: where each result goes, the slots with their tenants, and what sharing spares.</summary>
public static class PlanPrinter
{
    public static string Print(PlannedProgram plan)
    {
        var text = new StringBuilder();
        var position = 0;
        if (plan.Preparation is { } preparation) text.Append(Print(preparation)).Append("per call\n");
        text.Append(plan.Source.Name).Append(plan.Source.Training ? " (training)" : " (inference)").Append('\n');
        foreach (var planned in plan.Steps)
        {
            if (position == plan.Forward.Length) text.Append("backward\n");
            text.Append("  ").Append((position++).ToString(CultureInfo.InvariantCulture).PadLeft(3)).Append(' ').Append(planned.Step.Name);
            foreach (var result in planned.Step.Results) text.Append(' ').Append(result).Append(" in ").Append(plan.Types[result]).Append(';');
            if (planned.Layer is not null) text.Append(" if ").Append(planned.Layer).Append(" trains");
            if (planned.LogitOutput >= 0) text.Append(" unless output ").Append(planned.LogitOutput).Append(" begins at its logits");
            if (planned.Guard >= 0) text.Append(" for ").Append(string.Join(" ", plan.Guards[planned.Guard]));
            text.Append('\n');
            if (planned.Nested is { } nested)
                foreach (var line in Print(nested.Plan).Split('\n').Skip(1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) || line.StartsWith("slot", StringComparison.Ordinal)))
                    text.Append("      ").Append(line).Append('\n');
        }
        for (var i = 0; i < plan.Slots.Length; i++)
        {
            text.Append("slot ").Append(i).Append(": ").Append(string.Join(" or ", plan.Slots[i].Sizes)).Append(" bytes\n");
            foreach (var tenant in plan.Slots[i].Tenants)
                text.Append("  ").Append(tenant.First).Append('-').Append(tenant.Last).Append(' ').Append(tenant.Name).Append('\n');
        }
        text.Append("arena ").Append(ArenaSize(plan, 32)).Append(" of ").Append(SumOfBuffers(plan, 32)).Append(" bytes at batch 32\n");
        return text.ToString();
    }

    /// <summary>Bytes of the arena with all unknown lengths at one number.</summary>
    public static long ArenaSize(PlannedProgram plan, long length) =>
        plan.Slots.Sum(slot => Align(slot.Sizes.Max(size => size.Evaluate(_ => length))));

    /// <summary>Bytes that the arena would take if no value shared memory with another.</summary>
    public static long SumOfBuffers(PlannedProgram plan, long length)
    {
        var own = plan.Types.Where(t => t.Value.Home == Home.Slot && t.Value.Within is null)
            .Sum(t => Align((PhysicalType.PhysicalLength(t.Key.Shape, t.Value.Layout) * t.Value.ElementSize).Evaluate(_ => length)));
        return own + plan.Steps.SelectMany(s => s.Step.Workspaces).Sum(bytes => Align(bytes.Evaluate(_ => length)))
            + plan.Steps.Sum(s => s.Nested is { } nested ? SumOfBuffers(nested.Plan, length) : 0);
    }

    private static long Align(long bytes) => (bytes + 63) / 64 * 64;
}
