using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Layers.Regularization;

/// <summary>Passes its input on and adds a penalty on it to the loss.</summary>
public sealed class ActivityRegularizationDefinition : SameShapeDefinition<ActivityRegularizationAttribute>
{
    protected override Value Lower(ActivityRegularizationAttribute layer, LayerLowering call)
    {
        if (layer.L1 != 0 || layer.L2 != 0)
            call.AddLossTerm(call.Builder.ActivityPenalty(call.LayerPath + "_penalty", call.Input, layer.L1, layer.L2));
        return call.Input;
    }
}
