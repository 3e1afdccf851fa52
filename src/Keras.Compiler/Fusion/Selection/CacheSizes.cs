namespace Keras.Compiler.Fusion.Selection;

/// <summary>Sizes of caches, in floats, that costs are reckoned with: those of a core of a server of these years.</summary>
public static class CacheSizes
{
    /// <summary>The second-level cache: 1 MiB.</summary>
    public const long SecondLevel = 256 * 1024;

    /// <summary>A core's part of the third-level cache: 16 MiB.</summary>
    public const long ThirdLevel = 4 * 1024 * 1024;
}
