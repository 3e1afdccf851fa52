using Keras.Hosting;

namespace Keras.Serving;

#pragma warning disable CA1001 // The last user frees the memory.
/// <summary>What a program made of one version of the weights: read by any number of calls at a time, and freed with the last that does.</summary>
internal sealed unsafe class PreparedWeights
#pragma warning restore CA1001
{
    private readonly NativeBuffer _memory;
    private readonly long[] _offsets;
    private readonly int[] _versions;
    private int _users = 1;

    /// <summary>Memory for the values; whoever makes it is its first user.</summary>
    public PreparedWeights(PreparationSignature signature)
    {
        (_offsets, var length) = NativeBuffer.Lay(signature.Lengths);
        _versions = new int[signature.Weights.Length];
        _memory = new(length);
        _memory.Populate();
    }

    /// <summary>Where a value lies.</summary>
    public Pointer<float> this[int value] => new((float*)(_memory.Address + _offsets[value]));

    /// <summary>Whether the values are made of the weights as they are. Between updates only: an update changes versions before it ends.</summary>
    public bool IsOf(Weight[] weights, int[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++)
            if (_versions[i] != weights[numbers[i]].Version) return false;
        return true;
    }

    /// <summary>Says which versions of the weights the values are made of.</summary>
    public void Mark(Weight[] weights, int[] numbers)
    {
        for (var i = 0; i < numbers.Length; i++) _versions[i] = weights[numbers[i]].Version;
    }

    /// <summary>One more user; false where the memory is being freed or made anew.</summary>
    public bool TryUse()
    {
        var users = Volatile.Read(ref _users);
        while (users > 0)
        {
            var found = Interlocked.CompareExchange(ref _users, users + 1, users);
            if (found == users) return true;
            users = found;
        }
        return false;
    }

    /// <summary>One user less.</summary>
    public void Leave()
    {
        if (Interlocked.Decrement(ref _users) == 0) _memory.Dispose();
    }

    /// <summary>Keeps new users away, if there is none but the caller.</summary>
    public bool TryReserve() => Interlocked.CompareExchange(ref _users, 0, 1) == 1;

    /// <summary>The end of <see cref="TryReserve"/>.</summary>
    public void Release() => Volatile.Write(ref _users, 1);
}
