using Keras.Training;

namespace Keras;

public abstract partial class Model
{
    /// <summary>Prints Keras's table of layers, shapes and parameters.</summary>
    /// <param name="lineLength">Width in characters; by default what fits the terminal, at most 88, or 108 with connections, and 12 more with
    /// <paramref name="showTrainable"/>.</param>
    /// <param name="output">Where to; the console by default.</param>
    /// <param name="expandNested">Whether the layers of nested models are listed below them.</param>
    /// <param name="showTrainable">Whether a column says which layers train: <c>Y</c>, <c>N</c>, or <c>-</c> for those without weights.</param>
    public void Summary(int? lineLength = null, TextWriter? output = null, bool expandNested = false, bool showTrainable = false) =>
        (output ?? Console.Out).Write(SummaryText(lineLength, expandNested, showTrainable));

    /// <summary>Keras's table of layers, shapes and parameters.</summary>
    /// <param name="lineLength">Width in characters; by default what fits the terminal, at most 88, or 108 with connections, and 12 more with
    /// <paramref name="showTrainable"/>.</param>
    /// <param name="expandNested">Whether the layers of nested models are listed below them.</param>
    /// <param name="showTrainable">Whether a column says which layers train: <c>Y</c>, <c>N</c>, or <c>-</c> for those without weights.</param>
    public string SummaryText(int? lineLength = null, bool expandNested = false, bool showTrainable = false)
    {
        var rows = SummaryRows(expandNested, level: 0);
        var trainable = _weights.Where(weight => weight.Trainable).Sum(weight => (long)weight.Count);
        var optimizer = _trainer is { Optimizer.BatchesSeen: > 0 } ? OptimizerParams(_trainer.Optimizer) : 0;
        return SummaryTable.Write(
            Name, [.. rows], new(HasConnections: !Blueprint.IsLinear, showTrainable), trainable, CountParams() - trainable, optimizer, lineLength);
    }

    /// <summary>The model's rows; as in Keras, those of nested models are indented and have no connections.</summary>
    private IEnumerable<SummaryTable.Row> SummaryRows(bool expandNested, int level)
    {
        var indent = level == 0 ? "" : string.Concat(Enumerable.Repeat("   ", level)) + "└ ";
        foreach (var row in Blueprint.Summary)
        {
            var layer = row.Layer < 0 ? null : _layers[row.Layer];
            yield return new(
                $"{indent}{row.Name} ({row.ClassName})", row.OutputShape, layer?.CountParams() ?? 0,
                level > 0 || row.ConnectedTo.Length == 0 ? "-" : string.Join(", ", row.ConnectedTo),
                layer is null || layer.Weights.Count == 0 ? "-" : layer.Trainable ? "Y" : "N");
            if (!expandNested || layer is not Model nested) continue;
            foreach (var inner in nested.SummaryRows(expandNested, level + 1)) yield return inner;
        }
    }

    /// <summary>Elements of the optimizer's state; Keras counts its step number and learning rate as well.</summary>
    private static long OptimizerParams(Optimizer optimizer)
    {
        const int StepAndRate = 2;
        var state = 0L;
        foreach (var slot in optimizer.State) state += WeightLayoutExtensions.Size(slot.Variable.Shape);
        return state + StepAndRate;
    }
}
