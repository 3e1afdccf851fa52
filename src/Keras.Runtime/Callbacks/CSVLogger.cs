using System.Globalization;
using System.Text;

namespace Keras;

/// <summary>Writes the figures of each epoch to a CSV file (https://keras.io/api/callbacks/csv_logger/). The file is complete after each
/// epoch, also where training is cancelled.</summary>
/// <param name="filename">The file.</param>
/// <param name="separator">Between the columns.</param>
/// <param name="append">Goes on with a file that exists, instead of writing it anew.</param>
public sealed class CSVLogger(string filename, string separator = ",", bool append = false) : Callback
{
    private string[]? _columns;

    /// <inheritdoc/>
    public override void OnTrainBegin()
    {
        _columns = null;
        if (append && File.Exists(filename) && new FileInfo(filename).Length > 0)
            _columns = File.ReadLines(filename).First().Split(separator)[1..];
        else
            File.WriteAllText(filename, "");
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        var text = new StringBuilder();
        if (_columns is null)
        {
            ArgumentNullException.ThrowIfNull(logs);
            _columns = [.. logs.Select(entry => entry.Key)];
            text.Append(string.Join(separator, _columns.Prepend("epoch"))).Append('\n');
        }
        var values = _columns.Select(name => logs.TryGetValue(name, out var value) ? value.ToString("R", CultureInfo.InvariantCulture) : "NA");
        text.Append(string.Join(separator, values.Prepend(epoch.ToString(CultureInfo.InvariantCulture)))).Append('\n');
        File.AppendAllText(filename, text.ToString());
    }
}
