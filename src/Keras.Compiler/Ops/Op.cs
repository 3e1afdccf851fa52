using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>A primitive operation: its attributes as a record, its algebra as methods. Operands and results are in the
/// <see cref="Instruction"/> that applies it. Ops are few and closed under <see cref="Differentiate"/>; one file each.</summary>
public abstract record Op
{
    /// <summary>Name in printed programs.</summary>
    public virtual string Name => GetType().Name;

    /// <summary>What else a printed program shows of the op, such as <c>axis 1</c>.</summary>
    public virtual string Attributes => "";

    /// <summary>Such as <c>Softmax{axis 1}</c>.</summary>
    public sealed override string ToString() => Attributes.Length == 0 ? Name : $"{Name}{{{Attributes}}}";

    /// <summary>Types of the results; throws <see cref="OpVerificationException"/> where the operands do not fit. Lowering only builds
    /// fitting operands: a user's fault is found before, by the layer's shape rule.</summary>
    public abstract ImmutableArray<TensorType> InferTypes(ImmutableArray<TensorType> operands);

    /// <summary>Lengths that must not be below others: what cannot be seen before the lengths are known is checked when the model is
    /// called.</summary>
    public virtual IEnumerable<(Dim Length, Dim Least)> LeastLengths => [];

    /// <summary>Cotangents of the operands, given those of the results (null where no gradient flows). Null results mean "none".
    /// Written with the builder, so that adjoints are ordinary ops.</summary>
    public abstract ImmutableArray<Value?> Differentiate(AdjointContext context);

    /// <summary>Which values the adjoint reads, so that the planner keeps just those.</summary>
    public virtual Kept Keeps => Kept.Nothing;

    /// <summary>The activation that this op is, where a loss on its result may hand over the gradient at its operand instead.</summary>
    /// <param name="operand">Type of the first operand.</param>
    public virtual Activation? ActivationOfLogits(TensorType operand) => null;

    /// <summary>Whether the result may take the memory of the first operand when that dies here.</summary>
    public virtual bool InPlace => false;

    /// <summary>Whether time goes into arithmetic or into moving memory.</summary>
    public virtual Cost Cost => Cost.Memory;

    /// <summary>Whether the results hold elements of the operands and nothing else: to make them again costs less than to keep them.</summary>
    public virtual bool IsView => Cost == Cost.Free;

    /// <summary>Instructions within the op, such as the step of a scan.</summary>
    public virtual IEnumerable<Instruction> Inner => [];

    /// <summary>Whether <see cref="Stack"/> exists.</summary>
    public virtual bool CanStack => false;

    /// <summary>Appends what gives the op's results for all entries of a leading axis at once, stacked along such an axis.</summary>
    public virtual ImmutableArray<Value> Stack(StackContext context) =>
        throw new OpVerificationException($"{this} has no form for many steps at once.");

    /// <summary>Appends what gives the sum of the (only) result over all entries; null where that is no better than summing what
    /// <see cref="Stack"/> gives.</summary>
    public virtual Value? StackedSum(StackContext context) => null;

    /// <summary>Whether the instruction must stay although nothing reads its results (state writes, loss terms).</summary>
    public virtual bool HasEffect => false;
}

/// <summary>What an op's adjoint reads.</summary>
[Flags]
public enum Kept
{
    Nothing = 0,
    Operands = 1,
    Results = 2,
}

/// <summary>What bounds an op's time.</summary>
public enum Cost
{
    /// <summary>A view: no time at all.</summary>
    Free,
    /// <summary>Reading and writing.</summary>
    Memory,
    /// <summary>Multiplications.</summary>
    Compute,
}

/// <summary>An op was given operands that do not fit: a fault of the compiler.</summary>
public sealed class OpVerificationException(string message) : Exception(message);

/// <summary>What <see cref="Op.Differentiate"/> works with.</summary>
/// <param name="Builder">Appends adjoint instructions.</param>
/// <param name="Operands">The operands of the forward instruction.</param>
/// <param name="Results">Its results.</param>
/// <param name="Cotangents">Cotangents of the results, null where none flows.</param>
/// <param name="Wanted">For each operand, whether a cotangent is wanted.</param>
public sealed record AdjointContext(
    ProgramBuilder Builder,
    ImmutableArray<Value> Operands,
    ImmutableArray<Value> Results,
    ImmutableArray<Value?> Cotangents,
    ImmutableArray<bool> Wanted)
{
    /// <summary>Puts another op in the place of the forward instruction's, which gives more results after the present ones: what the adjoint
    /// needs kept. Returns those.</summary>
    public Func<Op, ImmutableArray<Value>> Extend { get; init; } =
        op => throw new OpVerificationException($"{op} cannot be extended here.");
}
