using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>Element-wise steps of one shape that read the same values, or each other, become one loop: as the gates of a recurrent cell and
/// their gradients.</summary>
public sealed class MapGroups : FusionPass
{
    private const int MostValues = 20;
    private const int MostParts = 240;

    public override void Run(StepList steps)
    {
        // A step that joins a group may bring another one within reach.
        while (RunOnce(steps)) { }
    }

    private static bool RunOnce(StepList steps)
    {
        for (var later = 1; later < steps.Count; later++)
        {
            if (!IsElementwise(steps, later)) continue;
            for (var earlier = later - 1; earlier >= 0; earlier--)
                if (IsElementwise(steps, earlier) && Join(steps, earlier, later)) return true;
        }
        return false;
    }

    private static bool IsElementwise(StepList steps, int position) => steps[position] switch
    {
        MapStep map => map.Result.Type.DType == DType.Float32 && map.Result.Shape.Rank > 0 && !map.Formula.IsRandom() && !map.Formula.IsConstant()
            && !map.Operands.Any(operand => LiesInPanels(steps, operand)),
        MapGroupStep => true,
        _ => false,
    };

    private static bool LiesInPanels(StepList steps, Value value) => steps.StepOf(value) is { } producer
        ? producer.ResultLayout(producer.Results.IndexOf(value)) == WeightLayout.Panels
        : steps.IsPanels(value);

    private static bool Join(StepList steps, int earlier, int later)
    {
        var (first, second) = (steps[earlier]!, steps[later]!);
        if (first.Result.Shape != second.Result.Shape || steps.IsBackward(earlier) != steps.IsBackward(later)) return false;
        if (!second.Operands.Any(operand => operand.Shape == first.Result.Shape && (first.Operands.Contains(operand) || first.Results.Contains(operand)))) return false;
        var canRise = second.Operands.All(operand => steps.ProducerOf(operand) < earlier || first.Results.Contains(operand));
        if (!canRise && !CanSink(steps, earlier, later)) return false;
        var group = Merge(first, second);
        if (group.Operands.Length + group.Results.Length > MostValues || group.Formulas.Sum(formula => formula.Parts().Count()) > MostParts) return false;
        if (group.Axes(_ => null).Lengths.Length > BroadcastAxes.Most) return false;
        steps.Remove(canRise ? later : earlier);
        steps.Replace(canRise ? earlier : later, group);
        return true;
    }

    /// <summary>Whether a step can run later than it does: nothing in between reads what it makes or replaces what it reads.</summary>
    private static bool CanSink(StepList steps, int from, int to)
    {
        var step = steps[from]!;
        for (var position = from + 1; position < to; position++)
        {
            if (steps[position] is not { } between) continue;
            if (between.Operands.Any(step.Results.Contains)) return false;
            if (between.AccumulatesInto >= 0 && step.Operands.Contains(between.Operands[between.AccumulatesInto])) return false;
        }
        return true;
    }

    private static MapGroupStep Merge(Step first, Step second)
    {
        var operands = first.Operands.Concat(second.Operands.Where(operand => !first.Results.Contains(operand))).Distinct().ToImmutableArray();
        var made = FormulasOf(first).Select(formula => formula.Substitute(i => Operand(first.Operands[i]))).ToImmutableArray();
        var then = FormulasOf(second).Select(formula => formula.Substitute(i =>
            first.Results.IndexOf(second.Operands[i]) is >= 0 and var index ? made[index] : Operand(second.Operands[i])));
        return new MapGroupStep([.. made, .. then], operands, first.Results.AddRange(second.Results), second.Scope);

        Formula Operand(Value value) => Formula.Operand(operands.IndexOf(value));
    }

    private static ImmutableArray<Formula> FormulasOf(Step step) => step is MapGroupStep group ? group.Formulas : [((MapStep)step).Formula];
}
