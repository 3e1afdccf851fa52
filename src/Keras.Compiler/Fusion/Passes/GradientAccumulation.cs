using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Passes;

/// <summary>A sum of gradients, as shared layers have it, is written by the kernels that add to what is there.</summary>
public sealed class GradientAccumulation : FusionPass
{
    public override void Run(StepList steps)
    {
        for (var position = 0; position < steps.Count; position++)
        {
            if (steps[position] is not MapStep map || map.Formula.Summands() is not { } summands) continue;
            var terms = summands.Select(i => map.Operands[i]).OrderBy(steps.ProducerOf).ToList();
            // A value twice, as where equal calls became one, is no sum that a kernel could add to.
            if (terms.Distinct().Count() != map.Operands.Length || terms.Count != map.Operands.Length || !terms.All(t => CanTake(steps, t, position, map))) continue;
            steps.Remove(position);
            for (var i = 1; i < terms.Count; i++)
            {
                var producer = steps.ProducerOf(terms[i]);
                var result = i == terms.Count - 1 ? map.Result : terms[i];
                steps.Replace(producer, ((IAccumulatingStep)steps[producer]!).AddTo(terms[i - 1], result));
            }
        }
    }

    private static bool CanTake(StepList steps, Value term, int position, MapStep map) =>
        steps.StepOf(term) is IAccumulatingStep { CanAdd: true } step && ((Step)step).AccumulatesInto < 0 &&
        term.Shape == map.Result.Shape &&
        steps.IsBackward(steps.ProducerOf(term)) == steps.IsBackward(position) && steps.IsOnlyReader(term, position);
}
