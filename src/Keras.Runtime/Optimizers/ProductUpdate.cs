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

    /// <summary>Goes over all parts in the order in which the weight lies in memory, on several threads where that pays.</summary>
    /// <param name="product">The gradient.</param>
    /// <param name="variable">Number of the weight.</param>
    /// <param name="memory">Holds the gradient of a part: <see cref="PartLength"/> floats.</param>
    /// <param name="update">Called for each piece of memory that a part is.</param>
    public static void Run(ProductGradient product, int variable, NativeBuffer memory, Part update) =>
        Parts.Run(
            new PanelParts(product, variable, memory.Pointer<float>(), update), Panels.Count(product.Columns), PartPanels,
            Cost.HeavyElements(Panels.Length(product.Inner, product.Columns)));

    /// <summary>The parts of some panels; each thread has memory for a part of its own.</summary>
    private readonly unsafe struct PanelParts(ProductGradient product, int variable, Pointer<float> memory, Part update) : IParts
    {
        public void Run(nint first, nint end, int worker)
        {
            var gradient = worker == 0 ? memory : new(Workers.Scratch(worker, PartLength));
            for (; first < end; first += PartPanels)
            {
                var panels = nint.Min(PartPanels, end - first);
                for (nint row = 0; row < product.Inner; row += PartRows)
                {
                    var height = nint.Min(PartRows, product.Inner - row);
                    product.Compute(gradient, row, height, first, panels);
                    var length = checked((int)(height * Panels.Width));
                    for (nint i = 0; i < panels; i++)
                        update(
                            variable, new(gradient.Value + i * length, length),
                            checked((int)(((first + i) * product.Inner + row) * Panels.Width)));
                }
            }
        }
    }
}
