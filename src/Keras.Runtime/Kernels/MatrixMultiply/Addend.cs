using System.Runtime.CompilerServices;

namespace Keras.Kernels;

/// <summary>What an epilogue adds that does nothing else: the loops of a product do so themselves, with the sums still in registers.</summary>
internal static unsafe class Addend
{
    /// <summary>Whether an epilogue adds a matrix, a row or nothing.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static bool Is<TEpilogue>() where TEpilogue : struct, IEpilogue =>
        typeof(TEpilogue) == typeof(NoEpilogue) || typeof(TEpilogue) == typeof(AddBias) || typeof(TEpilogue) == typeof(AddMatrix);

    /// <summary>What such an epilogue adds at an element: its address, or null for nothing.</summary>
    /// <param name="epilogue">The epilogue.</param>
    /// <param name="row">Row of the element.</param>
    /// <param name="column">Column of the element.</param>
    /// <param name="stride">From row to row.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static float* Of<TEpilogue>(ref TEpilogue epilogue, nint row, nint column, out nint stride) where TEpilogue : struct, IEpilogue
    {
        stride = 0;
        if (typeof(TEpilogue) == typeof(AddBias))
            return Unsafe.As<TEpilogue, AddBias>(ref epilogue).Bias.Value + column;
        if (typeof(TEpilogue) != typeof(AddMatrix))
            return null;
        ref AddMatrix added = ref Unsafe.As<TEpilogue, AddMatrix>(ref epilogue);
        stride = added.Stride;
        return added.Matrix.Value + row * stride + column;
    }
}
