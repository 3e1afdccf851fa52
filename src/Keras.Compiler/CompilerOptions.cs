using System.Collections.Immutable;

namespace Keras.Compiler;

/// <summary>What tests and experiments may change about compiling; users have no say in it.</summary>
/// <param name="DisabledPasses">Names of the fusion passes that are left out.</param>
public sealed record CompilerOptions(ImmutableHashSet<string> DisabledPasses)
{
    /// <summary>All passes run.</summary>
    public static CompilerOptions Default { get; } = new([]);

    /// <summary>These options without some passes.</summary>
    public CompilerOptions Without(params string[] passes) => new(DisabledPasses.Union(passes));
}
