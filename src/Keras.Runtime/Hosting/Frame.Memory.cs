using Keras.Serving;

namespace Keras.Hosting;

public sealed unsafe partial class Frame : IDisposable
{
    private NativeBuffer? _arena;
    private NativeBuffer? _lossTerms;

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
        if (signature.LossTerms == 0) return;
        _lossTerms = new(signature.LossTerms * sizeof(float));
        LossTerms = _lossTerms.Floats;
    }

    /// <summary>Lays the arena out for these sizes; it grows where needed and never shrinks.</summary>
    internal void Prepare(Plan plan)
    {
        if (_arena is null || _arena.Length < plan.Bytes)
        {
            _arena?.Dispose();
            _arena = new(plan.Bytes);
            Arena = _arena.Address;
        }
        Offsets = plan.Offsets;
        Batch = (nint)plan.Batch;
        // Axes may be the caller's array that the plan was looked up by.
        plan.Axes.CopyTo(Axes, 0);
    }

    /// <summary>Frees the arena.</summary>
    public void Dispose()
    {
        _arena?.Dispose();
        _arena = null;
        _lossTerms?.Dispose();
        _lossTerms = null;
    }
}
