namespace Keras.Compiler.Fusion.Steps;

/// <summary>A step that runs a program of its own. The program is fused, planned and written by the same stages as the one around it; its
/// inputs and weights are the step's operands, in order, its outputs lie where the step says.</summary>
public interface INestedStep
{
    /// <summary>The program.</summary>
    FusedProgram Body { get; }

    /// <summary>The step with another program of the same outside.</summary>
    Step WithBody(FusedProgram body);
}
