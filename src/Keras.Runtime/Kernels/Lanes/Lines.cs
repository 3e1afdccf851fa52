using System.Runtime.CompilerServices;
using Keras.Hosting;

namespace Keras.Kernels;

/// <summary>The lines of a dense tensor (outer, length, inner) along its middle axis, so that a kernel over lines is written once.
/// Where inner is 1, a line is contiguous and its registers lie one after another, with a tail; else a line is a bundle of up to
/// <c>TLanes.Count</c> neighbouring lines, one per lane.</summary>
internal static class Lines
{
    internal static Enumerator<TLanes> Of<TLanes>(LineRange lines, nint length, nint inner) where TLanes : struct, ILanes<TLanes> =>
        new(lines, length, inner);

    /// <summary>One line, or one bundle of lines.</summary>
    internal readonly struct Line<TLanes>(nint start, nint end, nint step, nint tail, bool across, nint result) where TLanes : struct, ILanes<TLanes>
    {
        /// <summary>Index of the first register.</summary>
        internal readonly nint Start = start;

        /// <summary>Index after the last whole register.</summary>
        internal readonly nint End = end;

        /// <summary>From one register to the next.</summary>
        internal readonly nint Step = step;

        /// <summary>Index of the (first) line in a tensor (outer, inner).</summary>
        internal readonly nint Result = result;

        // A contiguous line: elements after the last whole register. A bundle: lanes that exist, or 0 for all.
        private readonly nint _tail = tail;
        private readonly bool _across = across;

        /// <summary>Whether the registers lie one after another.</summary>
        internal bool IsContiguous => _across;

        /// <summary>Whether a contiguous line has elements after its last whole register.</summary>
        internal bool HasTail
        {
            [MethodImpl(MethodImplOptions.AggressiveInlining)]
            get => _across && _tail != 0;
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal TLanes Load(Pointer<float> pointer, nint at, float fill) =>
            _across || _tail == 0 ? TLanes.Load(pointer, at) : TLanes.LoadPartial(pointer, at, _tail, fill);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void Store(TLanes value, Pointer<float> pointer, nint at)
        {
            if (_across || _tail == 0)
                TLanes.Store(value, pointer, at);
            else
                TLanes.StorePartial(value, pointer, at, _tail);
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal TLanes LoadTail(Pointer<float> pointer, float fill) => TLanes.LoadPartial(pointer, End, _tail, fill);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void StoreTail(TLanes value, Pointer<float> pointer) => TLanes.StorePartial(value, pointer, End, _tail);

        /// <summary>The sum of each line, in the lanes that belong to it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal TLanes SumAcross(TLanes value) => _across ? TLanes.Broadcast(TLanes.Sum(value)) : value;

        /// <summary>The maximum of each line, in the lanes that belong to it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal TLanes MaxAcross(TLanes value) => _across ? TLanes.Broadcast(TLanes.Largest(value)) : value;

        /// <summary>Writes one result per line.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal void StoreResult(TLanes value, Pointer<float> pointer)
        {
            if (_across)
                Lanes1.Store(Lanes1.Broadcast(TLanes.Largest(value)), pointer, Result);
            else
                Store(value, pointer, Result);
        }

        /// <summary>Reads one number per line, as <see cref="StoreResult"/> wrote it.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        internal TLanes LoadResult(Pointer<float> pointer) =>
            _across ? TLanes.Broadcast(Lanes1.Sum(Lanes1.Load(pointer, Result))) : Load(pointer, Result, 0f);
    }

    /// <summary>Goes through the lines.</summary>
    internal struct Enumerator<TLanes>(LineRange lines, nint length, nint inner) where TLanes : struct, ILanes<TLanes>
    {
        private readonly nint _endOuter = lines.EndOuter, _firstColumn = lines.FirstColumn, _endColumn = nint.Min(lines.EndColumn, inner);
        private nint _outer = lines.FirstOuter - 1;
        private nint _column = nint.MaxValue - TLanes.Count;

        public readonly Enumerator<TLanes> GetEnumerator() => this;

        public bool MoveNext()
        {
            _column += TLanes.Count;
            if (_column < _endColumn)
                return true;
            _column = _firstColumn;
            return ++_outer < _endOuter;
        }

        public readonly Line<TLanes> Current
        {
            get
            {
                nint start = _outer * length * inner + _column;
                if (inner == 1)
                {
                    nint tail = length % TLanes.Count;
                    return new(start, start + length - tail, TLanes.Count, tail, across: true, _outer);
                }
                nint lanes = inner - _column;
                return new(start, start + length * inner, inner, lanes < TLanes.Count ? lanes : 0, across: false, _outer * inner + _column);
            }
        }
    }
}
