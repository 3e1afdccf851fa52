namespace Keras.Compiler.Emission.Surface;

public static partial class SurfaceEmitter
{
    /// <summary>Sessions, which only models need whose layers keep states.</summary>
    private static void WriteSession(CodeWriter writer, SurfaceModel model)
    {
        Doc(writer, "Begins a sequence of predictions with states of its own, which start at zero. Sessions run at the same time without mixing.");
        WriteMethod(writer, "Session CreateSession", [], "new(this)");
        writer.Line();
        writer.Summary("A sequence of predictions with states of its own.");
        writer.Line(GeneratedCode);
        using var _ = writer.Block("public sealed class Session : global::Keras.ModelSession");
        using (writer.Block($"internal Session({CSharpText.Identifier(model.Name)} model) : base(model)"))
        {
        }
        Doc(writer, "Predicts and goes on from the states of the call before; a call at a time.", ("inputs", "The samples: as many as the batch size, or a multiple, which is taken one batch after the other."));
        WritePrediction(writer, model);
        Doc(writer, "Predicts from memory to memory and allocates nothing; goes on from the states of the call before, a call at a time.",
            ("inputs", "The samples."), ("outputs", "Gets the results."), ("batch", "Number of samples."));
        WriteMethod(writer, "void Predict", ["in InputSpans inputs", "in OutputSpans outputs", "int batch"], "PredictCore(inputs, outputs, batch)");
    }
}
