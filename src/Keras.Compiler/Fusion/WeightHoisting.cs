using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion;

/// <summary>Takes the steps that depend on weights alone out of a program that keeps what they make: they run once per version of the weights,
/// also those that stand in the loop of a step.</summary>
public static class WeightHoisting
{
    /// <summary>The program without those steps, and with a program of them.</summary>
    public static FusedProgram Hoist(FusedProgram program, CompilerOptions options)
    {
        if (!program.Source.KeepsPrepared || options.DisabledPasses.Contains(nameof(WeightHoisting))) return program;
        var parts = new Hoist(program).Divide(program, [.. program.Source.Weights.Select(w => w.Value)]);
        if (parts.Prepared.IsEmpty) return program;
        var preparation = new FusedProgram(
            program.Source with { Inputs = [], Instructions = [], Outputs = [], LossTerms = [], StateWrites = [], OutputMasks = [], States = [] },
            parts.Once, [], new([.. parts.Prepared.Select((p, i) => new ProgramResult(ResultKind.Prepared, i, p.Value))]));
        FusedVerifier.Verify(preparation, nameof(WeightHoisting));
        program = program with { Forward = parts.PerRun, Preparation = preparation, Prepared = parts.Prepared };
        FusedVerifier.Verify(program, nameof(WeightHoisting));
        return program;
    }
}

/// <summary>Divides programs, those within steps too.</summary>
internal sealed class Hoist(FusedProgram outermost)
{
    private int _nextId = 1 + outermost.Given.Concat(outermost.Steps.SelectMany(s => s.Results)).Select(v => v.Id).DefaultIfEmpty(-1).Max();

    /// <summary>The parts of a program.</summary>
    /// <param name="Once">Steps that run once.</param>
    /// <param name="PerRun">Steps that run each time.</param>
    /// <param name="Prepared">What the latter read of the former.</param>
    public sealed record Parts(ImmutableArray<Step> Once, ImmutableArray<Step> PerRun, ImmutableArray<PreparedValue> Prepared);

    /// <param name="program">A program without a backward pass.</param>
    /// <param name="weights">The values that are weights, or made of weights alone.</param>
    public Parts Divide(FusedProgram program, IEnumerable<Value> weights)
    {
        var (once, perRun, known) = (new List<Step>(), new List<Step>(), new HashSet<Value>(weights));
        foreach (var original in program.Forward)
        {
            var step = original is INestedStep ? Lift(original, known, once) : original;
            var isKnown = IsKnown(step, known);
            if (isKnown) known.UnionWith(step.Results);
            // Another name for memory costs nothing: whoever needs it has its own.
            if (isKnown) once.Add(step);
            if (!isKnown || step is ViewStep) perRun.Add(step is ConcatenateStep join ? Copying(join, known) : step);
        }
        var results = program.Results.Items.Select(result => result.Value).ToList();
        perRun = Needed(perRun, results);
        var made = new HashSet<Value>(once.Where(step => step is not ViewStep).SelectMany(step => step.Results));
        var prepared = perRun.SelectMany(step => step.Operands).Concat(results).Where(made.Contains).Distinct().ToList();
        // What is lifted out of a loop lies as it did there.
        var layouts = Layouts.Of(program with { Forward = [.. once, .. perRun] });
        return new([.. Needed(once, prepared)], [.. perRun], [.. prepared.Select(value => new PreparedValue(value, layouts[value]))]);
    }

    private static bool IsKnown(Step step, HashSet<Value> known) =>
        step.AccumulatesInto < 0 && StepFormulas.IsPure(step) && step.Operands.All(known.Contains) &&
        step.Results.All(result => result.Type.DType == DType.Float32 && result.Shape.Size.IsKnown);

    /// <summary>What exists before the join cannot be written into it.</summary>
    private static ConcatenateStep Copying(ConcatenateStep join, HashSet<Value> known) =>
        join with { InPlace = [.. join.InPlace.Select((inPlace, i) => inPlace && !known.Contains(join.Operands[i]))] };

    /// <summary>The steps that values need.</summary>
    private static List<Step> Needed(List<Step> steps, IEnumerable<Value> values)
    {
        var wanted = new HashSet<Value>(values);
        var needed = new List<Step>();
        foreach (var step in Enumerable.Reverse(steps))
        {
            if (!step.Results.Any(wanted.Contains)) continue;
            wanted.UnionWith(step.Operands);
            needed.Add(step);
        }
        needed.Reverse();
        return needed;
    }

    /// <summary>The step with a program that is without what it would do in each run alike; that goes to <paramref name="once"/>.</summary>
    private Step Lift(Step step, HashSet<Value> known, List<Step> once)
    {
        var nested = (INestedStep)step;
        var source = nested.Body.Source;
        var given = source.Inputs.Concat(source.Weights.Select(w => w.Value)).ToList();
        var parts = Divide(nested.Body, given.Where((_, i) => i >= nested.Varying && known.Contains(step.Operands[i])));
        if (parts.Prepared.IsEmpty) return step;

        var outside = Enumerable.Range(0, given.Count).ToDictionary(i => given[i], i => step.Operands[i]);
        foreach (var inner in parts.Once)
        {
            foreach (var result in inner.Results) outside.Add(result, new Value(_nextId++, result.Type, result.Name));
            once.Add(inner with { Operands = [.. inner.Operands.Select(o => outside[o])], Results = [.. inner.Results.Select(r => outside[r])] });
        }
        var lifted = parts.Prepared.Select(p => outside[p.Value]).ToImmutableArray();
        known.UnionWith(lifted);
        var body = nested.Body with
        {
            Forward = parts.PerRun,
            Source = source with
            {
                Weights = source.Weights.AddRange(parts.Prepared.Select(p => (new ProgramWeight(p.Value.Name, p.Value.Shape, p.Layout, Trainable: false), p.Value))),
            },
        };
        // Behind the operands of the program there may be others.
        return nested.WithBody(body) with { Operands = step.Operands.InsertRange(given.Count, lifted) };
    }
}
