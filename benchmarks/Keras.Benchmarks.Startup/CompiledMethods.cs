using System.Diagnostics;
using System.Diagnostics.Tracing;

namespace Keras.Benchmarks.Startup;

/// <summary>The methods that the JIT compiles while a program starts, as the runtime's own events tell of them.</summary>
internal sealed class CompiledMethods : EventListener
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";
    private const EventKeywords Jit = (EventKeywords)0x10;

    private static CompiledMethods? s_listener;

    private readonly List<(string Name, double Milliseconds)> _methods = [];
    private readonly Dictionary<object, long> _started = [];
    private readonly Lock _lock = new();

    protected override void OnEventSourceCreated(EventSource eventSource)
    {
        if (eventSource.Name == Runtime) EnableEvents(eventSource, EventLevel.Verbose, Jit);
    }

    protected override void OnEventWritten(EventWrittenEventArgs eventData)
    {
        if (eventData.EventName?.StartsWith("MethodJittingStarted", StringComparison.Ordinal) == true)
        {
            lock (_lock) _started[Field(eventData, "MethodID")] = eventData.TimeStamp.Ticks;
        }
        else if (eventData.EventName?.StartsWith("MethodLoadVerbose", StringComparison.Ordinal) == true)
        {
            lock (_lock)
            {
                var ticks = _started.TryGetValue(Field(eventData, "MethodID"), out var start) ? eventData.TimeStamp.Ticks - start : 0;
                _methods.Add(($"{Field(eventData, "MethodNamespace")}.{Field(eventData, "MethodName")} {Field(eventData, "MethodSignature")}", ticks / (double)TimeSpan.TicksPerMillisecond));
            }
        }
    }

    /// <summary>Begins to note them.</summary>
    internal static void Listen() => s_listener = new();

    /// <summary>Prints how many were noted of each kind, and the slowest.</summary>
    internal static void Print()
    {
        using var listener = s_listener ?? throw new InvalidOperationException($"Nothing was noted: call {nameof(Listen)} before.");
        listener.PrintNoted();
    }

    private void PrintNoted()
    {
        lock (_lock)
        {
            foreach (var group in _methods.GroupBy(method => Kind(method.Name)).OrderByDescending(group => group.Sum(method => method.Milliseconds)))
                Console.WriteLine($"{group.Key,-24} {group.Count(),5} methods {group.Sum(method => method.Milliseconds),8:F1} ms");
            foreach (var (name, milliseconds) in _methods.OrderByDescending(method => method.Milliseconds).Take(40))
                Console.WriteLine($"{milliseconds,8:F2} ms  {(name.Length > 200 ? name[..200] : name)}");
        }
    }

    private static string Kind(string name) =>
        name.StartsWith("Keras.Kernels.", StringComparison.Ordinal) ? "kernels"
        : name.StartsWith("Keras.Benchmarks.", StringComparison.Ordinal) ? "emitted code"
        : name.StartsWith("Keras.", StringComparison.Ordinal) ? "runtime"
        : "others";

    private static object Field(EventWrittenEventArgs eventData, string name) =>
        eventData.Payload![eventData.PayloadNames!.IndexOf(name)] ?? throw new UnreachableException();
}
