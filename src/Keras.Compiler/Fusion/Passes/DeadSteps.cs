namespace Keras.Compiler.Fusion.Passes;

/// <summary>Steps whose results nobody wants go.</summary>
public sealed class DeadSteps : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = steps.Count - 1; position >= 0; position--)
            if (steps[position] is { } step && step.Results.All(r => !steps.Leaves(r) && steps.ReadersOf(r).Count == 0))
                steps.Remove(position);
    }
}
