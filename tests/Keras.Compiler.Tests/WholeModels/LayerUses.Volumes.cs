namespace Keras.Compiler.Tests.WholeModels;

internal sealed partial record LayerUses
{
    private static readonly LayerUses Volumes = new(
        "Volumes", "[Input(2, 3, 3, N)] KerasTensor p, [Input(N, 2, 3, 3)] KerasTensor c, [Input(None, 3, None, N)] KerasTensor u",
    [
        new("Conv3D", "Conv3D(N, 2, Activation = Activation.Tanh)", ["L.Call(p)"]),
        new("Conv3D", "Conv3D(2, 2, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("Conv3D", "Conv3D(2, [1, 2, 2])", ["L.Call(u)"]),
        new("Conv3DTranspose", "Conv3DTranspose(N, 2, 1)", ["L.Call(p)"]),
        new("Conv3DTranspose", "Conv3DTranspose(2, 2, 2, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("MaxPooling3D", "MaxPooling3D", ["L.Call(u)"]),
        new("MaxPooling3D", "MaxPooling3D(2, 1, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("AveragePooling3D", "AveragePooling3D(2)", ["L.Call(u)"]),
        new("AveragePooling3D", "AveragePooling3D(2, 1, Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("GlobalAveragePooling3D", "GlobalAveragePooling3D", ["L.Call(u)"]),
        new("GlobalAveragePooling3D", "GlobalAveragePooling3D(KeepDims = true, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("GlobalMaxPooling3D", "GlobalMaxPooling3D", ["L.Call(u)"]),
        new("GlobalMaxPooling3D", "GlobalMaxPooling3D(KeepDims = true, DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("Cropping3D", "Cropping3D([1, 0, 0, 1, 1, 1])", ["L.Call(u)"]),
        new("Cropping3D", "Cropping3D([0, 1, 1, 0, 0, 2], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("ZeroPadding3D", "ZeroPadding3D", ["L.Call(u)"]),
        new("ZeroPadding3D", "ZeroPadding3D([1, 0, 0, 2, 0, 1], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("UpSampling3D", "UpSampling3D", ["L.Call(u)"]),
        new("UpSampling3D", "UpSampling3D([1, 2, 3], DataFormat = DataFormat.ChannelsFirst)", ["L.Call(c)"]),
        new("SpatialDropout3D", "SpatialDropout3D(0.5)", ["L.Call(u, training: false)"]),
    ])
    {
        Shortest = 3,
        Largest = 49,
    };
}
