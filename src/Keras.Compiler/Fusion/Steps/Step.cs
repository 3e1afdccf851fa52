using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>One call of a kernel (or a view, which costs nothing). Steps are to fused programs what instructions are to primitive ones;
/// each kind is a record with what the kernel needs to know, and says what planning may do with its memory.</summary>
/// <param name="Operands">The values it reads.</param>
/// <param name="Results">The values it defines.</param>
/// <param name="Scope">The call of a layer it belongs to.</param>
public abstract record Step(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
{
    /// <summary>Name in printed programs.</summary>
    public virtual string Name => GetType().Name is var name && name.EndsWith("Step", StringComparison.Ordinal) ? name.Substring(0, name.Length - 4) : name;

    public Value Result => Results[0];

    /// <summary>What the step does besides its operands, for printing; empty where the name says all.</summary>
    public virtual string Details => "";

    /// <summary>The algorithm, where the kernel has a choice; empty for the plain one.</summary>
    public virtual string Algorithm => "";

    /// <summary>What is wrong with the operands, where the compiler is at fault; null for nothing.</summary>
    public virtual string? Fault => null;

    /// <summary>Whether running the step costs nothing and emits nothing: its result is another name for memory of its operand.</summary>
    public virtual bool IsView => false;

    /// <summary>Number of the operand that the (only) result replaces in place, since the kernel adds to it; -1 for none.</summary>
    public virtual int AccumulatesInto => -1;

    /// <summary>Values that lie within the memory of another one by the nature of the step.</summary>
    public virtual IEnumerable<Alias> Aliases => [];

    /// <summary>Whether result 0 may be written over this operand, if that is not read later: each element is read before it is written,
    /// at the same place.</summary>
    public virtual bool MayOverwrite(int operand) => false;

    /// <summary>Whether the kernel reads or writes this value also where it lies in rows of <paramref name="rowLength"/> elements that are
    /// further apart than that.</summary>
    public virtual bool AcceptsRows(Value value, Dim rowLength) => false;

    /// <summary>Floats of memory that the kernel needs while it runs, or null.</summary>
    public virtual Dim? Workspace => null;

    /// <summary>Bytes of each piece of memory that the step needs while it runs.</summary>
    public virtual ImmutableArray<Dim> Workspaces => Workspace is { } floats ? [floats * sizeof(float)] : [];

    /// <summary>The layout in which the kernel wants this operand.</summary>
    public virtual WeightLayout OperandLayout(int operand) => WeightLayout.RowMajor;

    /// <summary>The layout in which the kernel writes this result.</summary>
    public virtual WeightLayout ResultLayout(int result) => WeightLayout.RowMajor;
}

/// <summary>A value that lies within another one: element <c>i</c> of <paramref name="Value"/> is element
/// <c>Offset + i / RowLength · RowStride + i % RowLength</c> of <paramref name="Of"/>.</summary>
/// <param name="Value">The value that has no memory of its own.</param>
/// <param name="Of">The value whose memory holds it.</param>
/// <param name="Rows">Where in it.</param>
public sealed record Alias(Value Value, Value Of, Rows Rows);

/// <summary>A pattern of equally spaced rows in a flat memory, in elements.</summary>
/// <param name="Offset">Where the first row begins.</param>
/// <param name="Length">Length of a row.</param>
/// <param name="Stride">Distance between the beginnings of two rows.</param>
public sealed record Rows(Dim Offset, Dim Length, Dim Stride)
{
    /// <summary>A part of each of <paramref name="count"/> rows; dense where there is only one.</summary>
    public static Rows Part(Dim count, Dim offset, Dim length, Dim stride) => new(offset, length, count == 1 ? length : stride);

    /// <summary>The whole of a value of this size, one element after the other.</summary>
    public static Rows Dense(Dim size) => new(0, size, size);

    /// <summary>Whether the elements follow each other without gaps.</summary>
    public bool IsDense => Length == Stride;

    /// <summary>These rows, where the memory they count in lies itself in <paramref name="outer"/>; null where no such pattern exists.</summary>
    public Rows? Within(Rows outer)
    {
        if (outer.IsDense) return this with { Offset = Offset + outer.Offset };
        if (IsDense && Offset == 0) return outer;
        return Stride == outer.Length ? new Rows(Offset + outer.Offset, Length, outer.Stride) : null;
    }
}
