namespace Keras.Compiler.Tests.Reference;

/// <summary>What a program's numbers depend on besides inputs and weights.</summary>
/// <param name="lengths">Lengths of the symbols, the batch (<c>batch</c>) included.</param>
/// <param name="frozen">Paths of layers that do not train.</param>
public sealed class ReferenceEnvironment(IReadOnlyDictionary<string, int> lengths, params string[] frozen)
{
    public static ReferenceEnvironment ForBatch(int batch) => new(new Dictionary<string, int> { ["batch"] = batch });

    /// <summary>The same with the length of one more symbol.</summary>
    public ReferenceEnvironment With(string symbol, int length) => new(new Dictionary<string, int>(lengths) { [symbol] = length }, frozen);

    /// <summary>Length of a symbol.</summary>
    public long Length(string symbol) => lengths.TryGetValue(symbol, out var length)
        ? length
        : throw new InvalidOperationException($"No length was given for the symbol '{symbol}'.");

    public int Length(Dim dim) => (int)dim.Evaluate(Length);

    public int[] Lengths(Shape shape) => [.. shape.Dims.Select(Length)];

    public bool Trains(string layer) => !frozen.Contains(layer);

    /// <summary>A uniform number that depends on stream and element alone (the finaliser of SplitMix64).</summary>
    public double Random(int stream, long element)
    {
        var z = unchecked(((ulong)stream + 1) * 0x9E3779B97F4A7C15UL + (ulong)element * 0xD1B54A32D192ED03UL);
        z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL);
        z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EBUL);
        return ((z ^ (z >> 31)) >> 11) / (double)(1UL << 53);
    }
}
