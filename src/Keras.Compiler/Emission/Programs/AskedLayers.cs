using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops.Elementwise;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>The layers whose <c>Trainable</c> a step asks for.</summary>
internal static class AskedLayers
{
    public static IEnumerable<string> Of(PlannedStep planned)
    {
        IEnumerable<Formula> formulas = planned.Step switch
        {
            MapStep map => [map.Formula],
            MapGroupStep group => group.Formulas,
            PanelProductStep { Epilogue: { } epilogue } => [epilogue],
            _ => [],
        };
        var layers = formulas.SelectMany(formula => formula.Parts()).OfType<TrainsFormula>().Select(t => t.Layer);
        var nested = planned.Nested?.Plan.Steps.SelectMany(Of) ?? [];
        return layers.Concat(nested).Concat(planned.Step is MomentsStep { Layer: { } layer } ? [layer] : []).Concat(planned.Layer is null ? [] : [planned.Layer]);
    }
}
