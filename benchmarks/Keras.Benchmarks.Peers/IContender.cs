namespace Keras.Benchmarks.Peers;

/// <summary>An engine that runs the mlp 784-64-64-10. All get the same weights and data; outputs stay in memory that was made before.</summary>
internal interface IContender : IDisposable
{
    /// <summary>Engine and version.</summary>
    string Name { get; }

    /// <summary>One prediction of a batch from prepared inputs to prepared outputs.</summary>
    Action Predict(MlpData data);

    /// <summary>The probabilities of the last prediction, to check that all compute the same.</summary>
    float[] Probabilities();

    /// <summary>One training step: forward, categorical cross-entropy, backward, RMSprop. Null if the engine does not train.</summary>
    Action? Train(MlpData data);
}
