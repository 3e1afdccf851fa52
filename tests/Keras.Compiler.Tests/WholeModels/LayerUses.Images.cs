namespace Keras.Compiler.Tests.WholeModels;

internal sealed partial record LayerUses
{
    private static readonly LayerUses Images = new(
        "Images", "[Input(4, 5, N)] KerasTensor p, [Input(N, 4, 5)] KerasTensor c, [Input(None, None, N)] KerasTensor u",
    [
        new("Conv2D", "Conv2D(N, 3, Activation = Activation.Tanh)", ["L.Call(u)"]),
        new("Conv2D", "Conv2D(3, 2, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("Conv2D", "Conv2D(N, 3, Groups = N, UseBias = false)", ["L.Call(p)"]),
        new("Conv2D", "Conv2D(3, [1, 2], DilationRate = [1, 2])", ["L.Call(p)"]),
        new("Conv2DTranspose", "Conv2DTranspose(N, 3, 2)", ["L.Call(u)"]),
        new("Conv2DTranspose", "Conv2DTranspose(3, [3, 2], Strides = [2, 2], OutputPadding = [1, 1], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("DepthwiseConv2D", "DepthwiseConv2D(3)", ["L.Call(u)"]),
        new("DepthwiseConv2D", "DepthwiseConv2D(2, DepthMultiplier = 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("SeparableConv2D", "SeparableConv2D(N, 3)", ["L.Call(u)"]),
        new("SeparableConv2D", "SeparableConv2D(3, 2, DepthMultiplier = 2, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("MaxPooling2D", "MaxPooling2D", ["L.Call(u)"]),
        new("MaxPooling2D", "MaxPooling2D([3, 2], [2, 1], Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("AveragePooling2D", "AveragePooling2D(2)", ["L.Call(u)"]),
        new("AveragePooling2D", "AveragePooling2D(3, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("GlobalAveragePooling2D", "GlobalAveragePooling2D", ["L.Call(u)"]),
        new("GlobalAveragePooling2D", "GlobalAveragePooling2D(KeepDims = true, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("GlobalMaxPooling2D", "GlobalMaxPooling2D", ["L.Call(u)"]),
        new("GlobalMaxPooling2D", "GlobalMaxPooling2D(KeepDims = true, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("Cropping2D", "Cropping2D(1)", ["L.Call(u)"]),
        new("Cropping2D", "Cropping2D([1, 0, 2, 1], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("ZeroPadding2D", "ZeroPadding2D([2, 1])", ["L.Call(u)"]),
        new("ZeroPadding2D", "ZeroPadding2D([1, 0, 0, 2], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("UpSampling2D", "UpSampling2D", ["L.Call(u)"]),
        new("UpSampling2D", "UpSampling2D([3, 2], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("UpSampling2D", "UpSampling2D(Interpolation = Interpolation.Bilinear)", ["L.Call(p)"]),
        new("SpatialDropout2D", "SpatialDropout2D(0.5)", ["L.Call(u, training: false)"]),
        new("BatchNormalization", "BatchNormalization(1)", ["L.Call(c)"]),
        new("Flatten", "Flatten(DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("TimeDistributed", "Conv1D(N, 2)", ["L.Call(u)"], "TimeDistributed<Conv1D>"),
    ])
    {
        Shortest = 4,
        Largest = 65,
    };
}
