using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;
using Keras.Compiler.Support;

namespace Keras.Compiler.Rewriting.Passes;

/// <summary>Zeros that a layer puts around what a convolution reads become part of its windows, as its own padding: they are never
/// written.</summary>
public sealed class PaddedConvolutions : RewritingPass
{
    public override void Run(InstructionList instructions)
    {
        for (var i = 0; i < instructions.Count; i++)
            while (Absorb(instructions[i], instructions) is { } wider) instructions.Replace(instructions[i], wider);
    }

    /// <summary>A convolution over padded axes as one over what was padded last; null where it is none.</summary>
    private static Instruction? Absorb(Instruction instruction, InstructionList list)
    {
        if (instruction.Op is not Convolution convolution) return null;
        if (list.ProducerOf(instruction.Operands[0]) is not { Op: Pad { Value: 0 } pad } padding) return null;
        var axis = pad.Axis - 1;
        if (axis < 0 || axis >= convolution.Windows.Count || Over(convolution.Windows[axis], pad) is not { } window) return null;
        return instruction with
        {
            Op = convolution with { Windows = convolution.Windows.Select((w, i) => i == axis ? window : w).ToEquatableArray() },
            Operands = instruction.Operands.SetItem(0, padding.Operands[0]),
        };
    }

    /// <summary>Windows over a padded axis as windows over the axis. Null where they have zeros of their own besides, or some would have
    /// nothing else.</summary>
    private static Window? Over(Window window, Pad pad)
    {
        if (window != Window.Of(window.Length, window.Size, window.Stride, window.Dilation, Padding.Valid)) return null;
        if (!IsWithin(pad.Before, window) || !IsWithin(pad.After, window)) return null;
        var least = window.Least - pad.Before - pad.After;
        return window with
        {
            Length = window.Length - pad.Before - pad.After, Low = pad.Before, Least = least is { IsKnown: true, Value: <= 0 } ? 0 : least,
        };
    }

    private static bool IsWithin(Dim zeros, Window window) => zeros.IsKnown && zeros.Value < window.Extent;
}
