using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Keras.Compiler.Description;
using Microsoft.CodeAnalysis;

namespace Keras.Compiler.Binding;

/// <summary>What analyzers have bound of one compilation, each model once. Safe for use from several threads; a model that two ask for
/// at once may be bound twice, with equal results.</summary>
public sealed class ModelMemo
{
    private static readonly ConditionalWeakTable<Compilation, ModelMemo> Memos = new();

    private readonly Compilation _compilation;
    private readonly ConcurrentDictionary<INamedTypeSymbol, BindingResult> _bound = new(SymbolEqualityComparer.Default);

    private ModelMemo(Compilation compilation) => _compilation = compilation;

    /// <summary>The memo of a compilation; it lives as long as that.</summary>
    public static ModelMemo Of(Compilation compilation) => Memos.GetValue(compilation, c => new(c));

    /// <summary>The binding of a model of the compilation.</summary>
    public BindingResult Bind(INamedTypeSymbol model, CancellationToken cancellation, BodyReader? bodies = null) =>
        _bound.TryGetValue(model, out var known)
            ? known
            : _bound.GetOrAdd(model, ModelBinder.Bind(model, _compilation, cancellation, bodies));

    /// <summary>The binding of a model by its full name; null where the compilation does not declare it.</summary>
    public BindingResult? Find(string fullName, CancellationToken cancellation) =>
        _compilation.Assembly.GetTypeByMetadataName(fullName) is { } model && model.IsModel() ? Bind(model, cancellation) : null;

    /// <summary>A model, of the compilation or of another assembly, with all models nested in it; null where the latter carries no
    /// description that can be read.</summary>
    public ModelClosure? Closure(INamedTypeSymbol model, CancellationToken cancellation) =>
        SymbolEqualityComparer.Default.Equals(model.ContainingAssembly, _compilation.Assembly)
            ? Closure(Bind(model, cancellation), cancellation)
            : ForeignModels.Closure(_compilation, model, cancellation);

    /// <summary>A model with all models nested in it.</summary>
    public ModelClosure Closure(BindingResult model, CancellationToken cancellation)
    {
        var known = new Dictionary<string, ModelDescription>(StringComparer.Ordinal);
        var open = new Stack<BindingResult>([model]);
        while (open.Count > 0)
        {
            var next = open.Pop();
            foreach (var foreign in next.Foreign) known[foreign.FullName] = foreign;
            foreach (var name in next.Description.NestedModels)
                if (!known.ContainsKey(name) && Find(name, cancellation) is { } nested)
                {
                    known.Add(name, nested.Description);
                    open.Push(nested);
                }
        }
        return ModelClosure.Of(model.Description, known);
    }
}
