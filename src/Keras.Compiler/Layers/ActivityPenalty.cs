using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Layers;

/// <summary>The loss term of a penalty on activations: Keras divides it by the batch size.</summary>
internal static class ActivityPenalty
{
    /// <summary>(l1·Σ|x| + l2·Σx²) / batch.</summary>
    public static Value Of(ProgramBuilder builder, string name, Value x, double l1, double l2)
    {
        var element = Formula.Operand(0);
        var magnitude = l1 * Formula.Apply("Abs", element);
        var square = l2 * Formula.Apply("Square", element);
        var penalty = builder.Map(name + "_penalty", l2 == 0 ? magnitude : l1 == 0 ? square : magnitude + square, x);
        var sum = builder.Reduce(name + "_penalty", ReduceKind.Sum, penalty, [.. Enumerable.Range(0, x.Shape.Rank)]);
        return builder.Map(name + "_penalty", element / Formula.Length(x.Shape[0]), sum);
    }
}
