using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>A step that runs a program of its own. The program is fused, planned and written by the same stages as the one around it; its
/// inputs and weights are the step's first operands, in order, its outputs lie where the step says.</summary>
public interface INestedStep
{
    /// <summary>The program.</summary>
    FusedProgram Body { get; }

    /// <summary>Whether no run of the program reads what an earlier run left.</summary>
    bool IsIndependent { get; }

    /// <summary>Number of operands, the first ones, that differ from run to run of the program.</summary>
    int Varying { get; }

    /// <summary>Lengths that only the program has, in lengths of the program around it: what they are at most.</summary>
    /// <param name="arena">Bytes of the program's arena where such a length has this value.</param>
    IReadOnlyDictionary<string, Dim> Lengths(Func<string, long, long> arena);

    /// <summary>The step with another program of the same outside.</summary>
    Step WithBody(FusedProgram body);
}
