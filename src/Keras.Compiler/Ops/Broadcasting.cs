namespace Keras.Compiler.Ops;

/// <summary>When shapes fit. Lengths fit where they are equal or not both known: a model that needs two unknown lengths to be equal
/// checks that when it is called.</summary>
public static class Broadcasting
{
    /// <summary>Whether two lengths may be equal: not where their difference has one sign for all lengths of the symbols, as n and 2n
    /// or n and n + 1.</summary>
    public static bool Agrees(this Dim left, Dim right)
    {
        if (left == right) return true;
        var coefficients = (left - right).Terms.Select(term => term.Coefficient).ToList();
        return coefficients.Any(c => c > 0) && coefficients.Any(c => c < 0);
    }

    /// <summary>Whether two shapes are equal as far as is known.</summary>
    public static bool Agrees(this Shape left, Shape right) =>
        left.Rank == right.Rank && left.Dims.Zip(right.Dims, (l, r) => l.Agrees(r)).All(agrees => agrees);

    /// <summary>The one length that two equal ones have: a known one before a symbol. Null where they differ.</summary>
    public static Dim? Unify(Dim left, Dim right) => !left.Agrees(right) ? null : right.IsKnown ? right : left;

    /// <summary>The shape that NumPy broadcasts these shapes to: aligned at the right, an axis of known length 1 is repeated.</summary>
    public static Shape Of(IEnumerable<Shape> shapes) => shapes.Aggregate(Shape.Of(), Of);

    /// <summary>The shape that two shapes broadcast to.</summary>
    public static Shape Of(Shape left, Shape right)
    {
        var rank = Math.Max(left.Rank, right.Rank);
        var dims = new Dim[rank];
        for (var axis = 1; axis <= rank; axis++)
        {
            var (l, r) = (axis <= left.Rank ? left[-axis] : 1, axis <= right.Rank ? right[-axis] : 1);
            dims[rank - axis] = l == 1 ? r : r == 1 ? l : Unify(l, r) ??
                throw new OpVerificationException($"The shapes {left} and {right} cannot be broadcast: lengths {l} and {r} differ.");
        }
        return Shape.Of(dims);
    }
}
