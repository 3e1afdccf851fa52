using System.Text;

namespace Keras;

public abstract partial class Model
{
    /// <summary>The graph as a Mermaid flowchart (https://mermaid.js.org/syntax/flowchart.html): inputs, layers and operations with
    /// their output shapes, and an arrow for each tensor that flows. A layer that is called more than once stands once, with an arrow
    /// for each call. Markdown on code hosts shows it as a picture.</summary>
    /// <param name="direction">From top to bottom or from left to right.</param>
    public string ToMermaid(DiagramDirection direction = DiagramDirection.TopToBottom)
    {
        var rows = Blueprint.Summary;
        var ids = rows.Select((row, i) => (row.Name, Id: $"n{i}")).ToDictionary(entry => entry.Name, entry => entry.Id);
        var text = new StringBuilder(direction == DiagramDirection.TopToBottom ? "flowchart TB\n" : "flowchart LR\n");
        foreach (var row in rows)
        {
            var label = $"\"<b>{row.Name}</b><br/>{row.ClassName}<br/>{row.OutputShape}\"";
            // Only inputs take nothing; they have round sides.
            text.Append($"    {ids[row.Name]}{(row.ConnectedTo.Length == 0 ? $"([{label}])" : $"[{label}]")}\n");
        }
        foreach (var row in rows)
            foreach (var source in row.ConnectedTo)
                text.Append($"    {ids[source[..source.IndexOf('[')]]} --> {ids[row.Name]}\n");
        return text.ToString();
    }
}

/// <summary>How a diagram runs.</summary>
public enum DiagramDirection
{
    /// <summary>Inputs at the top.</summary>
    TopToBottom,

    /// <summary>Inputs at the left.</summary>
    LeftToRight,
}
