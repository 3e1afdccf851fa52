namespace Keras.Models.Tests.Layers;

/// <summary>The layer classes whose golden cases must run: none of them may be skipped. A new layer adds its name.</summary>
public static class ExpectedLayers
{
    public static readonly IReadOnlySet<string> Names = new HashSet<string>
    {
        "Activation", "ActivityRegularization", "Add", "Average", "BatchNormalization", "Concatenate", "Dense", "Dropout", "ELU", "Embedding", "Flatten",
        "LayerNormalization", "LeakyReLU", "Masking", "Maximum", "Minimum", "Multiply", "PReLU", "ReLU", "Rescaling", "Reshape", "Softmax", "Subtract",
        "Bidirectional", "GRU", "LSTM", "SimpleRNN", "TimeDistributed",
        "Cropping1D", "Cropping2D", "Cropping3D", "Dot", "GaussianNoise", "Permute", "RepeatVector", "UpSampling1D", "UpSampling2D", "UpSampling3D",
        "ZeroPadding1D", "ZeroPadding2D", "ZeroPadding3D",
        "AveragePooling1D", "AveragePooling2D", "AveragePooling3D", "GlobalAveragePooling1D", "GlobalAveragePooling2D", "GlobalMaxPooling1D",
        "GlobalMaxPooling2D", "MaxPooling1D", "MaxPooling2D", "MaxPooling3D",
        "Conv1D", "Conv1DTranspose", "Conv2D", "Conv2DTranspose", "Conv3D", "Conv3DTranspose", "DepthwiseConv1D", "DepthwiseConv2D",
        "SeparableConv1D", "SeparableConv2D",
    };
}
