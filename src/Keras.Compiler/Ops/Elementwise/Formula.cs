using Keras.Compiler.Support;

namespace Keras.Compiler.Ops.Elementwise;

/// <summary>An element-wise expression over the operands of a <c>Map</c> op. Equal formulas are equal values.</summary>
public abstract record Formula
{
    public static Formula operator +(Formula left, Formula right) => Apply("Add", left, right);

    public static Formula operator -(Formula left, Formula right) => Apply("Subtract", left, right);

    public static Formula operator *(Formula left, Formula right) => Apply("Multiply", left, right);

    public static Formula operator /(Formula left, Formula right) => Apply("Divide", left, right);

    public static Formula operator -(Formula value) => Apply("Negate", value);

    public static implicit operator Formula(double value) => new ConstantFormula(value);

    /// <summary>The operand with this number.</summary>
    public static Formula Operand(int index) => new OperandFormula(index);

    /// <summary>A function of the table of element functions.</summary>
    public static Formula Apply(string function, params Formula[] arguments) => new FunctionFormula(function, arguments.ToEquatableArray());

    /// <summary>The length of an axis, or a product of such, as a number.</summary>
    public static Formula Length(Dim length) => length.IsKnown ? new ConstantFormula(length.Value) : new LengthFormula(length);

    /// <summary>The second formula where the condition is not zero, else the third.</summary>
    public static Formula Select(Formula condition, Formula whenTrue, Formula whenFalse) => Apply("Select", condition, whenTrue, whenFalse);
}

/// <summary>An operand; broadcast to the result's shape as NumPy does.</summary>
public sealed record OperandFormula(int Index) : Formula;

/// <summary>A constant, rounded to float32 where emitted.</summary>
public sealed record ConstantFormula(double Value) : Formula;

/// <summary>A function by its name in the table, which is also its name in the runtime's <c>ElementFunctions</c>.</summary>
public sealed record FunctionFormula(string Function, EquatableArray<Formula> Arguments) : Formula;

/// <summary>A length that is known when the program runs: the same number for each element.</summary>
public sealed record LengthFormula(Dim Dim) : Formula;

/// <summary>A uniform number in [0, 1) for each element of the result, from the counter (seed, step, stream, element).</summary>
/// <param name="Stream">Number of the random node in its model.</param>
public sealed record RandomFormula(int Stream) : Formula;
