using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras;

/// <summary>Updates a large weight part by part: the gradient of each is computed, used and forgotten while it is in the cache.</summary>
internal static class ProductUpdate
{
    /// <summary>Panels of a part: what the kernel does best.</summary>
    private const int PartPanels = 2;

    /// <summary>Rows of a part: 32 KiB of gradient.</summary>
    private const int PartRows = 256;

    /// <summary>Floats that the gradient of a part takes.</summary>
    public const int PartLength = PartPanels * PartRows * Panels.Width;

    /// <summary>What is done to a part of a weight.</summary>
    public delegate void Part(int variable, Span<float> gradient, int start);

    /// <summary>Goes over all parts in the order in which the weight lies in memory.</summary>
    /// <param name="product">The gradient.</param>
    /// <param name="variable">Number of the weight.</param>
    /// <param name="memory">Holds the gradient of a part: <see cref="PartLength"/> floats.</param>
    /// <param name="update">Called for each piece of memory that a part is.</param>
    public static void Run(ProductGradient product, int variable, NativeBuffer memory, Part update)
    {
        var (inner, count) = (product.Inner, Panels.Count(product.Columns));
        for (nint panel = 0; panel < count; panel += PartPanels)
        {
            var panels = nint.Min(PartPanels, count - panel);
            for (nint row = 0; row < inner; row += PartRows)
            {
                var height = nint.Min(PartRows, inner - row);
                product.Compute(memory.Pointer<float>(), row, height, panel, panels);
                var length = checked((int)(height * Panels.Width));
                for (nint i = 0; i < panels; i++)
                    update(variable, memory.Span<float>(i * length, length), checked((int)(((panel + i) * inner + row) * Panels.Width)));
            }
        }
    }
}
