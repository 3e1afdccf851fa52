using System.Collections.Immutable;

namespace Keras.Compiler.Emission.Surface;

/// <summary>The names of emitted members.</summary>
public static class SurfaceNames
{
    /// <summary>Members that the emitted class has whatever the model is, and those for sessions, which it has where layers keep states.</summary>
    public static readonly ImmutableHashSet<string> Generated =
    [
        "Inputs", "Outputs", "Targets", "Losses", "LossWeights", "Metrics", "SampleWeights", "Batch", "InputSpans", "OutputSpans",
        "Compile", "Fit", "FitAsync", "Evaluate", "Predict", "TrainOnBatch", "TestOnBatch", "GradientsOnBatch", "Trace", "CheckNumerics", "Profile", "Program", "Blueprints", "Call",
        "Fault", "CreateSession", "Session",
    ];

    /// <summary>Members that every model inherits.</summary>
    public static readonly ImmutableHashSet<string> Inherited =
    [
        "Name", "ClassName", "Layers", "Weights", "Trainable", "RefuseNaN", "CheckNumericsInFit", "StopTraining", "Optimizer", "MetricsNames",
        "Input", "Output", "InputShape", "OutputShape",
        "GetInputAt", "GetOutputAt", "GetInputsAt", "GetOutputsAt", "GetInputShapeAt", "GetOutputShapeAt",
        "GetLayer", "GetWeights", "SetWeights", "CountParams", "Summary", "SummaryText", "ToMermaid", "Save", "Load", "Dispose", "ResetMetrics",
        "ResetState", "ResetStates",
        "Build", "PredictCore", "CompileCore", "FitCore", "FitCoreAsync", "EvaluateCore", "TrainOnBatchCore", "TestOnBatchCore",
        "GradientsOnBatchCore", "TraceCore", "CheckNumericsCore", "ProfileCore", "CreateTrace", "CreateProfile", "CallIsNotExecuted",
        "Equals", "GetHashCode", "GetType", "ToString", "MemberwiseClone", "Finalize", "ReferenceEquals",
    ];

    /// <summary>Enumerations that users meet in attributes: a property of such a name would hide them in the class.</summary>
    public static readonly ImmutableHashSet<string> Enumerations =
        typeof(Activation).Assembly.GetTypes()
            .Where(type => type.IsEnum && type.IsPublic && type.Namespace is "Keras" or "Keras.Layers")
            .Select(type => type.Name)
            .ToImmutableHashSet();

    /// <summary>The public property of a layer field: <c>_mainOutput</c> is <c>MainOutput</c>; where that is an enumeration of Keras's, an
    /// inherited or generated member, or the class's name, it takes the suffix <c>Layer</c>.</summary>
    /// <param name="field">The field's C# name.</param>
    /// <param name="className">The model class's name.</param>
    public static string Property(string field, string className)
    {
        var name = Pascal(field);
        return name == className || Generated.Contains(name) || Inherited.Contains(name) || Enumerations.Contains(name) ? name + "Layer" : name;
    }

    /// <summary>Without leading underscores, with a capital first letter.</summary>
    public static string Pascal(string identifier)
    {
        var text = identifier.TrimStart('@').TrimStart('_');
        return text.Length == 0 ? identifier : char.ToUpperInvariant(text[0]) + text.Substring(1);
    }

    /// <summary>With a small first letter.</summary>
    public static string Camel(string identifier) => char.ToLowerInvariant(identifier[0]) + identifier.Substring(1);
}
