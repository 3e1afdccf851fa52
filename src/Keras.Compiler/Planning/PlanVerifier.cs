using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Checks what every planned program must keep to. A failure is a fault of the compiler.</summary>
public static class PlanVerifier
{
    public static void Verify(PlannedProgram plan)
    {
        foreach (var step in plan.Steps.Select(s => s.Step).Where(s => !s.IsView)) VerifyRows(plan, step);
        foreach (var (slot, index) in plan.Slots.Select((s, i) => (s, i))) VerifyTenants(slot, index);
    }

    /// <summary>Values in rows are only read and written by kernels that step over the gaps.</summary>
    private static void VerifyRows(PlannedProgram plan, Step step)
    {
        foreach (var value in step.Operands.Concat(step.Results))
        {
            var rows = plan.Types[value].Rows;
            var isOwn = step is ConcatenateStep join && join.Operands.Contains(value);
            if (!rows.IsDense && !isOwn && !step.AcceptsRows(value, rows.Length))
                throw new OpVerificationException($"{step.Name} cannot work on {value} in {plan.Types[value]}.");
        }
    }

    private static void VerifyTenants(ArenaSlot slot, int index)
    {
        for (var i = 1; i < slot.Tenants.Length; i++)
            if (slot.Tenants[i].First <= slot.Tenants[i - 1].Last)
                throw new OpVerificationException($"Slot {index} holds {slot.Tenants[i - 1].Name} and {slot.Tenants[i].Name} at once.");
        foreach (var tenant in slot.Tenants)
            if (!slot.Sizes.Any(size => SlotAllocator.Covers(size, tenant.Size)))
                throw new OpVerificationException($"Slot {index} is too small for {tenant.Name}.");
    }
}
