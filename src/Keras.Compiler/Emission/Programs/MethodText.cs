using System.Globalization;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes the steps of a phase as one method, or as several where one would be too long for the JIT.</summary>
internal static class MethodText
{
    public const int MostSteps = 150;

    /// <param name="part">How the parts of a long method are called; by default like the method.</param>
    /// <param name="timer">The variable that takes the time of each step, or null.</param>
    public static void Write(
        CodeWriter writer, string method, PlannedProgram plan, IReadOnlyList<PlannedStep> steps, PhaseNames names, StructTable structs,
        string? part = null, string? timer = null)
    {
        part ??= method;
        var running = Running(steps);
        var nested = new NestedMethods(part);
        var header = $"public override void {method}(global::Keras.Hosting.Frame frame)";
        writer.Line();
        writer.Line("/// <inheritdoc/>");
        if (running.Count <= MostSteps)
        {
            WriteMethod(header, running, isFirst: true);
            nested.Write(writer);
            return;
        }
        var parts = Enumerable.Range(0, (running.Count + MostSteps - 1) / MostSteps).ToList();
        using (writer.Block(header))
            foreach (var number in parts) writer.Line($"{part}{Number(number + 1)}(frame);");
        foreach (var number in parts)
        {
            writer.Line();
            WriteMethod(
                $"private void {part}{Number(number + 1)}(global::Keras.Hosting.Frame frame)",
                [.. running.Skip(number * MostSteps).Take(MostSteps)], isFirst: number == 0);
        }
        nested.Write(writer);

        void WriteMethod(string signature, List<PlannedStep> some, bool isFirst)
        {
            var context = new StepContext(plan, names, structs, nested);
            if (timer is not null && isFirst) context.Body.Line($"{timer}.Begin();");
            WriteGuarded(some, context, timer is null ? null : step => context.Body.Line($"{timer}.End({Number(running.IndexOf(step))});"));
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

    /// <summary>The steps that are calls of kernels.</summary>
    public static List<PlannedStep> Running(IEnumerable<PlannedStep> steps) => [.. steps.Where(s => !s.Step.IsView)];

    /// <summary>Neighbouring steps under one condition share one <c>if</c>.</summary>
    public static void WriteGuarded(List<PlannedStep> steps, StepContext context, Action<PlannedStep>? after = null)
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
                WriteSteps(group, context, after);
                continue;
            }
            using (context.Body.Block($"if ({string.Join(" && ", conditions)})")) WriteSteps(group, context, after);
        }
    }

    /// <summary>The steps, each below a comment.</summary>
    /// <param name="after">What follows each, or null.</param>
    public static void WriteSteps(IReadOnlyList<PlannedStep> steps, StepContext context, Action<PlannedStep>? after = null)
    {
        foreach (var planned in steps)
        {
            // Timed steps stand with their comments where they are not timed.
            if (after is null) context.Body.Line("// " + Comment(planned, context.Plan));
            StepEmitter.For(planned.Step).Emit(planned, context);
            after?.Invoke(planned);
        }
    }

    /// <summary>Such as <c>dense1: Dense (None, 784) -> (None, 64)</c>.</summary>
    private static string Comment(PlannedStep planned, PlannedProgram plan)
    {
        var step = planned.Step;
        var isWhole = step.Scope.Description.Length > 0 && plan.Forward.Count(s => !s.Step.IsView && s.Step.Scope == step.Scope) == 1 && plan.Forward.Contains(planned);
        var algorithm = step.Algorithm.Length == 0 ? "" : ", " + step.Algorithm;
        return ((isWhole ? $"{step.Scope.Path}: {step.Scope.Description}" : Describe(step)) + algorithm).Replace("\n", " ");
    }

    /// <summary>A step by its layer and shapes.</summary>
    public static string Describe(Step step)
    {
        var shapes = $"{string.Join(", ", step.Operands.Select(o => o.Type))} -> {string.Join(", ", step.Results.Select(r => r.Type))}";
        return $"{(step.Scope == Scope.None ? step.Result.Name : step.Scope.Path)}: {step.Name} {shapes}";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
