using Keras.Hosting;

namespace Keras;

public sealed partial record KerasTensor
{
    /// <summary>Element-wise sum of tensors; axes equal or of length 1. Read by the compiler, never executed.</summary>
    public static KerasTensor operator +(KerasTensor left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator +");

    /// <summary>Element-wise sum with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator +(KerasTensor left, double right) => throw CompileTime.Error("KerasTensor.operator +");

    /// <summary>Element-wise sum with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator +(double left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator +");

    /// <summary>Element-wise difference of tensors; axes equal or of length 1. Read by the compiler, never executed.</summary>
    public static KerasTensor operator -(KerasTensor left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator -");

    /// <summary>Element-wise difference with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator -(KerasTensor left, double right) => throw CompileTime.Error("KerasTensor.operator -");

    /// <summary>Element-wise difference with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator -(double left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator -");

    /// <summary>Element-wise product of tensors; axes equal or of length 1. Read by the compiler, never executed.</summary>
    public static KerasTensor operator *(KerasTensor left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator *");

    /// <summary>Element-wise product with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator *(KerasTensor left, double right) => throw CompileTime.Error("KerasTensor.operator *");

    /// <summary>Element-wise product with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator *(double left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator *");

    /// <summary>Element-wise quotient of tensors; axes equal or of length 1. Read by the compiler, never executed.</summary>
    public static KerasTensor operator /(KerasTensor left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator /");

    /// <summary>Element-wise quotient with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator /(KerasTensor left, double right) => throw CompileTime.Error("KerasTensor.operator /");

    /// <summary>Element-wise quotient with a number. Read by the compiler, never executed.</summary>
    public static KerasTensor operator /(double left, KerasTensor right) => throw CompileTime.Error("KerasTensor.operator /");

    /// <summary>Element-wise negation. Read by the compiler, never executed.</summary>
    public static KerasTensor operator -(KerasTensor value) => throw CompileTime.Error("KerasTensor.operator -");
}
