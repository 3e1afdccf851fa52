using Keras.Compiler.Layers;
using Keras.Compiler.Ops;
using Keras.Layers;

namespace Keras.Compiler.Lowering;

/// <summary>The penalty on a layer's output that any layer may declare.</summary>
internal static class ActivityRegularizer
{
    /// <summary>The loss term, divided by the batch size; null where the layer declares none.</summary>
    public static Value? Penalty(ProgramBuilder builder, string path, LayerConfiguration configuration, Value output)
    {
        var name = path + "_penalty";
        return Declared(configuration) switch
        {
            { Kind: Regularizer.None } or { Kind: not Regularizer.Orthogonal, L1: 0, L2: 0 } or null => null,
            { Kind: Regularizer.Orthogonal } orthogonal =>
                builder.OrthogonalActivityPenalty(name, output, orthogonal.Factor, orthogonal.Columns),
            var factors => builder.ActivityPenalty(name, output, factors.L1, factors.L2),
        };
    }

    /// <summary>The second attribute with factors, or the layer attribute's own property with Keras's default factors.</summary>
    private static WeightRegularizerAttribute? Declared(LayerConfiguration configuration) =>
        configuration.Settings.TryGetValue(nameof(LayerDeclarationAttribute.ActivityRegularizer), out var setting)
            ? (WeightRegularizerAttribute)setting
            : configuration.Attribute.ActivityRegularizer is not Regularizer.None and var kind ? new ActivityRegularizerAttribute(kind) : null;
}
