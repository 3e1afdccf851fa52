using System.ComponentModel;

namespace Keras.Hosting;

/// <summary>The body of everything that only the compiler reads: <c>Call</c> of layers and models, the functions of <c>Ops</c>.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class CompileTime
{
    /// <summary>The error of a call that was executed.</summary>
    /// <param name="member">What was called, such as <c>Dense.Call</c>.</param>
    public static InvalidOperationException Error(string member) => new(
        $"{member} is read by the compiler and never executed: it declares the graph inside a model's Call. " +
        "To compute values, use Predict of the model.");
}
