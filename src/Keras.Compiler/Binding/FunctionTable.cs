using Keras.Compiler.Description;
using Keras.Compiler.Problems;
using Keras.Compiler.Support;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Compiler.Binding;

/// <summary>The functions that <c>Call</c> reaches: itself first, then helper methods and local functions in the order in which they
/// are met. Each is bound once. A local of an enclosing method that a local function reads becomes a parameter of it.</summary>
internal sealed class FunctionTable(BindingContext context, IReadOnlyList<LayerField> fields)
{
    private readonly Dictionary<ISymbol, BoundFunction> _functions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, ILocalFunctionOperation> _localFunctions = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<ISymbol, string> _fields =
        fields.ToDictionary(f => f.Symbol, f => f.Description.Name, SymbolEqualityComparer.Default);
    private readonly Stack<IMethodSymbol> _open = new();

    /// <summary>Binds <c>Call</c> and all that it reaches.</summary>
    public EquatableArray<FunctionDescription> Bind(IMethodSymbol call)
    {
        Function(call);
        return _functions.Values.OrderBy(f => f.Index)
            .Select(f => new FunctionDescription(f.Name, f.Parameters.ToEquatableArray(), f.Body)).ToEquatableArray();
    }

    /// <summary>The name of a layer field, or null where the member is none.</summary>
    public string? LayerField(ISymbol member) => _fields.TryGetValue(member, out var name) ? name : null;

    /// <summary>A function that is called, bound at its first call; null after its recursion was reported or where it has no body.</summary>
    /// <param name="method">The helper method or local function.</param>
    /// <param name="syntax">The call.</param>
    public BoundFunction? Called(IMethodSymbol method, SyntaxNode syntax)
    {
        method = Implementation(method);
        if (_open.Contains(method, SymbolEqualityComparer.Default))
        {
            var path = _open.Reverse().SkipWhile(m => !SymbolEqualityComparer.Default.Equals(m, method)).Select(m => m.Name).Append(method.Name);
            context.Problems.HelperRecursion(context.Place(syntax), method.Name, string.Join(" -> ", path));
            return null;
        }
        return Function(method);
    }

    /// <summary>Whether this call's target can be inlined: it is declared in the model or within its methods.</summary>
    public bool IsHelper(IMethodSymbol method) =>
        method.MethodKind == MethodKind.LocalFunction
        || (method.MethodKind == MethodKind.Ordinary && SymbolEqualityComparer.Default.Equals(method.ContainingType, context.Model));

    private BoundFunction? Function(IMethodSymbol method)
    {
        if (_functions.TryGetValue(method, out var known)) return known;
        context.Cancellation.ThrowIfCancellationRequested();
        var body = _localFunctions.TryGetValue(method, out var local) ? local.Body : context.Body(method);
        if (body is null) return null;
        foreach (var nested in body.Descendants().OfType<ILocalFunctionOperation>()) _localFunctions[nested.Symbol] = nested;

        var function = new BoundFunction(method, _functions.Count);
        _functions.Add(method, function);
        _open.Push(method);
        function.Body = new CallBinder(context, this, function).Body(body);
        _open.Pop();
        return function;
    }

    private static IMethodSymbol Implementation(IMethodSymbol method)
    {
        var definition = method.OriginalDefinition;
        return definition.PartialImplementationPart is { } part && part.UserDeclarations().Any() ? part : definition;
    }
}

/// <summary>A function while it is bound: its locals under unique names, and what it captures.</summary>
internal sealed class BoundFunction
{
    private readonly Dictionary<ISymbol, string> _names = new(SymbolEqualityComparer.Default);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    public BoundFunction(IMethodSymbol method, int index)
    {
        Method = method;
        Index = index;
        foreach (var parameter in method.Parameters) Parameters.Add(NameOf(parameter));
    }

    public IMethodSymbol Method { get; }

    public int Index { get; }

    public string Name => Method.Name;

    public EquatableArray<Statement> Body { get; set; }

    /// <summary>Names of the parameters, and then of the captured locals.</summary>
    public List<string> Parameters { get; } = [];

    /// <summary>Locals and parameters of enclosing functions that this one reads, with the parameter that takes each.</summary>
    public List<(ISymbol Symbol, string Parameter)> Captures { get; } = [];

    /// <summary>Whether the local or parameter is declared by this function itself.</summary>
    public bool Owns(ISymbol local) => SymbolEqualityComparer.Default.Equals(local.ContainingSymbol, Method);

    /// <summary>The name of a local or parameter, unique in this function; that of an enclosing one becomes a capture.</summary>
    public string NameOf(ISymbol local)
    {
        if (_names.TryGetValue(local, out var name)) return name;
        name = local.Name;
        for (var i = 2; !_taken.Add(name); i++) name = $"{local.Name}#{i}";
        _names.Add(local, name);
        if (!Owns(local))
        {
            Captures.Add((local, name));
            Parameters.Add(name);
        }
        return name;
    }
}
