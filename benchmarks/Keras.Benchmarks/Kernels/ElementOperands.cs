using System.Runtime.CompilerServices;
using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Benchmarks.Kernels;

/// <summary>One tensor, and each element-wise function and row kernel over it.</summary>
internal sealed class ElementOperands : IDisposable
{
    private readonly NativeBuffer _x, _y;

    internal ElementOperands(int count)
    {
        _x = NativeBuffer.Of<float>(count);
        _y = NativeBuffer.Of<float>(count);
        Span<float> values = _x.Span<float>();
        for (int i = 0; i < count; i++)
            values[i] = 6 * CounterRandom.Uniform(1, i) - 3;
        Functions =
        [
            ("add", () => Map<AddOne>(count)), ("exp", () => Map<Exp>(count)), ("log", () => Map<Log>(count)),
            ("tanh", () => Map<Tanh>(count)), ("sigmoid", () => Map<Sigmoid>(count)), ("erf", () => Map<Erf>(count)),
            ("softplus", () => Map<Softplus>(count)), ("pow", () => Map<Pow>(count)), ("sin", () => Map<Sin>(count)),
            ("uniform", () => Map<Uniform>(count)),
            ("softmax, rows of 10", () => Softmax.Forward(_x.Pointer<float>(), _y.Pointer<float>(), count / 10, 10)),
            ("softmax, rows of 256", () => Softmax.Forward(_x.Pointer<float>(), _y.Pointer<float>(), count / 256, 256)),
            ("sum over all", () => Reduce.Sum(_x.Pointer<float>(), _y.Pointer<float>(), 1, count, 1)),
            ("sum over rows of 64", () => Reduce.Sum(_x.Pointer<float>(), _y.Pointer<float>(), 1, count / 64, 64)),
            ("moments of 64 columns", () => Moments.Compute(_x.Pointer<float>(), _y.Pointer<float>(), _y.Pointer<float>() + 64, 1, count / 64, 64)),
            ("transpose 64x64", () => Copy.Permute(_x.Pointer<float>(), _y.Pointer<float>(), [64, 64], [1, 0])),
        ];
    }

    internal (string Label, Action Work)[] Functions { get; }

    public void Dispose()
    {
        _x.Dispose();
        _y.Dispose();
    }

    private void Map<TFunction>(nint count) where TFunction : IFunction =>
        Keras.Kernels.Map.Run(_y.Pointer<float>(), 1, 1, count, new Expression<TFunction>(_x.Pointer<float>()));

    private readonly struct Expression<TFunction>(Pointer<float> x) : IMap where TFunction : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TLanes Evaluate<TLanes>(nint outer, nint row, nint column) where TLanes : struct, ILanes<TLanes> =>
            TFunction.Of(TLanes.Load(x, column));
    }

    private interface IFunction
    {
        static abstract TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes>;
    }

    private readonly struct AddOne : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => x + TLanes.Broadcast(1f);
    }

    private readonly struct Exp : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Exp(x);
    }

    private readonly struct Log : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Log(x);
    }

    private readonly struct Tanh : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Tanh(x);
    }

    private readonly struct Sigmoid : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Sigmoid(x);
    }

    private readonly struct Erf : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Erf(x);
    }

    private readonly struct Softplus : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Softplus(x);
    }

    private readonly struct Pow : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Pow(ElementFunctions.Abs(x), x);
    }

    private readonly struct Sin : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Sin(x);
    }

    private readonly struct Uniform : IFunction
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TLanes Of<TLanes>(TLanes x) where TLanes : struct, ILanes<TLanes> => TLanes.Uniform(17, 4);
    }
}
