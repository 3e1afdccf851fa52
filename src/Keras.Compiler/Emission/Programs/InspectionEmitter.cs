using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes what <c>Trace</c>, <c>CheckNumerics</c> and <c>Profile</c> run, apart from the code that predicts, which so stays as fast
/// and as small as it is: one program without fusion across layers whose outputs are the layers' results, and one that is prediction's
/// own, with a stopwatch behind each step.</summary>
internal static class InspectionEmitter
{
    private const string Hosting = "global::Keras.Hosting.";
    private const string Weights = "global::System.Collections.Generic.IReadOnlyList<global::Keras.Weight> weights";

    /// <summary>The text of <c>Headline.Inspection.g.cs</c>.</summary>
    /// <param name="outline">The model, with its program for tracing.</param>
    /// <param name="structs">The fused expressions that the model's other file holds; takes further ones.</param>
    public static string Emit(ProgramOutline outline, StructTable structs)
    {
        var writer = new CodeWriter();
        var scopes = EmittedFile.Begin(writer, outline.Namespace, outline.ContainingTypes);
        using (writer.Block("partial class " + CSharpText.Identifier(outline.Name)))
        {
            WriteFactories(writer);
            using (writer.Block("private partial class Program"))
            {
                WriteTrace(writer, outline, structs);
                WriteProfile(writer, outline, structs);
                structs.Write(writer);
            }
        }
        while (scopes.Count > 0) scopes.Pop().Dispose();
        return writer.ToString();
    }

    private static void WriteFactories(CodeWriter writer)
    {
        writer.Line("/// <inheritdoc/>");
        writer.Line($"protected override {Hosting}TracedProgram CreateTrace({Weights}) => new(new Program.Tracing(weights), Program.Tracing.Results);");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"protected override {Hosting}ProfiledProgram CreateProfile({Weights})"))
        {
            writer.Line($"var timer = new {Hosting}StepTimer(Program.Profiling.Steps.Length);");
            writer.Line("return new(new Program.Profiling(weights, timer), timer, Program.Profiling.Steps, Program.Profiling.CountBytes);");
        }
        writer.Line();
    }

    private static void WriteTrace(CodeWriter writer, ProgramOutline outline, StructTable structs)
    {
        var plan = outline.Trace!;
        var results = plan.Source.LayerResults;
        writer.Summary("Predicts and gives what every layer makes.");
        using var _ = writer.Block($"internal sealed class Tracing({Weights}) : Program(weights)");
        writer.Line($"internal static readonly {Hosting}TracedResult[] Results = [{string.Join(", ", results.Select(Result))}];");
        writer.Line();
        using (writer.Block($"private static readonly {Hosting}ProgramSignature WithResults = Outside with", ";"))
        {
            SignatureText.WriteItems(writer, "Outputs = [", results.Select((result, i) =>
                SignatureText.Tensor(outline, result.Path, plan.Source.Outputs[i].Type, 0, Activation.Linear)));
            writer.Line($"Slots = {CSharpText.List([plan.Slots.Length])},");
            if (outline.Infer.Preparation is not null) writer.Line("Preparation = null,");
        }
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public override {Hosting}ProgramSignature Signature => WithResults;");
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        using (writer.Block($"public override long Plan({Hosting}Phase phase, long batch, global::System.ReadOnlySpan<long> axes, global::System.Span<long> offsets)"))
        {
            PlanText.WriteCheck(writer, outline);
            writer.Line("return PlanTrace(batch, axes, offsets);");
        }
        PlanText.WriteSlots(writer, "Trace", plan, outline);
        PlanText.WriteOutputLengths(writer, plan.Source.Outputs, outline);
        MethodText.Write(writer, "Infer", plan, plan.Forward, Names(outline), structs, part: "Trace");
    }

    private static string Result(LayerResult result) =>
        $"new({CSharpText.Literal(result.ClassName)}{(result.Node + result.Index > 0 ? $", {CSharpText.Literal(result.Node)}" : "")}" +
        $"{(result.Index > 0 ? $", {CSharpText.Literal(result.Index)}" : "")})";

    private static void WriteProfile(CodeWriter writer, ProgramOutline outline, StructTable structs)
    {
        var plan = outline.Infer;
        var steps = MethodText.Running(plan.Forward);
        writer.Line();
        writer.Summary("Predicts and takes the time of each step.");
        using var _ = writer.Block($"internal sealed class Profiling({Weights}, {Hosting}StepTimer timer) : Program(weights)");
        writer.Line($"internal static readonly {Hosting}ProfiledStep[] Steps =");
        writer.Line("[");
        using (writer.Indent())
            foreach (var step in steps) writer.Line(
                $"new({CSharpText.Literal(step.Step.Scope == Scope.None ? step.Step.Result.Name : step.Step.Scope.Path)}, {CSharpText.Literal(step.Step.Name)}),");
        writer.Line("];");
        writer.Line();
        writer.Line("/// <summary>Bytes that each step reads and writes.</summary>");
        using (writer.Block("internal static void CountBytes(long batch, global::System.ReadOnlySpan<long> axes, global::System.Span<long> bytes)"))
            for (var i = 0; i < steps.Count; i++) writer.Line($"bytes[{CSharpText.Literal(i)}] = {PlanText.Text(Bytes(steps[i]), outline)};");
        var names = Names(outline);
        names.Reserve("timer");
        MethodText.Write(writer, "Infer", plan, plan.Forward, names, structs, part: "Profile", timer: "timer");
    }

    private static Dim Bytes(PlannedStep planned) => planned.Step.Operands.Distinct().Concat(planned.Step.Results)
        .Aggregate(Dim.Known(0), (sum, value) => sum + value.Shape.Size * PhysicalType.SizeOf(value.Type.DType));

    private static PhaseNames Names(ProgramOutline outline) => new(outline.Weights, outline.Axes, outline.TrainingLayers);
}
