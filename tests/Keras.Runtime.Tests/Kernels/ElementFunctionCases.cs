using Keras.Kernels;

namespace Keras.Runtime.Tests.Kernels;

/// <summary>A function under test as a type.</summary>
internal interface IFunction
{
    static abstract TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes>;
}

internal readonly struct ExpFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Exp(x);
}

internal readonly struct Expm1Function : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Expm1(x);
}

internal readonly struct LogFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Log(x);
}

internal readonly struct Log1pFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Log1p(x);
}

internal readonly struct TanhFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Tanh(x);
}

internal readonly struct SigmoidFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Sigmoid(x);
}

internal readonly struct SoftplusFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Softplus(x);
}

internal readonly struct ErfFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Erf(x);
}

internal readonly struct SinFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Sin(x);
}

internal readonly struct CosFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Cos(x);
}

internal readonly struct SqrtFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Sqrt(x);
}

internal readonly struct ReciprocalSqrtFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.ReciprocalSqrt(x);
}

internal readonly struct ReluFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Relu(x);
}

internal readonly struct SignFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Sign(x);
}

internal readonly struct IsNaNFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.IsNaN(x);
}

internal readonly struct IsFiniteFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.IsFinite(x);
}

internal readonly struct NotFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Not(x);
}

internal readonly struct RoundFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Round(x);
}

internal readonly struct FloorFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Floor(x);
}

internal readonly struct CeilingFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Ceiling(x);
}

internal readonly struct PowFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Pow(x, y);
}

internal readonly struct ClipFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Clip(x, -0.25f, 0.5f);
}

internal readonly struct MaxWithZeroFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Max(x, TLanes.Broadcast(0f));
}

internal readonly struct ModuloThreeFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Modulo(x, TLanes.Broadcast(3f));
}

internal readonly struct LessThanTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Less(x, TLanes.Broadcast(2f));
}

internal readonly struct AtMostTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.LessOrEqual(x, TLanes.Broadcast(2f));
}

internal readonly struct MoreThanTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Greater(x, TLanes.Broadcast(2f));
}

internal readonly struct AtLeastTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.GreaterOrEqual(x, TLanes.Broadcast(2f));
}

internal readonly struct EqualToTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Equal(x, TLanes.Broadcast(2f));
}

internal readonly struct NotEqualToTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.NotEqual(x, TLanes.Broadcast(2f));
}

internal readonly struct BetweenOneAndThree : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.And(ElementFunctions.Less(TLanes.Broadcast(1f), x), ElementFunctions.Less(x, TLanes.Broadcast(3f)));
}

internal readonly struct BelowZeroOrAboveTwo : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Or(ElementFunctions.Less(x, TLanes.Broadcast(0f)), ElementFunctions.Less(TLanes.Broadcast(2f), x));
}

internal readonly struct SelectFunction : IFunction
{
    public static TLanes Of<TLanes>(TLanes x, TLanes y) where TLanes : struct, ILanes<TLanes> => ElementFunctions.Select(ElementFunctions.Less(x, TLanes.Broadcast(0f)), TLanes.Broadcast(10f), TLanes.Broadcast(20f));
}
