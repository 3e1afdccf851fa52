using System.Buffers;
using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Holds tensors in place until disposed.</summary>
internal sealed unsafe class Pins : IDisposable
{
    private readonly List<MemoryHandle> _handles = [];

    /// <summary>Holds a tensor and returns where it lies, row-major.</summary>
    public void* Add(TensorData tensor)
    {
        if (tensor.Count == 0) return null;
        _handles.Add(tensor.Pin(out var address));
        return address;
    }

    public void Dispose()
    {
        foreach (var handle in _handles) handle.Dispose();
        _handles.Clear();
    }
}
