namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>How long a comparison takes.</summary>
/// <param name="WarmUp">At least this long for each engine.</param>
/// <param name="Budget">About this long for all rounds together.</param>
/// <param name="Rounds">So many rounds instead of what the budget allows.</param>
internal sealed record Schedule(TimeSpan WarmUp, TimeSpan Budget, int? Rounds)
{
    /// <summary>Two calls of each way find the fastest.</summary>
    public const int WarmUpCalls = 2;

    private const int FewestRounds = 5;
    private const int MostRounds = 300;

    /// <summary>An engine's share of a round: once, or as often as fits into this time.</summary>
    public static readonly TimeSpan Block = TimeSpan.FromMilliseconds(10);

    /// <summary>Threads of libtorch and of ONNX Runtime look out for work before they sleep: after 10 milliseconds some still hold a processor.</summary>
    public static readonly TimeSpan RestOfThreads = TimeSpan.FromMilliseconds(30);

    public static Schedule Full(int? rounds) => new(TimeSpan.FromSeconds(0.7), TimeSpan.FromSeconds(5), rounds);

    public static Schedule Quick(int? rounds) => new(TimeSpan.FromSeconds(0.3), TimeSpan.FromSeconds(1.5), rounds);

    /// <summary>How long nothing runs before an engine's share of a round, so that the others' threads sleep.</summary>
    public TimeSpan Rest { get; init; }

    /// <param name="round">Time of one round.</param>
    public int RoundsFor(TimeSpan round) => Rounds ?? (int)Math.Clamp(Budget / round, FewestRounds, MostRounds);
}
