using Keras.Saving;

namespace Keras;

public abstract partial class Model
{
    /// <summary>Saves all weights to a safetensors file, by their paths (<c>layer/weight</c>, nested <c>vision/conv1/kernel</c>). A file of
    /// this name is at every moment either the old or the new one.</summary>
    /// <param name="path">The file; its name ends in <c>.safetensors</c>.</param>
    /// <exception cref="ArgumentException">The name has another ending.</exception>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Save(string path)
    {
        CheckExtension(path);
        // One moment for all weights, also while the model trains on another thread.
        var turn = _gate.BeginRead();
        try
        {
            SafetensorsFile.Write(path,
                [.. SavedWeights().Select(entry => new SafetensorsTensor(entry.Path, entry.Weight.Spec.Shape, entry.Weight.UnpackRows))],
                new Dictionary<string, string> { ["format"] = "keras-csharp", ["model"] = Name });
        }
        finally
        {
            turn?.EndRead();
        }
    }

    /// <summary>Loads all weights from a safetensors file that <see cref="Save"/> wrote. Everything is checked before anything is changed.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or of another architecture: names the entry and both shapes.</exception>
    /// <exception cref="IOException">The disk failed half way, or another program cut the file short: some weights are the file's by then.</exception>
    public void Load(string path)
    {
        CheckExtension(path);
        using var file = SafetensorsFile.Open(path);
        var weights = SavedWeights();
        foreach (var (name, weight) in weights) CheckEntry(file, name, weight);
        if (file.Entries.Keys.Except(weights.Select(entry => entry.Path)).Order(StringComparer.Ordinal).FirstOrDefault() is { } unknown)
            throw new InvalidDataException(
                $"'{path}' is of another architecture: its entry {file.Entries[unknown]} has no place in {Name}, whose weights are {Listed(weights)}.");
        var open = _gate.BeginUpdate();
        try
        {
            foreach (var (name, weight) in weights)
            {
                weight.FillByParts((values, first) => file.Read(name, first, values));
                weight.Touch();
            }
        }
        finally
        {
            open.EndUpdate();
        }
    }

    /// <summary>Each weight once, under its first path.</summary>
    private List<SavedWeight> SavedWeights()
    {
        var (weights, known) = (new List<SavedWeight>(), new HashSet<Weight>());
        VisitWeights("", (path, weight) =>
        {
            if (known.Add(weight)) weights.Add(new(path, weight));
        });
        return weights;
    }

    private void CheckEntry(SafetensorsFile file, string name, Weight weight)
    {
        if (!file.Entries.TryGetValue(name, out var entry))
            throw new InvalidDataException(
                $"'{file.Path}' is of another architecture: it has no entry '{name}' of shape {weight.Shape}, which {Name} needs. " +
                $"It has {string.Join(", ", file.Entries.Values)}.");
        if (!entry.HasShape(weight.Spec.Shape))
            throw new InvalidDataException(
                $"'{file.Path}' is of another architecture: its entry {entry} does not fit the weight of shape {weight.Shape} in {Name}.");
        if (entry.Type is not (SafetensorsType.F32 or SafetensorsType.F16 or SafetensorsType.BF16 or SafetensorsType.F64))
            throw new InvalidDataException($"'{file.Path}': entry {entry} holds no floating-point numbers, which {Name} needs.");
    }

    private static void CheckExtension(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"Weights are kept in safetensors files: the name must end in .safetensors, found '{path}'.", nameof(path));
    }

    private static string Listed(List<SavedWeight> weights) => string.Join(", ", weights.Select(entry => $"'{entry.Path}' {entry.Weight.Shape}"));

    /// <summary>An object and no tuple, for what the JIT shares (<see cref="Layers.Layer.VisitWeights"/>).</summary>
    private sealed record SavedWeight(string Path, Weight Weight);
}
