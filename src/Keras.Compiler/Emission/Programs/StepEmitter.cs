using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes one kind of step as calls of kernels. One for each kind of step, or for each op that is a step as it is; found by
/// reflection.</summary>
public abstract class StepEmitter
{
    private static readonly Lazy<ImmutableDictionary<Type, StepEmitter>> All = new(() =>
        typeof(StepEmitter).Assembly.GetTypes()
            .Where(t => !t.IsAbstract && typeof(StepEmitter).IsAssignableFrom(t))
            .Select(t => (StepEmitter)Activator.CreateInstance(t))
            .ToImmutableDictionary(e => e.Kind));

    /// <summary>The type of the step or of the op.</summary>
    public abstract Type Kind { get; }

    /// <summary>The emitter of a step.</summary>
    public static StepEmitter For(Step step)
    {
        var kind = step is OpStep op ? op.Op.GetType() : step.GetType();
        return All.Value.TryGetValue(kind, out var emitter)
            ? emitter
            : throw new OpVerificationException($"No kernel is known for {kind.Name}.");
    }

    public abstract void Emit(PlannedStep planned, StepContext context);
}

/// <summary>An emitter of a kind of step.</summary>
public abstract class StepEmitter<TStep> : StepEmitter where TStep : Step
{
    public sealed override Type Kind => typeof(TStep);

    public sealed override void Emit(PlannedStep planned, StepContext context) => Emit((TStep)planned.Step, planned, context);

    protected abstract void Emit(TStep step, PlannedStep planned, StepContext context);
}

/// <summary>An emitter of an op that one kernel carries out as it is.</summary>
public abstract class OpEmitter<TOp> : StepEmitter where TOp : Op
{
    public sealed override Type Kind => typeof(TOp);

    public sealed override void Emit(PlannedStep planned, StepContext context)
    {
        var step = (OpStep)planned.Step;
        Emit((TOp)step.Op, step, context);
    }

    protected abstract void Emit(TOp op, OpStep step, StepContext context);
}
