namespace Keras.Kernels;

/// <summary>The points at which Winograd's method evaluates: a convolution along a line of n outputs by a kernel of r is the product of two
/// polynomials, which n + r − 1 values determine. Each method is one linear map of a line of registers, <c>step</c> floats apart; the
/// last point is infinity, where a polynomial's value is its highest coefficient.</summary>
internal unsafe interface IWinogradPoints
{
    /// <summary>Number of points.</summary>
    static abstract int Count { get; }

    /// <summary>Bᵀ: positions of a tile of the input to points.</summary>
    static abstract void Interpolate<TLanes>(float* from, nint fromStep, float* to, nint toStep) where TLanes : struct, ILanes<TLanes>;

    /// <summary>The polynomial with these coefficients at the points: A, or where <paramref name="scaled"/> with interpolation's
    /// denominators, G.</summary>
    static abstract void Evaluate<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount;

    /// <summary>The adjoint of <see cref="Evaluate"/>, sums over the points of their powers: Aᵀ, or Gᵀ.</summary>
    static abstract void Sum<TLanes, TCoefficients>(float* from, nint fromStep, float* to, nint toStep, bool scaled)
        where TLanes : struct, ILanes<TLanes> where TCoefficients : struct, ICount;
}
