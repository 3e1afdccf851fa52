using System.Collections.Immutable;
using Keras.Compiler.Problems;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Keras.Compiler.Binding;

/// <summary>Gives the bound body of a method: analyzers have it from the compiler already.</summary>
public delegate IBlockOperation? BodyReader(IMethodSymbol method, CancellationToken cancellation);

/// <summary>What the parts of binding one class share: node numbers with their positions, and the problems.</summary>
internal sealed class BindingContext(INamedTypeSymbol model, Compilation compilation, BodyReader? bodies, CancellationToken cancellation)
{
    private readonly ImmutableDictionary<int, Location>.Builder _locations = ImmutableDictionary.CreateBuilder<int, Location>();
    private int _lastNode;
    private int _lastPlace;

    public INamedTypeSymbol Model { get; } = model;

    public string ModelName { get; } = model.FullMetadataName();

    public Compilation Compilation { get; } = compilation;

    public CancellationToken Cancellation { get; } = cancellation;

    public ProblemList Problems { get; } = new(model.FullMetadataName());

    /// <summary>The C# compiler reports an error in what was read: nothing is said of it here, but no code can be made.</summary>
    public bool HasForeignError { get; set; }

    /// <summary>The assembly that declares Keras's types.</summary>
    public IAssemblySymbol? KerasAssembly { get; } = BaseOf(model)?.ContainingAssembly;

    /// <summary>A description node's number.</summary>
    public int Node(Location location)
    {
        _locations[++_lastNode] = location;
        return _lastNode;
    }

    /// <summary>A description node's number.</summary>
    public int Node(SyntaxNode syntax) => Node(syntax.GetLocation());

    /// <summary>The number of a place that only a problem names.</summary>
    public int Place(Location location)
    {
        _locations[--_lastPlace] = location;
        return _lastPlace;
    }

    /// <summary>The number of a place that only a problem names.</summary>
    public int Place(SyntaxNode syntax) => Place(syntax.GetLocation());

    /// <summary>The number of a symbol's name as the place of a problem.</summary>
    public int Place(ISymbol symbol) => Place(symbol.UserLocation());

    public SourceMap ToSourceMap()
    {
        _locations[SourceMap.Class] = Model.UserLocation();
        return new(_locations.ToImmutable());
    }

    /// <summary>The bound body that the user wrote for a method, or null.</summary>
    public IBlockOperation? Body(IMethodSymbol method)
    {
        if (bodies?.Invoke(method, Cancellation) is { } known) return known;
        var syntax = method.UserDeclarations().FirstOrDefault()?.GetSyntax(Cancellation);
        if (syntax is null || !Compilation.ContainsSyntaxTree(syntax.SyntaxTree)) return null;
        var operation = Compilation.GetSemanticModel(syntax.SyntaxTree).GetOperation(syntax, Cancellation);
        return operation is IMethodBodyOperation body ? body.BlockBody ?? body.ExpressionBody : null;
    }

    private static INamedTypeSymbol? BaseOf(INamedTypeSymbol model)
    {
        for (var type = model.BaseType; type is not null; type = type.BaseType)
            if (type.Is(KnownNames.Model)) return type;
        return null;
    }
}
