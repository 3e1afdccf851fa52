using Keras.Compiler.Fusion.Steps;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A reshape is another name for the same memory.</summary>
public sealed class CollapseReshapes : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
            if (steps[position] is CopyStep copy)
                steps.Replace(position, new ViewStep(Rows.Dense(copy.Result.Shape.Size), copy.Operands, copy.Results, copy.Scope));
    }
}
