using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>What Winograd's kernels have in common: how square tiles cover the windows of each image, and how blocks of tiles lie in the
/// workspace. Tiles go along a line, then line after line, then image after image; the last of a line may reach beyond the windows.</summary>
/// <param name="grid">The windows.</param>
/// <param name="channels">Of x.</param>
/// <param name="filters">Of y.</param>
/// <param name="size">Edge of the kernel.</param>
/// <param name="tile">Edge of a tile, in windows.</param>
/// <param name="block">Tiles worked on at a time, at most.</param>
internal readonly struct WinogradShape(in WindowGrid grid, nint channels, nint filters, int size, int tile, nint block)
{
    /// <summary>Filters whose products are held at a time, so that those of a block stay in the second-level cache.</summary>
    private const int FiltersAtOnce = 128;

    /// <summary>Floats of the largest tile of so many filters.</summary>
    internal const int OutputFloats = 4 * 4 * FiltersAtOnce;

    /// <summary>Channels and filters of the part of a kernel whose gradient is summed at a time: at all points it takes about the
    /// second-level cache.</summary>
    private const int GradientChannels = 128, GradientFilters = 64;

    internal readonly WindowGrid Grid = grid;

    internal readonly nint Channels = channels;

    internal readonly nint Filters = filters;

    internal readonly nint Block = block;

    internal int Tile => tile;

    /// <summary>Points of a tile, along both axes.</summary>
    internal nint Points => (size + tile - 1) * (size + tile - 1);

    /// <summary>Tiles along a line.</summary>
    internal nint Columns => (Grid.Width.Count + tile - 1) / tile;

    /// <summary>Lines of tiles of an image.</summary>
    internal nint Lines => (Grid.Height.Count + tile - 1) / tile;

    internal nint Tiles => Grid.Batch * Lines * Columns;

    internal nint Blocks => (Tiles + Block - 1) / Block;

    /// <summary>Where a block begins: all are of nearly equal length.</summary>
    internal nint FirstTile(nint block) => block * Tiles / Blocks;

    /// <summary>What the products of the forward pass cost.</summary>
    internal long ForwardCost => Cost.Products(Tiles * Points * Channels * Filters);

    /// <summary>What it costs to take so many tiles of x and of dy to the points.</summary>
    internal long TransformCost(nint tiles) => Cost.Elements(tiles * Points * (InputRow + GradientRow));

    /// <summary>Floats of the kernel at one point.</summary>
    internal nint KernelPoint => Panels.Length(Channels, Filters);

    /// <summary>Distance between the tiles of x in a block.</summary>
    internal nint InputRow => Padded(Channels);

    /// <summary>Distance between the points of x in a block.</summary>
    internal nint InputPoint => PointFloats(Block, Channels);

    /// <summary>The filters that follow <paramref name="first"/> and are worked on with it.</summary>
    internal nint FiltersFrom(nint first) => nint.Min(FiltersAtOnce, Filters - first);

    /// <summary>Distance between the points of a block of products.</summary>
    internal nint OutputPoint => PointFloats(Block, nint.Min(FiltersAtOnce, Filters));

    /// <summary>The channels that follow <paramref name="first"/> in a part of the kernel's gradient.</summary>
    internal nint GradientChannelsFrom(nint first) => nint.Min(GradientChannels, Channels - first);

    /// <summary>The filters that follow <paramref name="first"/> in a part of the kernel's gradient.</summary>
    internal nint GradientFiltersFrom(nint first) => nint.Min(GradientFilters, Filters - first);

    /// <summary>Distance between the tiles of dy in a block.</summary>
    internal nint GradientRow => Padded(Filters);

    /// <summary>Distance between the points of a block of gradients.</summary>
    internal nint GradientPoint => PointFloats(Block, Filters);

    internal nint ForwardWorkspace => Points * (InputPoint + OutputPoint);

    internal nint KernelGradientWorkspace => Points * (InputPoint + GradientPoint + KernelPoint);

    /// <summary>As many columns as fill panels.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Padded(nint columns) => Panels.Count(columns) * Panels.Width;

    /// <summary>A cache line more than the rows take: the points of one tile would else share a set of the first-level cache.</summary>
    private static nint PointFloats(nint rows, nint columns) => rows * Padded(columns) + Panels.Width;
}
