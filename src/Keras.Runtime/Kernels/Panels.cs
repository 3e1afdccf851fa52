using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Conversion between row-major matrices and <see cref="WeightLayout.Panels"/>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe class Panels
{
    /// <summary>Columns of one panel: the lanes of the widest register.</summary>
    public const int Width = PanelLayout.Width;

    /// <summary>Floats of a matrix that no cache holds until it is read: 32 MB.</summary>
    private const nint FarFloats = 8 << 20;

    /// <summary>Floats that a matrix (inner, columns) takes in panels.</summary>
    public static nint Length(nint inner, nint columns) => Count(columns) * inner * Width;

    /// <summary>Panels of a matrix with this many columns.</summary>
    internal static nint Count(nint columns) => (columns + Width - 1) / Width;

    /// <summary>Writes a row-major matrix (inner, columns) into panels; the padding becomes zero.</summary>
    public static void Pack(ReadOnlySpan<float> rowMajor, Pointer<float> panels, nint inner, nint columns)
    {
        fixed (float* source = rowMajor)
            Pack(new Pointer<float>(source), columns, panels, inner, columns);
    }

    /// <summary>Writes a row-major matrix whose rows are <paramref name="rowStride"/> apart into panels; the padding becomes zero.</summary>
    public static void Pack(Pointer<float> rowMajor, nint rowStride, Pointer<float> panels, nint inner, nint columns) =>
        PackRows(rowMajor, rowStride, panels, inner, columns, 0, inner);

    /// <summary>As <see cref="Pack(ReadOnlySpan{float}, Pointer{float}, nint, nint)"/>, for the rows from <paramref name="first"/> on that are given.</summary>
    internal static void PackRows(ReadOnlySpan<float> rowMajor, Pointer<float> panels, nint inner, nint columns, nint first)
    {
        fixed (float* source = rowMajor)
            PackRows(new Pointer<float>(source), columns, panels, inner, columns, first, rowMajor.Length / columns);
    }

    private static void PackRows(Pointer<float> rowMajor, nint rowStride, Pointer<float> panels, nint inner, nint columns, nint first, nint rows)
    {
        nint column = 0;
        if (inner * columns >= FarFloats && (nint)panels.Value % (Width * sizeof(float)) == 0)
        {
            column = columns - columns % Width;
            PackRowsFar(rowMajor.Value, rowStride, panels.Value + first * Width, inner * Width, column, rows);
        }
        for (; column < columns; column += Width)
        {
            float* target = panels.Value + column * inner + first * Width;
            float* source = rowMajor.Value + column;
            int count = (int)nint.Min(Width, columns - column);
            for (nint row = 0; row < rows; row++, source += rowStride, target += Width)
            {
                // The first length is a constant: no call for each line.
                if (count == Width) Unsafe.CopyBlockUnaligned(target, source, Width * sizeof(float));
                else PackPart(new(source, count), new(target, Width));
            }
        }
    }

    /// <summary>Whole lines past the caches, which need not read them before: of panels that are too large for any.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackRowsFar(float* source, nint rowStride, float* target, nint panelStride, nint columns, nint rows)
    {
        for (nint row = 0; row < rows; row++, source += rowStride, target += Width)
        {
            float* line = target;
            for (nint column = 0; column < columns; column += Width, line += panelStride)
                Vector512.StoreAlignedNonTemporal(Vector512.Load(source + column), line);
        }
        // Such stores are not in order with those that tell other threads of them.
        Thread.MemoryBarrier();
    }

    private static void PackPart(ReadOnlySpan<float> source, Span<float> line)
    {
        source.CopyTo(line);
        line[source.Length..].Clear();
    }

    /// <summary>Writes the transpose (columns, rows) of a row-major matrix (rows, columns) into panels; the padding becomes zero.</summary>
    internal static void PackTransposed(Pointer<float> rowMajor, nint rowStride, Pointer<float> panels, nint rows, nint columns)
    {
        for (nint row = 0; row < rows; row += Width)
        {
            Pointer<float> source = rowMajor + row * rowStride, target = panels + row * columns;
            nint count = nint.Min(Width, rows - row);
            if (count < Width)
                Copy.Fill(target, columns * Width, 0f);
            for (nint column = 0; column < columns; column += Width)
                Permutation.TransposeSquare(source.Value + column, rowStride, target.Value + column * Width, Width, nint.Min(Width, columns - column), count);
        }
    }

    /// <summary>Reads a matrix (inner, columns) in panels into row-major order.</summary>
    public static void Unpack(Pointer<float> panels, Span<float> rowMajor, nint inner, nint columns) =>
        UnpackRows(panels, rowMajor[..checked((int)(inner * columns))], inner, columns, 0);

    /// <summary>As <see cref="Unpack(Pointer{float}, Span{float}, nint, nint)"/>, for as many rows from <paramref name="first"/> on as there is room for.</summary>
    internal static void UnpackRows(Pointer<float> panels, Span<float> rowMajor, nint inner, nint columns, nint first)
    {
        for (nint column = 0; column < columns; column += Width)
        {
            float* source = panels.Value + column * inner + first * Width;
            int count = (int)nint.Min(Width, columns - column);
            for (nint at = column; at < rowMajor.Length; at += columns, source += Width)
                new ReadOnlySpan<float>(source, count).CopyTo(rowMajor.Slice((int)at, count));
        }
    }

    /// <summary>Reads a matrix (inner, columns) in panels into rows that are <paramref name="rowStride"/> apart, or adds it to them.</summary>
    internal static void Unpack(Pointer<float> panels, Pointer<float> rowMajor, nint rowStride, nint inner, nint columns, bool accumulate)
    {
        for (nint column = 0; column < columns; column += Width, panels += inner * Width)
        {
            nint count = nint.Min(Width, columns - column);
            if (accumulate) Copy.Accumulate(panels, Width, rowMajor + column, rowStride, inner, count);
            else Copy.Block(panels, Width, rowMajor + column, rowStride, inner, count);
        }
    }

    /// <summary>Writes the transpose (columns, inner) of a matrix (inner, columns), both in panels; the padding becomes zero.</summary>
    public static void Transpose(Pointer<float> panels, Pointer<float> transposed, nint inner, nint columns) =>
        TransposeRows(panels, transposed, inner, columns, 0, inner);

    /// <summary>Writes the transpose of the rows from <paramref name="first"/> (a multiple of 16) to <paramref name="end"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TransposeRows(Pointer<float> panels, Pointer<float> transposed, nint inner, nint columns, nint first, nint end)
    {
        nint whole = end - (end - first) % Width;
        if (whole < end)
            Copy.Fill(transposed + (whole - first) * columns, columns * Width, 0f);
        // Down each panel, as it lies in memory.
        for (nint column = 0; column < columns; column += Width)
        {
            float* source = panels.Value + column * inner + first * Width;
            nint count = nint.Min(Width, columns - column);
            for (nint row = first; row < end; row += Width, source += Width * Width)
            {
                // The same rows of the next panel are in another page, of which the machine does not know yet.
                CacheLines.Prefetch(source + inner * Width, Width, Width, 1);
                float* target = transposed.Value + (row - first) * columns + column * Width;
                Permutation.TransposeSquare(source, Width, target, Width, count, nint.Min(Width, end - row));
            }
        }
    }

    /// <summary>Reads a matrix (inner, columns) in panels into row-major order.</summary>
    public static void Unpack(Pointer<float> panels, Pointer<float> rowMajor, nint inner, nint columns) =>
        Unpack(panels, new Span<float>(rowMajor.Value, checked((int)(inner * columns))), inner, columns);
}
