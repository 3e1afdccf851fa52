namespace Keras.Compiler.Ops;

/// <summary>Names of the values that adjoints make.</summary>
internal static class Naming
{
    /// <summary>The name of a value's gradient, which buffers in emitted code bear.</summary>
    public static string GradientName(this Value value) => value.Name + "_gradient";
}
