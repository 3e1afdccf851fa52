using Keras.Compiler.Fusion.Steps;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A product that is the gradient of different rows of a table is handed over as its factors: the rows can be computed while the table
/// is updated, and need not be in memory.</summary>
public sealed class RowGradients : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not ScatterAddStep { AccumulatesInto: < 0, Operands: [var rows, var numbers] } add || !IsWhole(steps, add)) continue;
            if (steps.StepOf(numbers) is not DistinctStep distinct || distinct.Result != numbers) continue;
            var producer = steps.ProducerOf(rows);
            if (producer < 0 || steps[producer] is not InputGradientStep { Epilogue: null } product || !steps.IsOnlyReader(rows, position)) continue;
            steps.Remove(producer);
            steps.Replace(position, new RowGradientStep(add.Layer, [product.Left, product.Panels, numbers], add.Results, add.Scope));
        }
    }

    /// <summary>Whether nothing is added to a gradient any more.</summary>
    private static bool IsWhole(StepList steps, ScatterAddStep add) => steps.Leaves(add.Result) && steps.ReadersOf(add.Result).Count == 0;
}
