using Keras.Hosting;

namespace Keras.Serving;

/// <summary>Keeps what a program makes of its weights, for all calls of one version of them: made on the first prediction after a change,
/// replaced as a whole. A call that began with an older one goes on with it.</summary>
/// <param name="program">The model's code.</param>
/// <param name="signature">What it makes.</param>
/// <param name="weights">All weights of the program.</param>
internal sealed class Preparation(ModelProgram program, PreparationSignature signature, Weight[] weights) : IDisposable
{
    private readonly Lock _making = new();
    private volatile PreparedWeights? _current;
    private bool _disposed;

    /// <summary>Gives a call what is made of the weights as they are now; false where that does not exist yet.</summary>
    public bool TryEnter(Frame frame)
    {
        if (_current is not { } current || !current.TryUse()) return false;
        if (current.IsOf(weights, signature.Weights))
        {
            frame.PreparedWeights = current;
            return true;
        }
        current.Leave();
        return false;
    }

    /// <summary>As <see cref="TryEnter"/>, but makes it where it does not exist. The caller keeps updates away.</summary>
    /// <param name="frame">The call.</param>
    /// <param name="isInUpdate">Whether the caller is itself within an update: weights then change before their versions do, and what is
    /// made of them serves this call alone.</param>
    public void Enter(Frame frame, bool isInUpdate)
    {
        if (isInUpdate)
        {
            Fill(frame.PreparedWeights = new(signature));
            return;
        }
        if (TryEnter(frame)) return;
        lock (_making)
        {
            if (TryEnter(frame)) return;
            // Memory that no call reads any more takes the new values.
            var old = _current;
            var next = old is not null && old.TryReserve() ? old : new(signature);
            Fill(next);
            next.Mark(weights, signature.Weights);
            frame.PreparedWeights = next;
            if (_disposed) return;
            if (next == old)
            {
                next.Release();
                next.TryUse();
                return;
            }
            next.TryUse();
            _current = next;
            old?.Leave();
        }
    }

    /// <summary>The end of a call.</summary>
    public static void Leave(Frame frame)
    {
        frame.PreparedWeights?.Leave();
        frame.PreparedWeights = null;
    }

    /// <summary>Frees what was made, at once or with the last call in flight.</summary>
    public void Dispose()
    {
        lock (_making)
        {
            _disposed = true;
            _current?.Leave();
            _current = null;
        }
    }

    private void Fill(PreparedWeights values)
    {
        using var frame = new Frame(program.Signature) { PreparedWeights = values };
        if (program.Signature.Slots[(int)Phase.Prepare] > 0) frame.Prepare(new PlanCache(program, Phase.Prepare).For(0, []));
        program.Prepare(frame);
        frame.PreparedWeights = null;
    }
}
