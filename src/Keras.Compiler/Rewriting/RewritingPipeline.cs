using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Rewriting.Passes;

namespace Keras.Compiler.Rewriting;

/// <summary>The passes in the order in which they run.</summary>
public static class RewritingPipeline
{
    /// <summary>Those of programs that predict.</summary>
    public static ImmutableArray<RewritingPass> Passes { get; } =
    [
        new PaddedConvolutions(),
        // What scales a product stands between it and the next one.
        new ScaledKernels(),
        new ComposedProducts(),
        // What has become of two biases is one.
        new ScaledKernels(),
        new ProjectedTables(),
        new CommonWeights(),
        new SiblingScans(),
    ];

    /// <summary>Those of programs that train.</summary>
    public static ImmutableArray<RewritingPass> TrainingPasses { get; } = [new PaddedConvolutions(), new DistinctRows()];

    /// <summary>Those of a program.</summary>
    public static ImmutableArray<RewritingPass> For(Program program) => program.Training ? TrainingPasses : Passes;
}
