using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keras.Benchmarks.Kernels;

/// <summary>What one core does at most: multiply-adds on registers alone.</summary>
internal static class MachinePeak
{
    private const int Steps = 20_000;

    /// <summary>Floating-point operations of one run of <see cref="Loop"/>.</summary>
    internal static double Operations => 2.0 * Steps * 16 * (Vector512.IsHardwareAccelerated ? 16 : Vector256.IsHardwareAccelerated ? 8 : 4);

    internal static double Sink { get; private set; }

    internal static void Loop() => Sink = Vector512.IsHardwareAccelerated ? Loop512() : Vector256.IsHardwareAccelerated ? Loop256() : Loop128();

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop512()
    {
        var x = Vector512.Create(1.0000001f);
        var y = Vector512.Create(1e-9f);
        Vector512<float> s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x;
        Vector512<float> t0 = x, t1 = x, t2 = x, t3 = x, t4 = x, t5 = x, t6 = x, t7 = x;
        for (int step = 0; step < Steps; step++)
        {
            s0 = Vector512.FusedMultiplyAdd(s0, x, y);
            s1 = Vector512.FusedMultiplyAdd(s1, x, y);
            s2 = Vector512.FusedMultiplyAdd(s2, x, y);
            s3 = Vector512.FusedMultiplyAdd(s3, x, y);
            s4 = Vector512.FusedMultiplyAdd(s4, x, y);
            s5 = Vector512.FusedMultiplyAdd(s5, x, y);
            s6 = Vector512.FusedMultiplyAdd(s6, x, y);
            s7 = Vector512.FusedMultiplyAdd(s7, x, y);
            t0 = Vector512.FusedMultiplyAdd(t0, x, y);
            t1 = Vector512.FusedMultiplyAdd(t1, x, y);
            t2 = Vector512.FusedMultiplyAdd(t2, x, y);
            t3 = Vector512.FusedMultiplyAdd(t3, x, y);
            t4 = Vector512.FusedMultiplyAdd(t4, x, y);
            t5 = Vector512.FusedMultiplyAdd(t5, x, y);
            t6 = Vector512.FusedMultiplyAdd(t6, x, y);
            t7 = Vector512.FusedMultiplyAdd(t7, x, y);
        }
        return Vector512.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7 + t0 + t1 + t2 + t3 + t4 + t5 + t6 + t7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop256()
    {
        // 16 accumulators would not leave a register for the operands.
        var x = Vector256.Create(1.0000001f);
        var y = Vector256.Create(1e-9f);
        Vector256<float> s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x;
        for (int step = 0; step < 2 * Steps; step++)
        {
            s0 = Vector256.FusedMultiplyAdd(s0, x, y);
            s1 = Vector256.FusedMultiplyAdd(s1, x, y);
            s2 = Vector256.FusedMultiplyAdd(s2, x, y);
            s3 = Vector256.FusedMultiplyAdd(s3, x, y);
            s4 = Vector256.FusedMultiplyAdd(s4, x, y);
            s5 = Vector256.FusedMultiplyAdd(s5, x, y);
            s6 = Vector256.FusedMultiplyAdd(s6, x, y);
            s7 = Vector256.FusedMultiplyAdd(s7, x, y);
        }
        return Vector256.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Loop128()
    {
        // 16 accumulators would not leave a register for the operands.
        var x = Vector128.Create(1.0000001f);
        var y = Vector128.Create(1e-9f);
        Vector128<float> s0 = x, s1 = x, s2 = x, s3 = x, s4 = x, s5 = x, s6 = x, s7 = x;
        for (int step = 0; step < 2 * Steps; step++)
        {
            s0 = Vector128.MultiplyAddEstimate(s0, x, y);
            s1 = Vector128.MultiplyAddEstimate(s1, x, y);
            s2 = Vector128.MultiplyAddEstimate(s2, x, y);
            s3 = Vector128.MultiplyAddEstimate(s3, x, y);
            s4 = Vector128.MultiplyAddEstimate(s4, x, y);
            s5 = Vector128.MultiplyAddEstimate(s5, x, y);
            s6 = Vector128.MultiplyAddEstimate(s6, x, y);
            s7 = Vector128.MultiplyAddEstimate(s7, x, y);
        }
        return Vector128.Sum(s0 + s1 + s2 + s3 + s4 + s5 + s6 + s7);
    }
}
