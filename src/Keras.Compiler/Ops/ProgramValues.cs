namespace Keras.Compiler.Ops;

/// <summary>Walks over the values of a program.</summary>
public static class ProgramValues
{
    /// <summary>All values in order of definition.</summary>
    public static IEnumerable<Value> Values(this Program program) =>
    [
        .. program.Inputs,
        .. program.Weights.Select(weight => weight.Value),
        .. program.States.Select(state => state.Value),
        .. program.Instructions.SelectMany(instruction => instruction.Results),
        .. program.Backward?.Cotangents ?? [],
        .. program.Backward?.Instructions.SelectMany(instruction => instruction.Results) ?? [],
    ];

    /// <summary>A number above that of every value, where a stage that adds instructions goes on.</summary>
    public static int NextId(this Program program) => program.Values().Select(value => value.Id).DefaultIfEmpty(-1).Max() + 1;
}
