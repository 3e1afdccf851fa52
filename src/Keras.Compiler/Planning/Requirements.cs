using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Finds lengths that a program takes to be equal although their symbols differ, and those that must be long enough.</summary>
public static class Requirements
{
    public static ImmutableArray<Requirement> Of(Program program)
    {
        var found = new List<Requirement>();
        foreach (var instruction in program.Instructions) Collect(instruction, found);
        return Distinct(found);
    }

    /// <summary>Each requirement once, wherever it comes from.</summary>
    public static ImmutableArray<Requirement> Distinct(IEnumerable<Requirement> requirements) =>
        [.. requirements.GroupBy(r => (r.GetType(), r.Left, r.Right)).Select(g => g.First())];

    private static void Collect(Instruction instruction, List<Requirement> found)
    {
        foreach (var (length, least) in instruction.Op.LeastLengths)
            if (!(length - least).IsKnown) found.Add(new LeastLength(length, least, instruction.Result.Name));
        var operands = instruction.Operands;
        switch (instruction.Op)
        {
            case Concatenate join:
                foreach (var operand in operands)
                    for (var axis = 0; axis < operand.Shape.Rank; axis++)
                        if (axis != join.Axis) Require(operand.Shape[axis], instruction.Result.Shape[axis]);
                break;
            case DotGeneral dot:
                foreach (var (l, r) in dot.LhsContracting.Zip(dot.RhsContracting, (l, r) => (l, r)).Concat(dot.LhsBatch.Zip(dot.RhsBatch, (l, r) => (l, r))))
                    Require(operands[0].Shape[l], operands[1].Shape[r]);
                break;
            case Reshape:
                Require(operands[0].Shape.Size, instruction.Result.Shape.Size);
                break;
            case Scan scan:
                for (var i = 0; i < scan.Body.Sequences.Length; i++) Require(operands[scan.Body.Carries.Length + i].Shape[0], scan.Length);
                foreach (var inner in scan.Body.Instructions) Collect(inner, found);
                break;
            case Tiled tiled:
                for (var i = 0; i < tiled.Body.Cut.Length; i++) Require(operands[i].Shape[0], tiled.Samples);
                foreach (var inner in tiled.Body.Instructions) Collect(inner, found);
                break;
            case Map or Broadcast:
                foreach (var operand in operands)
                    for (var axis = 1; axis <= operand.Shape.Rank; axis++)
                        if (operand.Shape[-axis] != 1) Require(operand.Shape[-axis], instruction.Result.Shape[-axis]);
                break;
        }

        void Require(Dim left, Dim right)
        {
            if (left != right) found.Add(new EqualLengths(left, right, instruction.Result.Name));
        }
    }
}
