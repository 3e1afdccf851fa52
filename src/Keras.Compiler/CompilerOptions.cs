using System.Collections.Immutable;

namespace Keras.Compiler;

/// <summary>What tests and experiments may change about compiling; users have no say in it.</summary>
/// <param name="DisabledPasses">Names of the passes that are left out.</param>
public sealed record CompilerOptions(ImmutableHashSet<string> DisabledPasses)
{
    /// <summary>Which samples are large enough to be run in tiles, and how large those are.</summary>
    public TileOptions Tiles { get; init; } = new();

    /// <summary>All passes run.</summary>
    public static CompilerOptions Default { get; } = new([]);

    /// <summary>These options without some passes.</summary>
    public CompilerOptions Without(params string[] passes) => this with { DisabledPasses = DisabledPasses.Union(passes) };
}

/// <summary>When what is applied to each time step runs over tiles of them (<see cref="Lowering.SampleTiles"/>).</summary>
/// <param name="LargeSample">Bytes of what is computed on the way for one sample from which on predictions run in tiles.</param>
/// <param name="LargeKeptSample">The same for training: there the backward pass of a tile computes its values again, which takes time.</param>
/// <param name="ArenaBudget">Bytes of memory that a tile is to keep to; one of a single sample may take more.</param>
public sealed record TileOptions(long LargeSample = 512 << 10, long LargeKeptSample = 4 << 20, long ArenaBudget = 64 << 20);
