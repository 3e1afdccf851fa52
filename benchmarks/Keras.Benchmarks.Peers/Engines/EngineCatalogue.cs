namespace Keras.Benchmarks.Peers.Engines;

/// <summary>The engines, this project first.</summary>
internal static class EngineCatalogue
{
    public static IReadOnlyList<IEngineKind> All { get; } = [new KerasEngineKind(), new OnnxEngineKind(), new TorchEngineKind()];

    public static IEngineKind Get(string key) => All.Single(kind => kind.Key == key);
}
