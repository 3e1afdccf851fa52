using Keras.Compiler.Ops;

namespace Keras.Compiler.Layers.Recurrent;

/// <summary>Masks of time steps.</summary>
internal static class RecurrentMask
{
    /// <summary>From (batch, time) to (time, batch, 1), which a step broadcasts over its features.</summary>
    public static Value TimeMajor(ProgramBuilder builder, string name, Value mask)
    {
        var turned = builder.Transpose(name + "_steps", mask, [1, 0]);
        return builder.Reshape(name + "_steps", turned, Shape.Of(mask.Shape[1], mask.Shape[0], 1));
    }
}
