using Keras.Compiler.Fusion;
using Keras.Compiler.Graph;
using Keras.Compiler.Lowering;
using Keras.Compiler.Tests.Emission;
using Keras.Compiler.Tests.Lowering;
using Keras.Compiler.Tests.Reference;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>Layers in emitted code against the reference evaluator in double, outputs and gradients: where a register is not filled or
/// just filled, for lengths that are known when the model runs only, and with every pass off. All layers of a table are one model.</summary>
public sealed class LayerAgreementTests
{
    private static readonly Dim T = Dim.Symbol("time");

    /// <summary>Layers with the shape of their input, for a number of channels.</summary>
    private static readonly Dictionary<string, (LayerDeclarationAttribute Layer, Func<int, Dim[]> Input)[]> Tables = new()
    {
        ["order and padding"] =
        [
            (new PermuteAttribute([3, 1, 2]), c => [4, T, c]),
            (new RepeatVectorAttribute(3), c => [c]),
            (new ZeroPadding1DAttribute([1, 2]), c => [T, c]),
            (new ZeroPadding2DAttribute([1, 0, 2, 1]), c => [3, T, c]),
            (new ZeroPadding2DAttribute([1, 2]) { DataFormat = DataFormat.ChannelsFirst }, c => [c, T, 3]),
            (new ZeroPadding3DAttribute(1), c => [2, 3, 2, c]),
        ],
        ["cropping"] =
        [
            (new Cropping1DAttribute([1, 1]), c => [T, c]),
            (new Cropping2DAttribute([1, 0, 0, 1]), c => [4, T, c]),
            (new Cropping2DAttribute([1, 0]) { DataFormat = DataFormat.ChannelsFirst }, c => [c, 4, T]),
            (new Cropping3DAttribute([0, 1, 1, 0, 1, 1]), c => [2, 3, T, c]),
        ],
        ["upsampling"] =
        [
            (new UpSampling1DAttribute(3), c => [T, c]),
            (new UpSampling2DAttribute([2, 3]), c => [2, T, c]),
            (new UpSampling2DAttribute(2) { DataFormat = DataFormat.ChannelsFirst }, c => [c, 3, T]),
            (new UpSampling2DAttribute([3, 2]) { Interpolation = Interpolation.Bilinear }, c => [3, T, c]),
            (new UpSampling2DAttribute(2) { Interpolation = Interpolation.Bicubic }, c => [5, T, c]),
            (new UpSampling2DAttribute([3, 1]) { Interpolation = Interpolation.Lanczos3 }, c => [8, 2, c]),
            (new UpSampling2DAttribute([1, 2]) { Interpolation = Interpolation.Lanczos5, DataFormat = DataFormat.ChannelsFirst }, c => [c, 2, T]),
            (new UpSampling3DAttribute([1, 2, 3]), c => [2, 2, T, c]),
        ],
        ["maxima of windows"] =
        [
            (new MaxPooling1DAttribute(2), c => [T, c]),
            (new MaxPooling1DAttribute(3, 1) { Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst }, c => [c, T]),
            (new MaxPooling2DAttribute(2), c => [4, T, c]),
            (new MaxPooling2DAttribute([3, 2], [1, 2]) { Padding = Padding.Same }, c => [4, T, c]),
            (new MaxPooling2DAttribute(2) { Strides = [1], DataFormat = DataFormat.ChannelsFirst }, c => [c, T, 3]),
            (new MaxPooling3DAttribute([1, 2, 2]) { Padding = Padding.Same }, c => [2, 3, T, c]),
        ],
        ["means of windows"] =
        [
            (new AveragePooling1DAttribute(3, 2), c => [T, c]),
            (new AveragePooling1DAttribute(2) { Padding = Padding.Same, DataFormat = DataFormat.ChannelsFirst }, c => [c, T]),
            (new AveragePooling2DAttribute(2), c => [T, 4, c]),
            (new AveragePooling2DAttribute([2, 3], [2, 1]) { Padding = Padding.Same }, c => [T, 5, c]),
            (new AveragePooling3DAttribute(2) { Strides = [1, 2, 1], DataFormat = DataFormat.ChannelsFirst }, c => [c, 2, T, 3]),
        ],
        ["global pooling"] =
        [
            (new GlobalMaxPooling1DAttribute(), c => [T, c]),
            (new GlobalAveragePooling1DAttribute { DataFormat = DataFormat.ChannelsFirst }, c => [c, T]),
            (new GlobalAveragePooling2DAttribute { KeepDims = true }, c => [3, T, c]),
            (new GlobalMaxPooling2DAttribute { DataFormat = DataFormat.ChannelsFirst, KeepDims = true }, c => [c, 2, T]),
            (new GlobalAveragePooling3DAttribute(), c => [2, T, 2, c]),
            (new GlobalMaxPooling3DAttribute { DataFormat = DataFormat.ChannelsFirst }, c => [c, 2, 2, T]),
        ],
    };

    public static TheoryData<string, int, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int, int>();
        foreach (var table in Tables.Keys)
            foreach (var (channels, batch, time) in new[] { (1, 3, 4), (15, 1, 3), (16, 1, 5), (17, 2, 3), (33, 1, 6), (2, 32, 3), (1, 33, 3) })
                data.Add(table, channels, batch, time);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Emitted_code_computes_what_the_reference_does(string table, int channels, int batch, int time)
    {
        var sketch = new GraphSketch();
        Check(sketch, [.. Tables[table].Select((row, i) => sketch.Call(sketch.Layer("layer" + i, row.Layer), sketch.Input("x" + i, row.Input(channels))))],
            batch, time);
    }

    public static TheoryData<string, string> Passes()
    {
        var data = new TheoryData<string, string>();
        foreach (var table in Tables.Keys)
            foreach (var pass in FusionPipeline.Passes.Select(pass => pass.Name).Append("all")) data.Add(table, pass);
        return data;
    }

    /// <summary>Between element-wise layers, so that passes find what they look for.</summary>
    [Theory]
    [MemberData(nameof(Passes))]
    public void No_pass_changes_what_is_computed(string table, string pass)
    {
        var sketch = new GraphSketch();
        var (before, after) = (sketch.Layer("before", new ActivationAttribute(Activation.Tanh)), sketch.Layer("after", new ActivationAttribute(Activation.Sigmoid)));
        GraphTensor[] outputs = [.. Tables[table].Select((row, i) => sketch.Call(
            after, sketch.Call(sketch.Layer("layer" + i, row.Layer), sketch.Call(before, sketch.Input("x" + i, row.Input(5))))))];
        Check(sketch, outputs, 3, 4, CompilerOptions.Default.Without(pass == "all" ? [.. FusionPipeline.Passes.Select(p => p.Name)] : [pass]));
    }

    public static TheoryData<LayerDeclarationAttribute, string> TooLarge => new()
    {
        { new Cropping1DAttribute([1, 2]), "must be at least 1, but is 0" },
        { new MaxPooling1DAttribute(4), "must be at least 4, but is 3" },
        { new AveragePooling1DAttribute(5, 2), "must be at least 5, but is 3" },
    };

    [Theory]
    [MemberData(nameof(TooLarge))]
    public void A_sequence_that_is_too_short_is_refused_before_any_work(LayerDeclarationAttribute layer, string message)
    {
        var sketch = new GraphSketch();
        var output = sketch.Call(sketch.Layer("layer", layer), sketch.Input("x", T, 2));
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Check(sketch, [output], batch: 2, time: 3)).Message);
    }

    [Fact]
    public void Products_of_tensors()
    {
        foreach (var batch in new[] { 1, 3, 33 })
        {
            var sketch = new GraphSketch();
            GraphTensor Dot(string name, int[] axes, bool normalize, Dim[] left, Dim[] right) => sketch.Call(
                sketch.Layer(name, new DotAttribute(axes, normalize)), sketch.Input(name + "_left", left), sketch.Input(name + "_right", right));
            Check(sketch,
            [
                Dot("a", [1], false, [5], [5]), Dot("b", [-1], true, [17], [17]), Dot("c", [2, 1], false, [3, 16], [16, 5]),
                Dot("d", [1, 2], true, [4, 3], [33, 4]), Dot("e", [2], true, [3, 4, 2], [5, 4]), Dot("f", [1, 2], false, [T, 3], [2, Dim.Symbol("other")]),
            ], batch, 6);
        }
    }

    private static void Check(GraphSketch sketch, GraphTensor[] outputs, int batch, int time, CompilerOptions? options = null)
    {
        var environment = new ReferenceEnvironment(new Dictionary<string, int> { ["batch"] = batch, ["time"] = time, ["other"] = time });
        Agreement.Check(Lowerer.Lower(sketch.Build(outputs), training: true), environment, options);
    }
}
