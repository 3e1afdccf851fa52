using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Measurement;

namespace Keras.Benchmarks.Peers.Reports;

/// <summary>What stands over a table: where and by what it was measured.</summary>
internal static class EngineVersions
{
    public static string Text =>
        $"{DateTime.UtcNow:MMMM yyyy}, .NET {Environment.Version}, {string.Join(", ", EngineCatalogue.All.Skip(1).Select(kind => kind.Title))}.";
}
