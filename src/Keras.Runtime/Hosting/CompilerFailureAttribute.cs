using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>Marks a model for which the compiler itself failed; the analyzer reports it as KER999.</summary>
/// <param name="failure">What happened.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class CompilerFailureAttribute(string failure) : Attribute
{
    /// <summary>What happened.</summary>
    public string Failure { get; } = failure;
}
