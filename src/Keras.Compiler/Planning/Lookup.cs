using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>An input of a program that holds row numbers of a table, so that they can be checked before the program runs.</summary>
/// <param name="Input">Number of the input.</param>
/// <param name="Rows">Number of rows of the table.</param>
/// <param name="Layer">Path of the layer.</param>
public sealed record Lookup(int Input, int Rows, string Layer)
{
    /// <summary>All of a program. Numbers that are computed are checked where they are used.</summary>
    public static IEnumerable<Lookup> Of(Program program)
    {
        var origins = new Dictionary<Value, Value>();
        foreach (var instruction in program.Instructions.SelectMany(i => i.Op.Inner.Prepend(i)))
            if (instruction.Op is Reshape or Transpose or Distinct) origins[instruction.Result] = instruction.Operands[0];
            else if (instruction.Op is Tiled { Body.Cut: var cut })
                for (var i = 0; i < cut.Length; i++) origins[cut[i]] = instruction.Operands[i];
        return
            from instruction in program.Instructions.SelectMany(i => i.Op.Inner.Prepend(i))
            where instruction.Op is Gather
            let input = program.Inputs.IndexOf(Origin(instruction.Operands[1]))
            where input >= 0
            select new Lookup(input, checked((int)instruction.Operands[0].Shape[0].Value), ((Gather)instruction.Op).Layer);

        // What holds the same numbers in another shape, or those of all samples.
        Value Origin(Value value)
        {
            while (origins.TryGetValue(value, out var origin)) value = origin;
            return value;
        }
    }
}
