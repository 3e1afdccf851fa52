using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Graph.Evaluation;

/// <summary>The graphs of a model and of those nested in it: each with the shapes it declares, and again where a call has others.</summary>
internal sealed class ModelGraphs(Func<string, ModelDescription?> find, CancellationToken cancellation)
{
    private readonly Dictionary<string, GraphResult> _declared = new(StringComparer.Ordinal);

    public CancellationToken Cancellation => cancellation;

    public ModelDescription? Find(string fullName) => find(fullName);

    /// <summary>The graph for the shapes that the model declares.</summary>
    public GraphResult Declared(ModelDescription model)
    {
        if (_declared.TryGetValue(model.FullName, out var known)) return known;
        var result = Evaluate(model, DeclaredTypes(model), [.. model.Inputs.Select(_ => (Shape?)null)]);
        _declared.Add(model.FullName, result);
        return result;
    }

    /// <summary>The graph for the shapes and masks of one call; the faults are those that only these bring.</summary>
    public GraphResult ForCall(ModelDescription model, ImmutableArray<TensorType> inputs, ImmutableArray<Shape?> masks) =>
        Declared(model) is { Graph: not null } && !(inputs.SequenceEqual(DeclaredTypes(model)) && masks.All(mask => mask is null))
            ? Evaluate(model, inputs, masks)
            : Declared(model) with { Problems = [] };

    /// <summary>Types of the inputs as declared: each unknown axis is a symbol of its own, named after input and axis.</summary>
    public static ImmutableArray<TensorType> DeclaredTypes(ModelDescription model) => [.. model.Inputs.Select(input => new TensorType(
        Shape.Of(
        [
            input.BatchSize > 0 ? Dim.Known(input.BatchSize) : Dim.Batch,
            .. input.Shape.Select((length, i) => length == Axis.None ? Dim.Symbol($"{KerasName.FromIdentifier(input.Name)}_{i + 1}") : length),
        ]),
        input.DType))];

    private GraphResult Evaluate(ModelDescription model, ImmutableArray<TensorType> inputs, ImmutableArray<Shape?> masks)
    {
        cancellation.ThrowIfCancellationRequested();
        return new ModelEvaluation(model, this, new ProblemList(model.FullName)).Run(inputs, masks);
    }

    /// <summary>The way by which a model leads to another through its fields, both included; null where it does not.</summary>
    public ImmutableArray<string>? Path(string from, string to) => Path(from, to, new(StringComparer.Ordinal));

    private ImmutableArray<string>? Path(string from, string to, HashSet<string> seen)
    {
        if (from == to) return [to];
        if (!seen.Add(from) || Find(from) is not { } model) return null;
        foreach (var next in model.NestedModels)
            if (Path(next, to, seen) is { } rest) return rest.Insert(0, from);
        return null;
    }
}
