using Keras.Layers;

namespace Keras;

/// <summary>Random values of variance scale/n, where n is the weight's number of inputs, of outputs, or the mean of both
/// (https://keras.io/api/layers/initializers/).</summary>
/// <param name="scale">Scale, above 0; 1 by default.</param>
/// <param name="mode">Which number n is.</param>
/// <param name="distribution">What is drawn from.</param>
/// <param name="seed">Seed of its own; 0 takes the weight's.</param>
public class VarianceScaling(
    float scale = 1f, FanMode mode = FanMode.FanIn, ScalingDistribution distribution = ScalingDistribution.TruncatedNormal, int seed = 0)
    : RandomInitializer(seed)
{
    /// <summary>Standard deviation of the standard normal distribution truncated at ±2.</summary>
    private const double TruncatedDeviation = 0.87962566103423978;

    private readonly float _scale = scale > 0f ? scale : throw new ArgumentOutOfRangeException(nameof(scale), scale, "The scale must be above 0.");

    private protected sealed override void Draw(Span<float> values, int first, ReadOnlySpan<int> shape, ulong key)
    {
        var (fanIn, fanOut) = Fans(shape);
        var count = mode switch { FanMode.FanIn => fanIn, FanMode.FanOut => fanOut, _ => (fanIn + fanOut) / 2 };
        var deviation = Math.Sqrt(_scale / Math.Max(1.0, count));
        switch (distribution)
        {
            case ScalingDistribution.TruncatedNormal:
                DrawTruncatedNormal(values, first, 0f, (float)(deviation / TruncatedDeviation), key);
                break;
            case ScalingDistribution.UntruncatedNormal:
                DrawNormal(values, first, 0f, (float)deviation, key);
                break;
            default:
                var limit = (float)(deviation * Math.Sqrt(3.0));
                DrawUniform(values, first, -limit, limit, key);
                break;
        }
    }

    /// <summary>Numbers of inputs and outputs. By position, as in Keras: the last axis is the outputs, the one before it the inputs, all
    /// others the receptive field.</summary>
    private static (double In, double Out) Fans(ReadOnlySpan<int> shape)
    {
        if (shape.Length == 0) return (1, 1);
        if (shape.Length == 1) return (shape[0], shape[0]);
        var field = 1.0;
        foreach (var length in shape[..^2]) field *= length;
        return (field * shape[^2], field * shape[^1]);
    }
}
