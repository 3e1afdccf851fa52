using System.Globalization;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes the steps of a phase as one method, or as several where one would be too long for the JIT.</summary>
internal static class MethodText
{
    public const int MostSteps = 150;

    public static void Write(
        CodeWriter writer, string method, PlannedProgram plan, IReadOnlyList<PlannedStep> steps, PhaseNames names, StructTable structs)
    {
        var running = steps.Where(s => !s.Step.IsView).ToList();
        var nested = new NestedMethods(method);
        var header = $"public override void {method}(global::Keras.Hosting.Frame frame)";
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        if (running.Count <= MostSteps)
        {
            WriteMethod(header, running);
            nested.Write(writer);
            return;
        }
        var parts = Enumerable.Range(0, (running.Count + MostSteps - 1) / MostSteps).ToList();
        using (writer.Block(header))
            foreach (var part in parts) writer.Line($"{method}{Number(part + 1)}(frame);");
        foreach (var part in parts)
        {
            writer.Line();
            WriteMethod($"private void {method}{Number(part + 1)}(global::Keras.Hosting.Frame frame)", [.. running.Skip(part * MostSteps).Take(MostSteps)]);
        }
        nested.Write(writer);

        void WriteMethod(string signature, List<PlannedStep> part)
        {
            var context = new StepContext(plan, names, structs, nested);
            WriteGuarded(part, context);
            WriteBlock(writer, signature, context);
        }
    }

    /// <summary>A method of the steps that the context has taken.</summary>
    public static void WriteBlock(CodeWriter writer, string signature, StepContext context)
    {
        using (writer.Block(signature))
        {
            writer.Lines(context.Declarations);
            if (context.Declarations.Any()) writer.Line();
            writer.Line(context.Body.ToString().TrimEnd('\n'));
        }
    }

    /// <summary>Neighbouring steps under one condition share one <c>if</c>.</summary>
    public static void WriteGuarded(List<PlannedStep> steps, StepContext context)
    {
        for (var start = 0; start < steps.Count;)
        {
            var first = steps[start];
            var group = steps.Skip(start).TakeWhile(s => (s.Guard, s.Layer, s.LogitOutput) == (first.Guard, first.Layer, first.LogitOutput)).ToList();
            start += group.Count;
            List<string> conditions = [];
            if (first.Guard >= 0) conditions.Add($"frame.Needs({Number(first.Guard)})");
            if (first.LogitOutput >= 0) conditions.Add($"!frame.CotangentIsAtLogits({Number(first.LogitOutput)})");
            if (first.Layer is not null) conditions.Add(context.Trains(first.Layer));
            if (conditions.Count == 0)
            {
                WriteSteps(group, context);
                continue;
            }
            using (context.Body.Block($"if ({string.Join(" && ", conditions)})")) WriteSteps(group, context);
        }
    }

    /// <summary>The steps, each below a comment.</summary>
    public static void WriteSteps(IReadOnlyList<PlannedStep> steps, StepContext context)
    {
        foreach (var planned in steps)
        {
            context.Body.Line("// " + Comment(planned, context.Plan));
            StepEmitter.For(planned.Step).Emit(planned, context);
        }
    }

    /// <summary>Such as <c>dense1: Dense (None, 784) -> (None, 64)</c>.</summary>
    private static string Comment(PlannedStep planned, PlannedProgram plan)
    {
        var step = planned.Step;
        var scope = step.Scope == Scope.None ? step.Result.Name : step.Scope.Path;
        var isWhole = step.Scope.Description.Length > 0 && plan.Forward.Count(s => !s.Step.IsView && s.Step.Scope == step.Scope) == 1 && plan.Forward.Contains(planned);
        var shapes = $"{string.Join(", ", step.Operands.Select(o => o.Type))} -> {string.Join(", ", step.Results.Select(r => r.Type))}";
        return (isWhole ? $"{scope}: {step.Scope.Description}" : $"{scope}: {step.Name} {shapes}").Replace("\n", " ");
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
