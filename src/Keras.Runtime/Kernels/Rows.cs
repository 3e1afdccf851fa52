using System.ComponentModel;
using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>Looks rows of a table up by number, and adds rows up by number. Every number is checked before it is used.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static unsafe partial class Rows
{
    /// <summary>Rows that a thread copies at least.</summary>
    private const int GatherUnit = 8;

    /// <summary>Copies the rows with these numbers.</summary>
    /// <typeparam name="T">Type of the ids: int, float (fractions are cut off) or byte.</typeparam>
    /// <param name="table">Rows one after the other.</param>
    /// <param name="rows">Number of rows of the table.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="ids">The numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="target">Gets a row for each number.</param>
    /// <param name="targetStride">Distance between its rows, in elements.</param>
    /// <param name="layer">Path of the layer, for the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that no row has.</exception>
    public static void Gather<T>(
        Pointer<float> table, nint rows, nint width, Pointer<T> ids, nint count, Pointer<float> target, nint targetStride, string layer)
        where T : unmanaged =>
        Parts.Run(
            new GatherParts<T>(table, rows, width, ids, target, targetStride, layer), count, GatherUnit, Cost.Bytes(count * width * sizeof(float)));

    /// <summary>Copies the rows for some of the numbers.</summary>
    private readonly struct GatherParts<T>(
        Pointer<float> table, nint rows, nint width, Pointer<T> ids, Pointer<float> target, nint targetStride, string layer) : IParts
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run(nint first, nint end, int worker)
        {
            var bytes = (nuint)width * sizeof(float);
            nint lines = width / CacheLines.Floats;
            float* row = first < end ? table.Value + Row(ids, first, rows, layer) * width : null;
            for (nint i = first; i < end; i++)
            {
                float* now = row;
                // Rows lie anywhere: the machine must be told of the next one.
                if (i + 1 < end) CacheLines.Prefetch(row = table.Value + Row(ids, i + 1, rows, layer) * width, CacheLines.Floats, lines, 1);
                Buffer.MemoryCopy(now, target.Value + i * targetStride, bytes, bytes);
            }
        }
    }

    /// <summary>Clears a table and adds each row to that with its number.</summary>
    /// <inheritdoc cref="Add{T}(Pointer{float}, nint, Pointer{T}, nint, Pointer{float}, nint, nint, string)"/>
    public static void ScatterAdd<T>(
        Pointer<float> values, nint stride, Pointer<T> ids, nint count, Pointer<float> table, nint rows, nint width, string layer)
        where T : unmanaged
    {
        Copy.Fill(table, rows * width, 0f);
        Add(values, stride, ids, count, table, rows, width, layer);
    }

    /// <summary>Adds each row to that of the table with its number, in order.</summary>
    /// <typeparam name="T">Type of the ids: int, float (fractions are cut off) or byte.</typeparam>
    /// <param name="values">A row for each number.</param>
    /// <param name="stride">Distance between these rows, in elements.</param>
    /// <param name="ids">The numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="table">Rows one after the other.</param>
    /// <param name="rows">Number of rows of the table.</param>
    /// <param name="width">Elements of a row.</param>
    /// <param name="layer">Path of the layer, for the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that no row has.</exception>
    public static void Add<T>(
        Pointer<float> values, nint stride, Pointer<T> ids, nint count, Pointer<float> table, nint rows, nint width, string layer)
        where T : unmanaged => WidestLanes.Run(new AddKernel<T>(values, stride, ids, count, table, rows, width, layer));

    /// <summary>Begins a gradient and adds each row to that with its number.</summary>
    /// <inheritdoc cref="Add{T}(Pointer{float}, nint, Pointer{T}, nint, GradientRows, string)"/>
    public static void ScatterAdd<T>(Pointer<float> values, nint stride, Pointer<T> ids, nint count, GradientRows gradient, string layer)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(gradient);
        gradient.Begin();
        Add(values, stride, ids, count, gradient, layer);
    }

    /// <summary>Adds each row to that of the gradient with its number, in order.</summary>
    /// <typeparam name="T">Type of the ids: int, float (fractions are cut off) or byte.</typeparam>
    /// <param name="values">A row for each number.</param>
    /// <param name="stride">Distance between these rows, in elements.</param>
    /// <param name="ids">The numbers.</param>
    /// <param name="count">How many.</param>
    /// <param name="gradient">The gradient of the table.</param>
    /// <param name="layer">Path of the layer, for the error.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number that no row has.</exception>
    public static void Add<T>(Pointer<float> values, nint stride, Pointer<T> ids, nint count, GradientRows gradient, string layer)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(gradient);
        WidestLanes.Run(new AddTouchedKernel<T>(values, stride, ids, count, gradient, layer));
    }

    /// <summary>The checked row of the id at a position.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static nint Row<T>(Pointer<T> ids, nint position, nint rows, string layer) where T : unmanaged
    {
        nint row;
        if (typeof(T) == typeof(float))
        {
            var id = ids.As<float>().Value[position];
            // What is not a number is in no range.
            row = id > -1f && id < rows ? (nint)id : -1;
        }
        else
        {
            row = typeof(T) == typeof(int) ? ids.As<int>().Value[position] : ids.As<byte>().Value[position];
        }
        if ((nuint)row >= (nuint)rows) Fail(ids.Value[position].ToString(), position, rows, layer);
        return row;
    }

    private static void Fail(string? id, nint position, nint rows, string layer) => throw new ArgumentOutOfRangeException(
        null, $"Layer \"{layer}\" was given the id {id} at position {position} of its input, but its table has rows 0 to {rows - 1}.");

    internal readonly struct AddKernel<T>(
        Pointer<float> values, nint stride, Pointer<T> ids, nint count, Pointer<float> table, nint rows, nint width, string layer) : ILaneKernel
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            for (nint i = 0; i < count; i++)
                AddRow<TLanes>(values + i * stride, table + Row(ids, i, rows, layer) * width, width);
        }
    }

    internal readonly struct AddTouchedKernel<T>(
        Pointer<float> values, nint stride, Pointer<T> ids, nint count, GradientRows gradient, string layer) : ILaneKernel
        where T : unmanaged
    {
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Run<TLanes>() where TLanes : struct, ILanes<TLanes>
        {
            var (table, rows, width) = (gradient.Table, (nint)gradient.Rows, (nint)gradient.Width);
            var bytes = (nuint)width * sizeof(float);
            for (nint i = 0; i < count; i++)
            {
                var row = Row(ids, i, rows, layer);
                Pointer<float> from = values + i * stride, to = table + row * width;
                if (gradient.Touch(row)) Buffer.MemoryCopy(from.Value, to.Value, bytes, bytes);
                else AddRow<TLanes>(from, to, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddRow<TLanes>(Pointer<float> from, Pointer<float> to, nint width) where TLanes : struct, ILanes<TLanes>
    {
        nint tail = width % TLanes.Count, whole = width - tail;
        for (nint column = 0; column < whole; column += TLanes.Count)
            TLanes.Store(TLanes.Load(to, column) + TLanes.Load(from, column), to, column);
        if (tail > 0)
            TLanes.StorePartial(TLanes.LoadPartial(to, whole, tail, 0f) + TLanes.LoadPartial(from, whole, tail, 0f), to, whole, tail);
    }
}
