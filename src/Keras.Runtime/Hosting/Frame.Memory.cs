using System.Runtime.InteropServices;
using Keras.Serving;

namespace Keras.Hosting;

public sealed unsafe partial class Frame : IDisposable
{
    private readonly NativeBuffer? _lossTerms;
    private void* _block;
    private long _arenaBytes;
    private long _blockBytes;

    /// <summary>Addresses of the whole data, of which <see cref="Inputs"/> holds the current tile.</summary>
    internal readonly void*[] InputData;

    /// <summary>As <see cref="InputData"/>.</summary>
    internal readonly void*[] OutputData;

    internal Frame(ProgramSignature signature)
    {
        Inputs = new void*[signature.Inputs.Length];
        Outputs = new void*[signature.Outputs.Length];
        InputData = new void*[signature.Inputs.Length];
        OutputData = new void*[signature.Outputs.Length];
        Axes = new long[signature.Axes.Length];
        _counts = new nint[signature.Counts];
        if (signature.LossTerms == 0) return;
        _lossTerms = NativeBuffer.Of<float>(signature.LossTerms);
        LossTerms = _lossTerms.Floats;
    }

    /// <summary>Frees the arena of a frame that nobody disposed.</summary>
    ~Frame() => FreeArena();

    /// <summary>Lays the arena out for these sizes; it grows where needed and never shrinks.</summary>
    /// <remarks>The arena is bare memory, not a <see cref="NativeBuffer"/>, so that growing allocates no object either.</remarks>
    internal void Prepare(Plan plan)
    {
        if (Arena == null || _arenaBytes < plan.Bytes)
        {
            FreeArena();
            _blockBytes = NativeBuffer.Allocate(_arenaBytes = plan.Bytes, out _block, out var address);
            if (_blockBytes >= Pages.Large) Pages.Populate(address, _arenaBytes);
            Arena = (byte*)address;
            GC.AddMemoryPressure(_blockBytes);
        }
        Offsets = plan.Offsets;
        Batch = (nint)plan.Batch;
        plan.Axes.CopyTo(Axes, 0);
    }

    /// <summary>Frees the arena.</summary>
    public void Dispose()
    {
        FreeArena();
        _lossTerms?.Dispose();
        GC.SuppressFinalize(this);
    }

    private void FreeArena()
    {
        if (Arena == null) return;
        NativeMemory.Free(_block);
        Arena = null;
        GC.RemoveMemoryPressure(_blockBytes);
    }
}
