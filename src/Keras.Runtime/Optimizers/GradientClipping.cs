using System.Numerics.Tensors;

namespace Keras;

/// <summary>Bounds gradients in place. Norms are summed in a fixed order, so equal gradients give equal norms.</summary>
internal static class GradientClipping
{
    /// <summary>Elements that are summed in float32 before they are added up in double.</summary>
    private const int Block = 4096;

    /// <summary>Bounds the norm of each gradient.</summary>
    public static void ByNorm(ReadOnlySpan<TrainableVariable> variables, float limit)
    {
        foreach (var variable in variables)
        {
            var norm = (float)Math.Sqrt(SumOfSquares(variable.SettledGradient));
            // Written so that a NaN or infinite norm shows in the weights instead of being passed over.
            if (!(norm <= limit)) Scale(variable, limit / norm);
        }
    }

    /// <summary>Bounds the norm of all gradients together.</summary>
    public static void ByGlobalNorm(ReadOnlySpan<TrainableVariable> variables, float limit)
    {
        var sum = 0.0;
        foreach (var variable in variables) sum += SumOfSquares(variable.SettledGradient);
        var norm = (float)Math.Sqrt(sum);
        if (norm <= limit) return;
        // Keras: no finite scale for a norm that is not finite.
        var scale = float.IsFinite(norm) ? limit / norm : float.NaN;
        foreach (var variable in variables) Scale(variable, scale);
    }

    /// <summary>Bounds the absolute values.</summary>
    public static void ByValue(Span<float> gradient, float limit) => TensorPrimitives.Clamp(gradient, -limit, limit, gradient);

    private static void Scale(TrainableVariable variable, float scale)
    {
        // What is not a number makes also those rows of a table so that have no gradient.
        var gradient = float.IsNaN(scale) ? variable.Gradient : variable.SettledGradient;
        TensorPrimitives.Multiply(gradient, scale, gradient);
    }

    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        for (var start = 0; start < values.Length; start += Block)
            sum += TensorPrimitives.SumOfSquares(values.Slice(start, Math.Min(Block, values.Length - start)));
        return sum;
    }
}
