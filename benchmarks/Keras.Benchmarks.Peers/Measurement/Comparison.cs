using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>What is timed.</summary>
internal enum Work
{
    Prediction,
    Training,
}

/// <summary>The engines' times of the same work.</summary>
/// <param name="Timings">By engine, this project's first; null for an engine that does not do it.</param>
/// <param name="Difference">The largest between the engines' outputs, as a share of the largest output; of training between the losses.</param>
internal sealed record Comparison(ModelFacts Model, Work Work, int Batch, Timing?[] Timings, double Difference)
{
    /// <summary>What this project's model asks for, where that is not the default.</summary>
    public string Variant { get; init; } = "";

    /// <summary>Floating-point operations per nanosecond of a prediction, as the layers say: a way with fewer counts as fast.</summary>
    public double Gigaflops(Timing timing) => Model.Operations * Batch / timing.Median / 1e3;
}

/// <summary>An engine's time in microseconds.</summary>
/// <param name="Form">The way that was the fastest.</param>
/// <param name="Ratio">This project's time divided by this one: of each round, then the median, so that slow phases of the machine cancel out.</param>
internal sealed record Timing(string Form, double Median, double Best, double Ratio);
