using System.Collections.Immutable;
using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Finds gradients of weights that are one product of two matrices: large ones, and those of which only rows are. Emitted code hands the
/// factors over, so that the gradient can be computed in parts while the weight is updated, and need not be in memory.</summary>
internal static class ProductGradients
{
    /// <summary>Elements from which on memory, not arithmetic, is what an update waits for.</summary>
    private const long LeastElements = 1 << 20;

    /// <summary>The steps, by the numbers of the weights.</summary>
    public static ImmutableDictionary<int, Step> Of(FusedProgram program, AliasMap aliases, IReadOnlyDictionary<Value, (Home Home, int Index)> homes)
    {
        var writers = program.Backward.SelectMany(step => step.Results.Select(result => (Step: step, Root: aliases.Root(result))))
            .Where(writer => homes.TryGetValue(writer.Root, out var home) && home.Home == Home.WeightGradient)
            .GroupBy(writer => homes[writer.Root].Index);
        return writers.Where(group => group.Count() == 1 && IsProduct(group.First().Step)).ToImmutableDictionary(group => group.Key, group => group.First().Step);
    }

    private static bool IsProduct(Step step) =>
        step is RowGradientStep or WeightGradientStep { Result.Shape.Size: { IsKnown: true, Value: >= LeastElements } };
}
