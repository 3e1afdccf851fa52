using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A slice is read where it lies, if its readers can step over the gaps between rows.</summary>
public sealed class SliceViews : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not SliceStep slice || steps.Leaves(slice.Result)) continue;
            if (!RowAccess.CanRead(steps, slice.Result, slice.Rows, except: position)) continue;
            if (steps.StepOf(slice.Operands[0]) is ViewStep outer && slice.Rows.Within(outer.Rows) is null) continue;
            steps.Replace(position, new ViewStep(slice.Rows, slice.Operands, slice.Results, slice.Scope));
        }
    }
}
