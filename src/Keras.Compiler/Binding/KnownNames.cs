namespace Keras.Compiler.Binding;

/// <summary>Full metadata names of the types that the front end looks for.</summary>
public static class KnownNames
{
    public const string Model = "Keras.Model";
    public const string KerasTensor = "Keras.KerasTensor";
    public const string TensorShape = "Keras.TensorShape";
    public const string Ops = "Keras.Ops";
    public const string InputAttribute = "Keras.InputAttribute";
    public const string ModelAttribute = "Keras.ModelAttribute";
    public const string LayerAttribute = "Keras.LayerAttribute";
    public const string RepeatAttribute = "Keras.RepeatAttribute";
    public const string Layer = "Keras.Layers.Layer";
    public const string LayerDeclarationAttribute = "Keras.Layers.LayerDeclarationAttribute";
    public const string ModelDescriptionAttribute = "Keras.Hosting.ModelDescriptionAttribute";
    public const string CompilerFailureAttribute = "Keras.Hosting.CompilerFailureAttribute";
    public const string Debug = "System.Diagnostics.Debug";

    /// <summary>The generator's type: the paths of its files hold this name.</summary>
    public const string Generator = "Keras.Generators.ModelGenerator";

    /// <summary>The method that describes the graph.</summary>
    public const string Call = "Call";
}
