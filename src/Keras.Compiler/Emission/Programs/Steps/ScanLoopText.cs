using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Writes the loop of a scan: for each step a call with the addresses of its entries. Nothing is copied from step to step: carries
/// that are all kept lie side by side; of others the two places change about so that the last one ends in the result.</summary>
internal sealed class ScanLoopText(ScanStep step, PlannedStep planned, StepContext context)
{
    private readonly List<string> _arguments = ["frame"];
    private readonly List<string> _before = [];
    private readonly List<string> _choices = [];
    private readonly List<string> _moves = [];
    private readonly List<string> _after = [];

    /// <param name="body">The method of one step.</param>
    public void Write(string body)
    {
        var (length, counter) = (context.Length(step.Length), context.Names.Reserve("step"));
        if (length.Contains(' ')) length = $"({length})";
        var entry = step.Reverse ? context.Names.Reserve("entry") : counter;
        var results = new List<string>();
        for (var carry = 0; carry < step.Carries; carry++) results.Add(AddCarry(carry, length, counter, entry));
        var others = step.KeepsAll.Count(keeps => !keeps);
        var chunks = step.Made.Select((sequence, number) => new ScanChunkText(step, sequence, planned.WorkspaceSlots[others + number], context)).ToList();
        for (var sequence = 0; sequence < step.Sequences; sequence++)
            _arguments.Add(chunks.Find(chunk => chunk.Sequence == sequence)?.Entry(entry) ?? Entry(step.Operands[step.Carries + sequence], entry));
        _arguments.AddRange(step.Invariants.Select(context.Pointer));
        _arguments.AddRange(results);
        _arguments.AddRange(step.Results.Skip(step.Carries).Select(result => Entry(result, entry)));

        context.Body.Lines([.. _before, .. chunks.SelectMany(chunk => chunk.Before)]);
        using (context.Body.Block($"for (nint {counter} = 0; {counter} < {length}; {counter}++)"))
        {
            if (step.Reverse) context.Body.Line($"var {entry} = {length} - 1 - {counter};");
            foreach (var chunk in chunks) chunk.Write(length, counter);
            context.Body.Lines(_choices);
            context.Body.Line($"{body}(\n    {string.Join(",\n    ", _arguments)});");
            context.Body.Lines(_moves);
        }
        context.Body.Lines(_after);
    }

    /// <summary>Adds the argument that holds a carry; returns the one that takes the next.</summary>
    private string AddCarry(int carry, string length, string counter, string entry)
    {
        var (initial, result) = (step.Operands[carry], step.Results[carry]);
        var (first, size) = (context.Pointer(initial), context.Length(initial.Shape.Size));
        if (step.KeepsAll[carry])
        {
            var all = context.Pointer(result);
            _before.Add(Copy(first, step.Reverse ? $"{all} + {length} * ({size})" : all, size));
            var (old, next) = (Entry(all, size, step.Reverse ? $"({entry} + 1)" : entry), Entry(all, size, step.Reverse ? entry : $"({entry} + 1)"));
            _arguments.Add(old);
            return next;
        }
        var (last, other) = (context.Pointer(result), context.Workspace(Slot(carry), result.Name + "_other", result.Type.DType));
        var (now, then) = (context.Names.Reserve(PhaseNames.Clean(result.Name) + "_old"), context.Names.Reserve(PhaseNames.Clean(result.Name) + "_new"));
        _before.Add($"var {now} = {first};");
        _choices.Add($"var {then} = (({length} - {counter}) & 1) == 1 ? {last} : {other};");
        _moves.Add($"{now} = {then};");
        if (!step.Length.IsKnown || step.Length == 0) _after.Add($"if ({length} == 0) {Copy(first, last, size)}");
        _arguments.Add(now);
        return then;
    }

    private int Slot(int carry) => planned.WorkspaceSlots[step.KeepsAll.Take(carry).Count(keeps => !keeps)];

    private string Entry(Value stacked, string entry) =>
        Entry(context.Pointer(stacked), context.Length(stacked.Shape.WithoutAxis(0).Size), entry);

    internal static string Entry(string pointer, string size, string entry) => $"{pointer} + {entry} * ({size})";

    private static string Copy(string from, string to, string size) =>
        $"global::Keras.Kernels.Copy.Block({from}, {size}, {to}, {size}, 1, {size});";
}
