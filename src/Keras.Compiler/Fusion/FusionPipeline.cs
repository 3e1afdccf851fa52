using System.Collections.Immutable;
using Keras.Compiler.Fusion.Passes;

namespace Keras.Compiler.Fusion;

/// <summary>The passes in the order in which they run.</summary>
public static class FusionPipeline
{
    public static ImmutableArray<FusionPass> Passes { get; } =
    [
        // First what others see through: fewer steps, and views in place of copies.
        new DeadSteps(),
        // Before equal steps are joined: calls of one layer share a transformed or rounded kernel.
        new FastConvolutions(),
        new FlippedConvolutions(),
        new BFloat16Weights(),
        new CommonSteps(),
        new CollapseReshapes(),
        // Element-wise work grows together before it is hung onto the kernel that feeds it.
        new MapChains(),
        new Epilogues(),
        new RowSoftmax(),
        // After epilogues, which all take along.
        new TurnedProducts(),
        new ChunkedProducts(),
        new LineConvolutions(),
        new WideWindows(),
        // What is left of sums and joins is written where it belongs.
        new GradientAccumulation(),
        new RowGradients(),
        new MapGroups(),
        new SliceViews(),
        new ConcatenateInPlace(),
    ];
}
