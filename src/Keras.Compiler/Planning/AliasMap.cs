using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>Which values lie in the memory of which others, by the nature of the steps.</summary>
public sealed class AliasMap
{
    private readonly Dictionary<Value, Alias> _aliases = [];

    public AliasMap(FusedProgram program)
    {
        foreach (var step in program.Steps)
        {
            foreach (var alias in step.Aliases) _aliases.Add(alias.Value, alias);
            if (step.AccumulatesInto >= 0)
                _aliases.Add(step.Result, new Alias(step.Result, step.Operands[step.AccumulatesInto], Rows.Dense(step.Result.Shape.Size)));
        }
    }

    /// <summary>What a value directly lies in, or null where it has memory of its own.</summary>
    public Alias? Find(Value value) => _aliases.TryGetValue(value, out var alias) ? alias : null;

    /// <summary>The value whose memory holds this one.</summary>
    public Value Root(Value value) => Find(value) is { } alias ? Root(alias.Of) : value;

    /// <summary>Where in the memory of <see cref="Root"/> a value lies.</summary>
    public Rows RowsInRoot(Value value)
    {
        if (Find(value) is not { } alias) return Rows.Dense(value.Shape.Size);
        var outer = RowsInRoot(alias.Of);
        // The size of a whole says nothing about rows of others in it.
        if (Find(alias.Of) is null) return alias.Rows;
        return alias.Rows.Within(outer) ??
            throw new OpVerificationException($"{value} cannot lie in {alias.Of}: its rows ({alias.Rows}) do not fit rows ({outer}).");
    }

    /// <summary>Whether a value is all of its root's memory.</summary>
    public bool IsWhole(Value value) =>
        Find(value) is null || (RowsInRoot(value) is { IsDense: true } rows && rows.Offset == 0 && value.Shape.Size == Root(value).Shape.Size);
}
