using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Rewriting;

/// <summary>A product of activations with a kernel that is made of weights alone; its last axis has the kernel's filters.</summary>
/// <param name="Instruction">The product.</param>
/// <param name="FilterAxis">The kernel's axis that is the result's last one, counted from the end.</param>
internal sealed record KernelProduct(Instruction Instruction, int FilterAxis)
{
    public Value X => Instruction.Operands[0];

    public Value Kernel => Instruction.Operands[1];

    public Value Result => Instruction.Result;

    /// <summary>Multiplications of one call, with lengths that are not known yet at a plausible number.</summary>
    public long Multiplications => Instruction.Op is ConvolutionOp convolution
        ? MultiplicationsOf(Kernel.Shape.Size.Value, convolution.Windows)
        : Kernel.Shape.Size.Value;

    private const long PlausibleLength = 32;

    /// <summary>Multiplications of a convolution with a kernel of so many elements, as <see cref="Multiplications"/>.</summary>
    public static long MultiplicationsOf(long kernel, IEnumerable<Window> windows) =>
        windows.Aggregate(kernel, (product, window) => product * window.Count.Evaluate(_ => PlausibleLength));

    /// <summary>What an instruction is as such a product; null where it is none.</summary>
    public static KernelProduct? Of(Instruction? instruction, InstructionList list)
    {
        if (instruction is null || instruction.Operands.Length != 2) return null;
        if (!list.IsOfWeights(instruction.Operands[1]) || list.IsOfWeights(instruction.Operands[0])) return null;
        return instruction.Op switch
        {
            Convolution => new(instruction, -1),
            ConvolutionInputGradient { Groups: 1 } => new(instruction, -2),
            DotGeneral dot when IsMatrix(dot, instruction) => new(instruction, -1),
            _ => null,
        };
    }

    /// <summary>The same product with other factors.</summary>
    public Value Apply(ProgramBuilder builder, Value x, Value kernel) => builder.Apply(Instruction.Op, Result.Name, x, kernel);

    private static bool IsMatrix(DotGeneral dot, Instruction instruction) =>
        dot.LhsBatch.Count == 0 && instruction.Operands[1].Shape.Rank == 2 && dot.RhsContracting.SequenceEqual([0]) &&
        dot.LhsContracting.SequenceEqual([instruction.Operands[0].Shape.Rank - 1]);
}
