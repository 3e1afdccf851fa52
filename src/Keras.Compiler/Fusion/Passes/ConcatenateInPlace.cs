using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>What is joined is written into the joined tensor at once, where producer and readers can step over the gaps between rows.</summary>
public sealed class ConcatenateInPlace : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not ConcatenateStep join) continue;
            var inPlace = join.Operands.Select((operand, i) => join.Operands.Count(o => o == operand) == 1 &&
                RowAccess.CanMove(steps, operand, join.PlaceOf(i), except: position));
            steps.Replace(position, join with { InPlace = [.. inPlace] });
        }
    }
}

/// <summary>Whether values can lie in the rows of another one.</summary>
internal static class RowAccess
{
    /// <summary>Whether producer and readers of a value, except the step at one position, work where it lies in these rows. Values that
    /// leave the program or lie in another one already do not move.</summary>
    public static bool CanMove(StepList steps, Value value, Rows rows, int except) =>
        !steps.Leaves(value) && steps.StepOf(value) is { IsView: false, AccumulatesInto: < 0 } producer && producer is not ConcatenateStep { IsView: true } &&
        steps.IsBackward(steps.ProducerOf(value)) == steps.IsBackward(except) &&
        (rows.IsDense || producer.AcceptsRows(value, rows.Length)) && CanRead(steps, value, rows, except);

    /// <summary>Whether all readers of a value, except the step at one position, can read it where it lies in these rows.</summary>
    public static bool CanRead(StepList steps, Value value, Rows rows, int except)
    {
        foreach (var position in steps.ReadersOf(value).Where(p => p != except))
        {
            var reader = steps[position]!;
            if (reader.AccumulatesInto >= 0 && reader.Operands[reader.AccumulatesInto] == value) return false;
            if (reader is ConcatenateStep join && join.InPlace.Where((p, i) => p && join.Operands[i] == value).Any()) return false;
            if (rows.IsDense) continue;
            if (reader is ViewStep view)
            {
                // A view of the whole sees the same rows; a view of a part is left alone.
                if (view.Rows != Rows.Dense(value.Shape.Size) || steps.Leaves(view.Result) || !CanRead(steps, view.Result, rows, except)) return false;
            }
            else if (!reader.AcceptsRows(value, rows.Length)) return false;
        }
        return true;
    }
}
