namespace Keras.Kernels;

/// <summary>A part of the elements (outer, rows, columns) of a map: some of its outer · rows lines, and of each some columns.</summary>
internal readonly struct MapRange(nint firstLine, nint endLine, nint firstColumn, nint endColumn)
{
    /// <summary>Elements of a part at least, and where columns are cut: at multiples of the widest register, so that each column is
    /// computed by registers of the same width as without the cut.</summary>
    private const int Unit = 1024;

    internal readonly nint FirstLine = firstLine;

    internal readonly nint EndLine = endLine;

    internal readonly nint FirstColumn = firstColumn;

    internal readonly nint EndColumn = endColumn;

    /// <summary>All elements.</summary>
    internal static MapRange All(nint outer, nint rows, nint columns) => new(0, outer * rows, 0, columns);

    /// <summary>How a map is cut: by lines, or by columns where there are few lines.</summary>
    internal readonly struct Cut(nint outer, nint rows, nint columns)
    {
        private const int ManyLines = 32;

        private readonly nint _lines = outer * rows, _columns = columns;
        private readonly bool _byColumns = outer * rows < ManyLines && columns >= 2 * Unit;

        internal nint Count => _byColumns ? _columns : _lines;

        internal nint LengthUnit => _byColumns ? Unit : nint.Max(1, Unit / nint.Max(_columns, 1));

        internal MapRange Part(nint first, nint end) => _byColumns ? new(0, _lines, first, end) : new(first, end, 0, _columns);
    }
}
