using Keras.Hosting;

namespace Keras;

/// <summary>Declares one array per weight that an optimizer remembers between steps.</summary>
/// <param name="Name">Keras's name, such as <c>momentum</c>.</param>
/// <param name="InitialValue">First value of every element, padding included.</param>
public sealed record SlotSpec(string Name, float InitialValue = 0f);

/// <summary>What an optimizer remembers for one weight, such as its momentum.</summary>
public sealed class OptimizerSlot
{
    private readonly NativeBuffer _slab;
    private readonly long _offset;

    internal OptimizerSlot(string path, string name, TrainableVariable variable, NativeBuffer slab, long offset)
    {
        Path = path;
        Name = name;
        Variable = variable;
        _slab = slab;
        _offset = offset;
    }

    /// <summary>Keras's path: <c>optimizer/layer_weight_slot</c>.</summary>
    public string Path { get; }

    /// <summary>Name of the slot, such as <c>momentum</c>.</summary>
    public string Name { get; }

    /// <summary>The weight that it belongs to.</summary>
    public TrainableVariable Variable { get; }

    /// <summary>The remembered values, laid out as the weight's own (<see cref="TrainableVariable.Layout"/>). They are those of the last
    /// step: rows of a table that steps have passed over are brought up to date here.</summary>
    public Span<float> Values
    {
        get
        {
            Idle?.CatchUp();
            return Stored;
        }
    }

    /// <summary>The values as they are in memory; see <see cref="Idle"/>.</summary>
    internal Span<float> Stored => _slab.Span<float>(_offset, Variable.Length);

    /// <summary>Where rows may lag behind: brings them up to date.</summary>
    internal IdleRows? Idle { get; set; }
}
