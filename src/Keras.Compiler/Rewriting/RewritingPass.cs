namespace Keras.Compiler.Rewriting;

/// <summary>One improvement of a program. Of one that only predicts it may trade work on activations for work on weights, which is done once.
/// It changes no result beyond rounding, and can be left out.</summary>
public abstract class RewritingPass
{
    /// <summary>The name by which <see cref="CompilerOptions.DisabledPasses"/> knows it.</summary>
    public string Name => GetType().Name;

    /// <summary>Changes the instructions.</summary>
    public abstract void Run(InstructionList instructions);
}
