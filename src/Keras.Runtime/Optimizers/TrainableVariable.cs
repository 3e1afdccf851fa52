using Keras.Hosting;

namespace Keras;

/// <summary>A weight as an optimizer sees it: flat physical memory, and the gradient beside it.</summary>
/// <remarks>The memory is padded to a multiple of 16 floats and lies as <see cref="Layout"/> says. Padding holds zeros in values and
/// gradient, and an update must leave it zero.</remarks>
public sealed unsafe class TrainableVariable
{
    /// <summary>Physical lengths are multiples of this many floats.</summary>
    internal const int Alignment = 16;

    private readonly int[] _shape;
    private float* _values;
    private float* _gradient;

    /// <param name="owner">The weight itself; optimizer state follows it from one <c>Compile</c> to the next.</param>
    /// <param name="path">Name of layer and weight, such as <c>dense/kernel</c>.</param>
    /// <param name="shape">Logical shape.</param>
    /// <param name="layout">How the values lie in memory.</param>
    /// <param name="length">Physical floats, padding included.</param>
    internal TrainableVariable(object owner, string path, int[] shape, WeightLayout layout, int length)
    {
        if (length <= 0 || length % Alignment != 0)
            throw new ArgumentOutOfRangeException(nameof(length), length, $"The memory of '{path}' must be a positive multiple of {Alignment} floats.");
        Owner = owner;
        Path = path;
        _shape = shape;
        Layout = layout;
        Length = length;
    }

    /// <summary>Name of layer and weight, such as <c>dense/kernel</c>.</summary>
    public string Path { get; }

    /// <summary>Logical shape.</summary>
    public ReadOnlySpan<int> Shape => _shape;

    /// <summary>How <see cref="Values"/> and <see cref="Gradient"/> lie in memory.</summary>
    public WeightLayout Layout { get; }

    /// <summary>Number of floats, padding included.</summary>
    public int Length { get; }

    /// <summary>The weight.</summary>
    public Span<float> Values => new(_values, Length);

    /// <summary>The gradient of the loss. An optimizer may change it in place (clipping).</summary>
    public Span<float> Gradient => Product is not null ? Product.Whole() : Rows is null ? StoredGradient : Rows.TouchAll();

    /// <summary>The gradient, of which no element is changed that is zero.</summary>
    internal Span<float> SettledGradient
    {
        get
        {
            Rows?.Settle();
            return StoredGradient;
        }
    }

    /// <summary>The gradient as it is in memory: whole vectors around the touched rows of <see cref="Rows"/>, or all of it.</summary>
    internal Span<float> StoredGradient => new(_gradient, Length);

    /// <summary>For a large weight whose gradient is not in memory: what computes it.</summary>
    internal ProductGradient? Product { get; private set; }

    /// <summary>For a table that is only looked up in: which rows have a gradient.</summary>
    internal GradientRows? Rows { get; private set; }

    internal object Owner { get; }

    /// <summary>Points the variable at memory, which must stay where it is while the optimizer works.</summary>
    internal void Bind(Pointer<float> values, Pointer<float> gradient, GradientRows? rows = null, ProductGradient? product = null)
    {
        (Rows, Product) = (rows, product);
        _values = values.Value;
        _gradient = gradient.Value;
    }
}
