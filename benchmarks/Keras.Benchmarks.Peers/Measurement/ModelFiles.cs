using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>A model's files, one per engine, in a folder that is deleted afterwards.</summary>
internal sealed class ModelFiles : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keras-peers-");
    private readonly ModelFacts _model;

    /// <summary>Draws the weights and writes them for each engine.</summary>
    public ModelFiles(ModelFacts model)
    {
        _model = model;
        var weights = new WeightValues(model);
        foreach (var kind in EngineCatalogue.All) kind.Write(model, weights, PathOf(kind));
    }

    public string PathOf(IEngineKind kind) => Path.Combine(_folder.FullName, $"{_model.Name}.{kind.Extension}");

    public void Dispose() => _folder.Delete(recursive: true);
}
