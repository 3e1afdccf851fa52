namespace Keras.Benchmarks.Peers.Facts;

/// <summary>The models that are measured: each class derived from <see cref="ModelFacts"/>, small ones first.</summary>
internal static class ModelCatalogue
{
    public static IReadOnlyList<ModelFacts> All { get; } =
    [
        .. typeof(ModelCatalogue).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(ModelFacts)))
            .Select(type => (ModelFacts)Activator.CreateInstance(type)!).OrderBy(model => model.Operations),
    ];

    public static ModelFacts Get(string name) => All.Single(model => model.Name == name);
}
