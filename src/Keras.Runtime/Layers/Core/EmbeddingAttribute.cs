namespace Keras.Layers;

/// <summary>Declares an <c>Embedding</c> layer: a vector for each token (https://keras.io/api/layers/core_layers/embedding/).</summary>
/// <param name="inputDim">Number of tokens: ids go from 0 to inputDim − 1.</param>
/// <param name="outputDim">Length of a token's vector, at least 1.</param>
public sealed class EmbeddingAttribute(int inputDim, int outputDim) : LayerDeclarationAttribute
{
    /// <summary>Number of tokens.</summary>
    public int InputDim { get; } = inputDim;
    /// <summary>Length of a token's vector.</summary>
    public int OutputDim { get; } = outputDim;
    /// <summary>Of the embeddings, shape (inputDim, outputDim).</summary>
    public Initializer EmbeddingsInitializer { get; set; } = Initializer.RandomUniform;
    /// <summary>Penalty on the embeddings.</summary>
    public Regularizer EmbeddingsRegularizer { get; set; }
    /// <summary>Constraint on the embeddings.</summary>
    public Constraint EmbeddingsConstraint { get; set; }
    /// <summary>Whether id 0 is padding: layers that know masks leave its steps out. False by default.</summary>
    public bool MaskZero { get; set; }
    /// <summary>Without effect, as in Keras 3: the input says its length itself.</summary>
    public int InputLength { get; set; }
}
