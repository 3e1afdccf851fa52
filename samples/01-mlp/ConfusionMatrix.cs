using Spectre.Console;

namespace Samples.Digits;

/// <summary>How often each digit was taken for which.</summary>
internal sealed class ConfusionMatrix
{
    private readonly int[,] _counts = new int[10, 10];

    /// <param name="labels">The true digits.</param>
    /// <param name="probabilities">Ten per image, row-major.</param>
    public ConfusionMatrix(ReadOnlySpan<int> labels, ReadOnlySpan<float> probabilities)
    {
        for (var i = 0; i < labels.Length; i++) _counts[labels[i], MostLikely(probabilities.Slice(i * 10, 10))]++;
    }

    public static int MostLikely(ReadOnlySpan<float> probabilities) => System.Numerics.Tensors.TensorPrimitives.IndexOfMax(probabilities);

    public Table ToTable()
    {
        var table = new Table().Border(TableBorder.Rounded).Title("Confusion matrix: digits (rows) and what they were taken for").AddColumn("");
        for (var taken = 0; taken < 10; taken++) table.AddColumn(new TableColumn(taken.ToString()).RightAligned());
        for (var digit = 0; digit < 10; digit++)
        {
            var cells = new List<string> { $"[bold]{digit}[/]" };
            for (var taken = 0; taken < 10; taken++)
            {
                var count = _counts[digit, taken];
                cells.Add(count == 0 ? "[grey]·[/]" : digit == taken ? $"[green]{count}[/]" : $"[red]{count}[/]");
            }
            table.AddRow([.. cells]);
        }
        return table;
    }
}
