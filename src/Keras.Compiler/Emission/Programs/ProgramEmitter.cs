using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes the computing half of an emitted class: a nested class with straight-line methods that call kernels.</summary>
public static class ProgramEmitter
{
    private const string Hosting = "global::Keras.Hosting.";

    /// <summary>The text of <c>Headline.Kernels.g.cs</c>.</summary>
    public static string Emit(ProgramOutline outline) => Emit(outline, new StructTable());

    /// <inheritdoc cref="Emit(ProgramOutline)"/>
    /// <param name="structs">Takes the fused expressions.</param>
    internal static string Emit(ProgramOutline outline, StructTable structs)
    {
        var writer = new CodeWriter();
        var scopes = EmittedFile.Begin(writer, outline.Namespace, outline.ContainingTypes);
        using (writer.Block("partial class " + CSharpText.Identifier(outline.Name)))
        {
            writer.Summary("What the model computes, and where its memory lies.");
            if (Used(outline).Count == 0) writer.Line("#pragma warning disable CS9113 // There are no weights to read.");
            using (writer.Block(
                $"private partial class Program(global::System.Collections.Generic.IReadOnlyList<global::Keras.Weight> weights) : {Hosting}ModelProgram"))
                WriteMembers(writer, outline, structs);
        }
        while (scopes.Count > 0) scopes.Pop().Dispose();
        return writer.ToString();
    }

    private static void WriteMembers(CodeWriter writer, ProgramOutline outline, StructTable structs)
    {
        SignatureText.Write(writer, outline);
        WriteWeights(writer, outline);
        PlanText.Write(writer, outline);
        if (outline.Infer.Preparation is { } preparation) Write("Prepare", preparation, preparation.Forward);
        Write("Infer", outline.Infer, outline.Infer.Forward);
        if (outline.Evaluate is not null) Write("Evaluate", outline.Evaluate, outline.Evaluate.Forward);
        Write("Forward", outline.Train, outline.Train.Forward);
        Write("Backward", outline.Train, outline.Train.Backward);
        structs.Write(writer);

        void Write(string method, PlannedProgram plan, IReadOnlyList<PlannedStep> steps) => MethodText.Write(
            writer, method, plan, steps, new PhaseNames(outline.Weights, outline.Axes, outline.TrainingLayers), structs);
    }

    private static void WriteWeights(CodeWriter writer, ProgramOutline outline)
    {
        writer.Line();
        var (weights, used) = (outline.Weights, Used(outline));
        for (var i = 0; i < weights.Length; i++)
            if (used.Contains(weights[i]))
                writer.Line($"private readonly {Hosting}Pointer<float> {PhaseNames.WeightField(weights, weights[i])} = weights[{CSharpText.Literal(i)}].Pointer;");
    }

    /// <summary>Paths of the weights that some step reads or writes.</summary>
    private static HashSet<string> Used(ProgramOutline outline) => [.. outline.Plans.SelectMany(plan => plan.Steps
        .SelectMany(s => s.Step.Operands.Concat(s.Step.Results)).Select(v => plan.Types[v])
        .Where(t => t.Home == Home.Weight).Select(t => plan.Source.Weights[t.Index].Weight.Path))];
}
