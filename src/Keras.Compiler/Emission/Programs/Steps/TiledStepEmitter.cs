using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>A tiled program is a call of a method with the loop over its tiles, which calls a method with the steps of one.</summary>
public sealed class TiledStepEmitter : StepEmitter<TiledStep>
{
    protected override void Emit(TiledStep step, PlannedStep planned, StepContext context)
    {
        var name = context.Methods.NameFor(step.Scope == Scope.None ? step.Result.Name : step.Scope.Path, context.Names);
        context.Body.Line($"{name}(frame);");
        context.Methods.Add(writer => WriteLoop(writer, name, step, planned.Nested!, planned, context));
    }

    private static void WriteLoop(CodeWriter writer, string name, TiledStep step, NestedPlan nested, PlannedStep planned, StepContext outer)
    {
        var context = new StepContext(outer.Plan, outer.Names, outer.Structs, outer.Methods);
        var tile = new TileText(name + "Tile", step, nested, outer);
        var (samples, most) = (context.Names.Reserve("samples"), MostOf(nested.Lengths[TileBody.Symbol]));
        var sums = step.Results.Skip(step.Outputs).Select((sum, i) => (
            All: context.Pointer(sum), Part: context.Workspace(planned.WorkspaceSlots[i], sum.Name + "_part", DType.Float32),
            Size: context.Length(sum.Shape.Size), Guard: GuardOf(nested.Plan, step.Outputs + i))).ToList();
        var arguments = step.Operands.Select((operand, i) => i < step.Cut ? Part(operand) : context.Pointer(operand))
            .Concat(step.Results.Take(step.Outputs).Select(Part))
            .Concat(sums.Select(sum => $"{tile.First} == 0 ? {sum.All} : {sum.Part}")).ToList();

        context.Body.Line($"var {samples} = {context.Length(step.Samples)};");
        if (!step.Samples.IsKnown)
            foreach (var (all, _, size, guard) in sums)
                context.Body.Line($"if ({samples} == 0{guard}) global::Keras.Kernels.Copy.Fill({all}, {size}, 0f);");
        using (context.Body.Block($"for (nint {tile.First} = 0; {tile.First} < {samples}; {tile.First} += {most})"))
        {
            context.Body.Line($"var {tile.Length} = nint.Min({most}, {samples} - {tile.First});");
            context.Body.Line(tile.Call(arguments));
            foreach (var (all, part, size, guard) in sums)
                context.Body.Line($"if ({tile.First} > 0{guard}) global::Keras.Kernels.Copy.Accumulate({part}, {size}, {all}, {size}, 1, {size});");
        }
        writer.Line();
        writer.Line($"// {TileText.Describe(step)}: a tile of the samples after the other.");
        writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        MethodText.WriteBlock(writer, $"private void {name}(global::Keras.Hosting.Frame frame)", context);
        tile.Write(writer);

        string Part(Value value)
        {
            var size = context.Length(value.Shape.WithoutAxis(0).Size);
            return $"{context.Pointer(value)} + {tile.First} * {(size.Contains(' ') ? $"({size})" : size)}";
        }
    }

    /// <summary>Samples of a full tile.</summary>
    private static string MostOf(Dim tile) =>
        CSharpText.Literal((int)(tile.IsKnown ? tile.Value : tile.DefinitionOf(tile.Symbols.Single())!.Most!.Value));

    /// <summary>The condition under which a tile writes its part of a sum.</summary>
    private static string GuardOf(PlannedProgram plan, int output)
    {
        var value = plan.Fused.Results.Find(ResultKind.Output, output)!;
        return plan.Forward.LastOrDefault(step => step.Step.Results.Contains(value)) is { Guard: >= 0 and var guard }
            ? $" && frame.Needs({CSharpText.Literal(guard)})" : "";
    }
}
