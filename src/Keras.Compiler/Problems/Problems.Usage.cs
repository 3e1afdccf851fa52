namespace Keras.Compiler.Problems;

// KER250 and on: calls outside of a model. KER999: the compiler's own failure.
public static partial class ProblemFactory
{
    /// <summary>KER250: '{0}' is read by the compiler and never runs; {1}.</summary>
    public static void CallOutsideModel(this IProblemSink problems, int node, string call, string instead) =>
        problems.Report("KER250", node, call, instead);

    /// <summary>KER999: The Keras compiler failed on the model '{0}': {1}. This is a fault of the compiler; please report it with the
    /// class's source and this message.</summary>
    public static void CompilerFailure(this IProblemSink problems, int node, string model, string failure) =>
        problems.Report("KER999", node, model, failure);
}
