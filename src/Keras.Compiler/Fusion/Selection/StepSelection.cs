using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion.Selection;

/// <summary>From primitive ops to steps, one op at a time.</summary>
public static class StepSelection
{
    private static readonly Lazy<ImmutableDictionary<Type, StepSelector>> Selectors = new(() =>
        typeof(StepSelector).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && typeof(StepSelector).IsAssignableFrom(t))
            .Select(t => (StepSelector)Activator.CreateInstance(t))
            .ToImmutableDictionary(s => s.OpType));

    public static FusedProgram Select(Program program)
    {
        var context = new SelectionContext(program);
        foreach (var instruction in program.Instructions) Select(instruction, context);
        var forward = context.TakeSteps();
        foreach (var instruction in program.Backward?.Instructions ?? []) Select(instruction, context);
        return new FusedProgram(program, forward, context.TakeSteps(), ProgramResults.Of(program));
    }

    private static void Select(Instruction instruction, SelectionContext context)
    {
        if (Selectors.Value.TryGetValue(instruction.Op.GetType(), out var selector)) selector.Select(instruction, context);
        else context.Add(new OpStep(instruction.Op, instruction.Operands, instruction.Results, instruction.Scope));
    }
}
