using Keras.Compiler.Problems;

namespace Keras.Compiler.Binding;

/// <summary>A <c>Call</c> without a body: the layers run in the order in which one file declares them.</summary>
internal static class SequentialBinder
{
    public static void Check(BindingContext context, IReadOnlyList<LayerField> fields, CallSignature call)
    {
        if (call.Inputs.Count > 1) Report($"has {call.Inputs.Count} inputs");
        if (call.OutputNames.Count > 1) Report($"has {call.OutputNames.Count} outputs");
        if (fields.Count == 0) Report("has no layers");
        var first = fields.Count == 0 ? null : fields[0].Symbol.UserLocation().SourceTree;
        foreach (var field in fields)
            if (field.Symbol.UserLocation().SourceTree != first)
                context.Problems.SequentialFieldElsewhere(field.Description.Id, field.Symbol.Name);

        void Report(string fault) => context.Problems.SequentialForm(context.Place(call.Method), context.Model.Name, fault);
    }
}
