using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Gives each value of a fused program a place in memory.</summary>
public static class ArenaPlanner
{
    public static PlannedProgram Plan(FusedProgram program)
    {
        var departures = Departures.Of(program);
        program = departures.Program;
        var steps = program.Steps.ToImmutableArray();
        var (aliases, layouts) = (new AliasMap(program), Layouts.Of(program));
        var guards = new Guards(program);
        var nested = steps.Select((step, position) => step is INestedStep inner
            ? Nest(inner, position < program.Forward.Length || !inner.IsIndependent ? Plan(inner.Body) : guards.Guard(step, Plan(inner.Body)))
            : null).ToImmutableArray();
        var products = ProductGradients.Of(program, aliases, departures.Homes);
        var storages = Storages.Of(program, steps, nested, aliases, layouts, departures.Homes, products.Values.SelectMany(step => step.Operands));
        var slots = SlotAllocator.Allocate(storages.All);

        var types = new Dictionary<Value, PhysicalType>();
        foreach (var value in program.Given.Concat(steps.SelectMany(s => s.Results)))
        {
            var root = aliases.Root(value);
            var (home, index) = departures.Homes.TryGetValue(root, out var border) ? border : (Home.Slot, slots.SlotOf(storages.Of(root)));
            var alias = aliases.Find(value);
            types.Add(value, new PhysicalType(
                value.Type.DType, layouts[value], aliases.RowsInRoot(value), home, index, alias?.Of, alias?.Rows));
        }
        var planned = steps.Select((step, position) =>
        {
            var (own, count) = (storages.WorkspacesAt(position).Select(slots.SlotOf).ToImmutableArray(), step.Workspaces.Length);
            return new PlannedStep(
                step,
                position < program.Forward.Length ? -1 : guards.Of(step),
                departures.LayerOf(step),
                position < program.Forward.Length ? -1 : guards.LogitOutputOf(step),
                count == 0 ? -1 : own[0])
            {
                WorkspaceSlots = [.. own.Take(count)],
                Nested = nested[position] is { } inner ? inner with { Slots = [.. own.Skip(count)] } : null,
            };
        }).ToList();

        var plan = new PlannedProgram(
            program, [.. planned.Take(program.Forward.Length)], [.. planned.Skip(program.Forward.Length)], types,
            slots.Slots, guards.All, Requirements.Of(program.Source))
        {
            Preparation = program.Preparation is { } preparation ? Plan(preparation) : null,
            ProductGradients = [.. products.Keys],
        };
        PlanVerifier.Verify(plan);
        return plan;
    }

    private static NestedPlan Nest(INestedStep step, PlannedProgram plan) => new(plan, [], step.Lengths(
        (symbol, length) => plan.Slots.Sum(slot => slot.Sizes.Max(size => size.Evaluate(name => name == symbol ? length : SlotAllocator.PlausibleLength)))));
}
