using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A scan is a call of a method with the loop, which calls a method with the steps of its body.</summary>
public sealed class ScanStepEmitter : StepEmitter<ScanStep>
{
    private const string Optimised =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]";

    private const string Frame = "global::Keras.Hosting.Frame frame";

    protected override void Emit(ScanStep step, PlannedStep planned, StepContext context)
    {
        var path = step.Scope == Scope.None ? step.Result.Name : step.Scope.Path;
        var name = context.Methods.NameFor(path, context.Names);
        // A scan within a step finds its operands among the parameters of that step's method.
        var around = context.Border?.Declarations ?? [];
        context.Body.Line($"{name}({string.Join(", ", around.Select(declaration => declaration.Split(' ')[1]).Prepend("frame"))});");
        context.Methods.Add(writer => WriteLoop(writer, name, around, step, planned, context));
    }

    private static void WriteLoop(
        CodeWriter writer, string name, ImmutableArray<string> parameters, ScanStep step, PlannedStep planned, StepContext outer)
    {
        var context = new StepContext(outer.Plan, outer.Names, outer.Structs, outer.Methods, outer.Border);
        new ScanLoopText(step, planned, context).Write(name + "Step");
        writer.Line();
        writer.Line($"// {Describe(step)}: one step after the other.");
        writer.Line(Optimised);
        MethodText.WriteBlock(writer, $"private void {name}({string.Join(", ", parameters.Prepend(Frame))})", context);
        WriteBody(writer, name + "Step", step, planned.Nested!, outer);
    }

    private static void WriteBody(CodeWriter writer, string name, ScanStep step, NestedPlan nested, StepContext outer)
    {
        var (source, names) = (nested.Plan.Source, outer.Names);
        var border = ImmutableDictionary.CreateBuilder<(Home, int), string>();
        var declarations = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < source.Inputs.Length; i++) Declare(Home.Input, i, source.Inputs[i], names.Local(source.Inputs[i]));
        for (var i = 0; i < source.Weights.Length; i++) Declare(Home.Weight, i, source.Weights[i].Value, names.Local(source.Weights[i].Value));
        for (var i = 0; i < source.Outputs.Length; i++)
            Declare(Home.Output, i, source.Outputs[i], names.Reserve(PhaseNames.Clean(source.Outputs[i].Name) + (i < step.Carries ? "_next" : "_now")));
        var context = new StepContext(
            nested.Plan, names, outer.Structs, outer.Methods,
            new NestedBorder(border.ToImmutable(), declarations.ToImmutable(), [.. nested.Slots.Select(outer.SlotOfFrame)]));
        MethodText.WriteSteps([.. nested.Plan.Forward.Where(inner => !inner.Step.IsView)], context);
        writer.Line();
        writer.Line($"// {Describe(step)}: one step.");
        writer.Line(Optimised);
        MethodText.WriteBlock(writer, $"private void {name}(\n    {string.Join(",\n    ", declarations.Prepend(Frame))})", context);

        void Declare(Home home, int index, Value value, string local)
        {
            border.Add((home, index), local);
            declarations.Add($"global::Keras.Hosting.Pointer<{StepContext.ElementType(value.Type.DType)}> {local}");
        }
    }

    private static string Describe(ScanStep step) =>
        (step.Scope == Scope.None ? step.Result.Name : $"{step.Scope.Path}: {step.Scope.Description}").Replace("\n", " ");
}

/// <summary>A matrix in panels turned around.</summary>
public sealed class PanelTransposeStepEmitter : StepEmitter<PanelTransposeStep>
{
    protected override void Emit(PanelTransposeStep step, PlannedStep planned, StepContext context) => context.Call(
        "Panels.Transpose", context.Pointer(step.Operands[0]), context.Pointer(step.Result),
        context.Length(step.Operands[0].Shape[0]), context.Length(step.Operands[0].Shape[1]));
}
