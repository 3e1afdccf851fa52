using System.Globalization;
using Keras.Compiler.Problems;

namespace Keras.Compiler.Layers;

/// <summary>Range checks of one layer's hyperparameters. A fault is reported at the argument that the user wrote.</summary>
/// <param name="problems">Takes the faults.</param>
/// <param name="nodeOf">The description node of an argument by its C# name.</param>
public sealed class HyperparameterChecks(IProblemSink problems, Func<string, int> nodeOf)
{
    /// <summary>Reports the hyperparameter unless the condition holds.</summary>
    /// <param name="holds">The condition.</param>
    /// <param name="name">C# name of the hyperparameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">What it must be, such as "a positive integer".</param>
    public void Require(bool holds, string name, object value, string allowed)
    {
        if (!holds) problems.AttributeArgumentOutOfRange(nodeOf(name), name, Text(value), allowed);
    }

    /// <summary>The number is at least 1.</summary>
    public void Positive(string name, int value) => Require(value >= 1, name, value, "a positive integer");

    /// <summary>The number is in 0..1.</summary>
    public void Fraction(string name, double value) => Require(value is >= 0 and <= 1, name, value, "a number between 0 and 1");

    /// <summary>The number is in 0..1, but not 1.</summary>
    public void FractionBelowOne(string name, double value) => Require(value is >= 0 and < 1, name, value, "a number from 0 to below 1");

    /// <summary>The number is not below 0.</summary>
    public void NotNegative(string name, double value) => Require(value >= 0, name, value, "a number of at least 0");

    private static string Text(object value) => value is IFormattable number
        ? number.ToString(null, CultureInfo.InvariantCulture)
        : value is IEnumerable<int> list ? $"({string.Join(", ", list)})" : value.ToString();
}
