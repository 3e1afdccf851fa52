using System.Collections.Immutable;

namespace Keras.Compiler.Fusion;

/// <summary>One improvement of a fused program. It changes no result beyond rounding, and can be left out.</summary>
public abstract class FusionPass
{
    /// <summary>The name by which <see cref="CompilerOptions.DisabledPasses"/> knows it.</summary>
    public string Name => GetType().Name;

    /// <summary>Changes the steps.</summary>
    public abstract void Run(StepList steps);
}
