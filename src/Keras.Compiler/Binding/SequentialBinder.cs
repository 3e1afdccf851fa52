using Keras.Compiler.Problems;

namespace Keras.Compiler.Binding;

/// <summary>A <c>Call</c> without a body: the layers run in the order in which one file declares them.</summary>
internal static class SequentialBinder
{
    public static void Check(BindingContext context, IReadOnlyList<LayerField> fields, CallSignature call)
    {
        var problems = context.Problems;
        var place = context.Place(call.Method);
        if (call.Inputs.Count > 1) problems.SequentialForm(place, context.Model.Name, $"has {call.Inputs.Count} inputs");
        if (call.OutputNames.Count > 1) problems.SequentialForm(place, context.Model.Name, $"has {call.OutputNames.Count} outputs");
        if (fields.Count == 0) problems.SequentialForm(place, context.Model.Name, "has no layers");
        var first = fields.Count == 0 ? null : fields[0].Symbol.UserLocation().SourceTree;
        foreach (var field in fields)
            if (field.Symbol.UserLocation().SourceTree != first)
                problems.SequentialFieldElsewhere(field.Description.Id, field.Symbol.Name);
    }
}
