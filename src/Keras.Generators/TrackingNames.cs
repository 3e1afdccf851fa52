namespace Keras.Generators;

/// <summary>Names of the pipeline's steps, by which tests ask what ran again.</summary>
public static class TrackingNames
{
    /// <summary>One description per model class.</summary>
    public const string Models = nameof(Models);

    /// <summary>Each model with the models nested in it.</summary>
    public const string Closures = nameof(Closures);

    /// <summary>The generated files of each model.</summary>
    public const string Sources = nameof(Sources);
}
