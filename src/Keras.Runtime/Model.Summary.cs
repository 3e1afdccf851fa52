using Keras.Training;

namespace Keras;

public abstract partial class Model
{
    /// <summary>Prints Keras's table of layers, shapes and parameters.</summary>
    /// <param name="lineLength">Width in characters; by default what fits the terminal, at most 88, or 108 with connections.</param>
    /// <param name="output">Where to; the console by default.</param>
    public void Summary(int? lineLength = null, TextWriter? output = null) => (output ?? Console.Out).Write(SummaryText(lineLength));

    /// <summary>Keras's table of layers, shapes and parameters.</summary>
    /// <param name="lineLength">Width in characters; by default what fits the terminal, at most 88, or 108 with connections.</param>
    public string SummaryText(int? lineLength = null)
    {
        var rows = Blueprint.Summary.Select(row => new SummaryTable.Row(
            $"{row.Name} ({row.ClassName})", row.OutputShape, row.Layer < 0 ? 0 : _layers[row.Layer].CountParams(),
            row.ConnectedTo.Length == 0 ? "-" : string.Join(", ", row.ConnectedTo)));
        var trainable = _weights.Where(weight => weight.Trainable).Sum(weight => (long)weight.Count);
        var optimizer = _trainer is { Optimizer.BatchesSeen: > 0 } ? OptimizerParams(_trainer.Optimizer) : 0;
        return SummaryTable.Write(Name, [.. rows], Blueprint.IsLinear, trainable, CountParams() - trainable, optimizer, lineLength);
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
