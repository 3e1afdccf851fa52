using Keras.Hosting;

namespace Keras.Serving;

/// <summary>The states of one sequence of runs. A run reads the current ones and writes the next; it counts only once it is kept. Who
/// runs a program holds the lock from before the run until it is kept.</summary>
internal sealed unsafe class StateMemory : IDisposable
{
    private readonly StateSignature[] _states;
    private readonly long[] _offsets;
    private readonly Layers.Layer?[] _layers;
    private readonly int[] _resets;
    private NativeBuffer _current;
    private NativeBuffer _next;

    /// <param name="signature">The program.</param>
    /// <param name="layers">The layers by path whose resets this memory follows; null where it is reset by itself only.</param>
    public StateMemory(ProgramSignature signature, IReadOnlyDictionary<string, Layers.Layer>? layers = null)
    {
        _states = signature.States;
        (_offsets, var length) = NativeBuffer.Lay([.. _states.Select(state => state.Length)]);
        _layers = [.. _states.Select(state => layers?[state.Layer])];
        _resets = [.. _layers.Select(layer => layer?.StateResets ?? 0)];
        (_current, _next) = (new(length), new(length));
    }

    /// <summary>Keeps runs from each other.</summary>
    public Lock Busy { get; } = new();

    /// <summary>Where a run finds a state.</summary>
    public Pointer<float> Current(int state) => new((float*)((byte*)_current.Address + _offsets[state]));

    /// <summary>Where a run leaves a state.</summary>
    public Pointer<float> Next(int state) => new((float*)((byte*)_next.Address + _offsets[state]));

    /// <summary>Before the first run of a call: zeros where a layer was reset since.</summary>
    /// <exception cref="ObjectDisposedException">The memory has been freed.</exception>
    public void Begin()
    {
        ObjectDisposedException.ThrowIf(_current.IsDisposed, typeof(Model));
        for (var i = 0; i < _layers.Length; i++)
        {
            if (_layers[i] is not { } layer || layer.StateResets is var resets && resets == _resets[i]) continue;
            _resets[i] = resets;
            _current.Span<float>(_offsets[i] / sizeof(float), _states[i].Length).Clear();
        }
    }

    /// <summary>The run counts: the next one begins with what it left.</summary>
    public void Keep() => (_current, _next) = (_next, _current);

    /// <summary>Zeros.</summary>
    public void Reset()
    {
        lock (Busy)
        {
            ObjectDisposedException.ThrowIf(_current.IsDisposed, typeof(Model));
            _current.Span<byte>().Clear();
        }
    }

    /// <summary>A memory of its own that begins with the same states.</summary>
    public StateMemory Copy(ProgramSignature signature)
    {
        var copy = new StateMemory(signature);
        lock (Busy)
        {
            Begin();
            _current.Span<byte>().CopyTo(copy._current.Span<byte>());
        }
        return copy;
    }

    /// <summary>Frees the memory, between runs.</summary>
    public void Dispose()
    {
        lock (Busy)
        {
            _current.Dispose();
            _next.Dispose();
        }
    }
}
