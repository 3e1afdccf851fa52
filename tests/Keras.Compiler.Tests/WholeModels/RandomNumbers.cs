using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.WholeModels;

/// <summary>Draws what models are run on, each number one that float32 holds.</summary>
/// <param name="environment">Lengths of the unknown axes.</param>
/// <param name="seed">Equal seeds draw equal numbers.</param>
internal sealed class RandomNumbers(ReferenceEnvironment environment, int seed)
{
    /// <summary>Inputs whose names begin so have steps of zeros, as <c>Masking</c> looks for.</summary>
    public const string WithGaps = "gaps";

    /// <summary>Tokens are below this.</summary>
    public const int Tokens = 4;

    private readonly Random _random = new(seed);

    /// <summary>Between −1 and 1.</summary>
    public IEnumerable<float> Take(int count) => Enumerable.Range(0, count).Select(_ => Next());

    /// <summary>A tensor of numbers between −1 and 1.</summary>
    public ReferenceTensor Draw(Shape shape) => ReferenceTensor.Build(environment.Lengths(shape), _ => Next());

    /// <summary>A tensor for an input. Of each sequence the first step counts: truth values are true there, tokens not zero, steps no gap.</summary>
    public ReferenceTensor Input(Value input)
    {
        if (input.Type.DType == DType.Bool) return Of(input, index => index[^1] == 0 || Chance() ? 1 : 0);
        if (input.Type.DType == DType.Int32) return Of(input, index => index[^1] == 0 ? _random.Next(1, Tokens) : _random.Next(Tokens));
        if (!input.Name.StartsWith(WithGaps, StringComparison.Ordinal)) return Draw(input.Shape);
        var isStep = Of(new Value(0, input.Type with { Shape = input.Shape.WithoutAxis(-1) }, input.Name), index => index[^1] == 0 || Chance() ? 1 : 0);
        return Of(input, index => isStep[index[..^1]] * Next());
    }

    private ReferenceTensor Of(Value input, Func<int[], double> element) => ReferenceTensor.Build(environment.Lengths(input.Shape), element);

    private bool Chance() => _random.Next(3) > 0;

    private float Next() => (float)(_random.NextDouble() * 2 - 1);
}
