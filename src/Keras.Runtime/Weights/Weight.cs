using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras;

#pragma warning disable CA1001 // Models share weights: the memory goes when the last of them does.
/// <summary>A weight of a layer: its memory, name and whether training changes it. One object is one weight: models that share a layer
/// share it.</summary>
public sealed unsafe class Weight
#pragma warning restore CA1001
{
    /// <summary>Floats that are filled at a time; of a panel layout, whole rows.</summary>
    private const int PartFloats = 1 << 16;

    private readonly NativeBuffer _memory;
    private readonly int _physicalLength;
    private readonly int[] _shape;
    private readonly ulong _seed;
    private UpdateGate? _gate;
    private volatile bool _hasValues;
    private int _version;

    /// <summary>Reserves the weight's memory. Its first values are drawn when they are first asked for: they never are where a file's come before.</summary>
    internal Weight(WeightSpec spec, string layer, ulong seed, Layers.Layer? owner = null)
    {
        Spec = spec;
        Owner = owner;
        Path = $"{layer}/{spec.Name}";
        _shape = spec.Shape;
        Shape = new(_shape);
        Count = WeightLayoutExtensions.Size(_shape);
        _physicalLength = spec.Layout.PhysicalLength(_shape);
        _memory = new((long)_physicalLength * sizeof(float));
        _seed = seed;
    }

    /// <summary>Keras's name within the layer, such as <c>kernel</c>.</summary>
    public string Name => Spec.Name;

    /// <summary>Layer and name: <c>dense/kernel</c>.</summary>
    public string Path { get; }

    /// <summary>Logical shape; no axis is a batch axis.</summary>
    public TensorShape Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether training changes the weight by its gradient. False for statistics such as a moving mean, whatever the layer's
    /// <see cref="Layers.Layer.Trainable"/> says; frozen with its layer.</summary>
    public bool Trainable => Spec.Trainable && (Owner?.Trainable ?? true);

    /// <summary>Counts changes of the values.</summary>
    public int Version => Volatile.Read(ref _version);

    /// <summary>What the compiler declared.</summary>
    internal WeightSpec Spec { get; }

    /// <summary>The layer, which decides whether the weight is frozen.</summary>
    internal Layers.Layer? Owner { get; }

    /// <summary>Keeps predictions and updates apart; one of its own where no model has given it another.</summary>
    internal UpdateGate Gate => _gate ?? Interlocked.CompareExchange(ref _gate, new(), null) ?? _gate;

    /// <summary>The values as they lie in memory, padding included.</summary>
    internal Span<float> Physical => new(Pointer.Value, _physicalLength);

    /// <summary>Where emitted code reads the weight, in its layout. Valid as long as the weight is reachable.</summary>
    public Pointer<float> Pointer
    {
        get
        {
            if (!_hasValues) Draw();
            return new(_memory.Floats);
        }
    }

    /// <summary>The memory, whether or not it has values yet.</summary>
    private Span<float> Memory => new(_memory.Floats, _physicalLength);

    /// <summary>A copy of the values.</summary>
    public Tensor<float> ToTensor()
    {
        var values = new float[Count];
        CopyTo(values);
        return Tensor.Create(values, [.. _shape.Select(length => (nint)length)]);
    }

    /// <summary>Copies the values out, row-major.</summary>
    /// <param name="destination">At least <see cref="Count"/> long.</param>
    public void CopyTo(Span<float> destination)
    {
        if (destination.Length < Count)
            throw new ArgumentException($"Weight {Path} of shape {Shape} has {Count} values; the destination has room for {destination.Length}.", nameof(destination));
        var gate = Gate.BeginRead();
        UnpackRows(destination[..Count], 0);
        gate?.EndRead();
    }

    /// <summary>Sets the values.</summary>
    /// <exception cref="ArgumentException">The shape is another one.</exception>
    public void Assign(Tensor<float> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        CheckShape(values);
        var rowMajor = new float[Count];
        values.FlattenTo(rowMajor);
        Assign(rowMajor.AsSpan());
    }

    /// <summary>Sets the values, row-major.</summary>
    /// <exception cref="ArgumentException">The number of values is another one.</exception>
    public void Assign(ReadOnlySpan<float> values)
    {
        if (values.Length != Count)
            throw new ArgumentException($"Weight {Path} of shape {Shape} takes {Count} values, not {values.Length}.", nameof(values));
        var gate = Gate.BeginUpdate();
        lock (_memory)
        {
            if (!_hasValues) _memory.Populate();
            Spec.Layout.Pack(values, _shape, Memory);
            _hasValues = true;
        }
        Touch();
        gate.EndUpdate();
    }

    /// <summary>Refuses values of another shape, in Keras's words.</summary>
    internal void CheckShape(Tensor<float> values)
    {
        var lengths = values.Lengths;
        var equal = lengths.Length == _shape.Length;
        for (var axis = 0; equal && axis < _shape.Length; axis++) equal = lengths[axis] == _shape[axis];
        if (equal) return;
        var found = new int[lengths.Length];
        for (var axis = 0; axis < found.Length; axis++) found[axis] = checked((int)lengths[axis]);
        throw new ArgumentException(
            $"Layer {Owner?.Name ?? Path} weight shape {Shape} is not compatible with provided weight shape {new TensorShape(found)}. " +
            $"The weight is {Path}.", nameof(values));
    }

    /// <summary>Copies whole rows of the last axis out, from value <paramref name="first"/> on, where the caller keeps updates away.</summary>
    internal void UnpackRows(Span<float> rows, int first)
    {
        if (Spec.Layout == WeightLayout.RowMajor) Physical.Slice(first, rows.Length).CopyTo(rows);
        else if (Count > 0) Panels.UnpackRows(Pointer, rows, Count / _shape[^1], _shape[^1], first / _shape[^1]);
        // Nobody else may have the weight, and its memory must not go before it is read.
        GC.KeepAlive(this);
    }

    /// <summary>Says that the values have changed. Before the update ends that changes them: who sees the new values sees the new
    /// version.</summary>
    internal void Touch() => Interlocked.Increment(ref _version);

    /// <summary>Gives the weight the gate of a model that uses it.</summary>
    internal UpdateGate JoinGate(UpdateGate other) =>
        Interlocked.CompareExchange(ref _gate, other, null) is { } own ? _gate = UpdateGate.Join(own, other) : other;

    /// <summary>Sets the values part by part, so that a large weight is never in memory twice; the caller keeps others away.</summary>
    /// <param name="fill">Writes the elements, row-major, from the given number on into the span that it is given.</param>
    internal void FillByParts(Action<Span<float>, int> fill)
    {
        lock (_memory)
        {
            if (!_hasValues) _memory.Populate();
            WriteParts(fill);
            _hasValues = true;
        }
    }

    private void Draw()
    {
        lock (_memory)
        {
            if (_hasValues) return;
            _memory.Populate();
            var initializer = Spec.Initializer;
            if (initializer.FillsParts)
            {
                WriteParts((values, first) => initializer.FillPart(values, first, _shape, _seed));
            }
            else if (Spec.Layout == WeightLayout.RowMajor)
            {
                initializer.Fill(Memory[..Count], _shape, _seed);
            }
            else
            {
                var values = new float[Count];
                initializer.Fill(values, _shape, _seed);
                Spec.Layout.Pack(values, _shape, Memory);
            }
            _hasValues = true;
        }
    }

    private void WriteParts(Action<Span<float>, int> fill)
    {
        if (Count == 0) return;
        var columns = Spec.Layout == WeightLayout.Panels ? _shape[^1] : 1;
        var rows = Count / columns;
        var partRows = Math.Clamp(PartFloats / columns, 1, rows);
        var part = Spec.Layout == WeightLayout.Panels ? new float[partRows * columns] : [];
        for (var row = 0; row < rows; row += partRows)
        {
            var (first, length) = (row * columns, Math.Min(partRows, rows - row) * columns);
            var values = Spec.Layout == WeightLayout.Panels ? new Span<float>(part, 0, length) : Memory.Slice(first, length);
            fill(values, first);
            if (Spec.Layout == WeightLayout.Panels) Panels.PackRows(values, new(_memory.Floats), rows, columns, row);
        }
    }
}
