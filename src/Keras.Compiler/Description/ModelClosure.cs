using Keras.Compiler.Support;

namespace Keras.Compiler.Description;

/// <summary>A model and all models nested in it, directly or not: all that its code depends on.</summary>
/// <param name="Model">The model.</param>
/// <param name="Nested">The models nested in it, each once, sorted by full name.</param>
public sealed record ModelClosure(ModelDescription Model, EquatableArray<ModelDescription> Nested)
{
    /// <summary>The closure of a model over all known models. Models that are not known are absent from it.</summary>
    public static ModelClosure Of(ModelDescription model, IReadOnlyDictionary<string, ModelDescription> known)
    {
        var reached = new SortedDictionary<string, ModelDescription>(StringComparer.Ordinal);
        var open = new Stack<ModelDescription>([model]);
        while (open.Count > 0)
            foreach (var name in open.Pop().NestedModels)
                if (name != model.FullName && !reached.ContainsKey(name) && known.TryGetValue(name, out var nested))
                {
                    reached.Add(name, nested);
                    open.Push(nested);
                }
        return new(model, reached.Values.ToEquatableArray());
    }

    /// <summary>A model of the closure by full name, or null.</summary>
    public ModelDescription? Find(string fullName) =>
        Model.FullName == fullName ? Model : Nested.FirstOrDefault(m => m.FullName == fullName);

    /// <summary>Whether every model that is referred to is here and without fault, so that a graph can be built.</summary>
    public bool IsComplete => All.All(m => !m.IsFaulty && m.NestedModels.All(n => Find(n) is not null));

    /// <summary>The model and then those nested in it.</summary>
    public IEnumerable<ModelDescription> All => Nested.Prepend(Model);
}
