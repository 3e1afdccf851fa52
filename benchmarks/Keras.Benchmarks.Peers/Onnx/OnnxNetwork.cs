using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Onnx;

/// <summary>Writes a model as an ONNX graph; values are names.</summary>
internal sealed class OnnxNetwork(OnnxGraph graph, WeightValues weights) : INetwork<string>
{
    /// <summary>Names of inputs and outputs must differ.</summary>
    public static string OutputName(OutputFacts output) => "out_" + output.Name;

    public static ProtoMessage Write(ModelFacts model, WeightValues weights)
    {
        var graph = new OnnxGraph(model.Name);
        string[] inputs = [.. model.Inputs.Select(input => graph.Input(input.Name, Layouts.ChannelsFirst(input.Shape), input.Words > 0))];
        var outputs = model.Call(new OnnxNetwork(graph, weights), inputs);
        foreach (var (value, facts) in outputs.Zip(model.Outputs))
        {
            var name = OutputName(facts);
            switch (facts.Kind)
            {
                case OutputKind.Classes: graph.Node("Softmax", [value], name, 0, ("axis", [1])); break;
                case OutputKind.Flag: graph.Node("Sigmoid", [value], name, 0); break;
                // Optimisation removes it.
                default: graph.Node("Identity", [value], name, 0); break;
            }
            graph.Output(name, Layouts.ChannelsFirst(facts.Shape));
        }
        return graph.ToModel();
    }

    public string Dense(string x, DenseFacts layer, bool relu = false)
    {
        var kernel = graph.Constant(layer.Name + "/kernel", [layer.Inputs, layer.Units], () => weights.ChannelsFirstKernel(layer, layer.Images));
        return Relu(graph.Node("Gemm", [x, kernel, Bias(layer, layer.Units)]), relu);
    }

    public string Convolution(string x, ConvolutionFacts layer, bool same = false, bool relu = false)
    {
        var kernel = graph.Constant(
            layer.Name + "/kernel", [layer.Filters, layer.Channels, layer.Size, layer.Size], () => weights.FiltersFirst(layer));
        var y = graph.Node("Conv", [x, kernel, Bias(layer, layer.Filters)],
            ("kernel_shape", [layer.Size, layer.Size]), ("pads", Pads(same ? layer.Size / 2 : 0)), ("strides", [1, 1]));
        return Relu(y, relu);
    }

    public string MaxPooling(string x, int size, int stride) => graph.Node("MaxPool", [x],
        ("kernel_shape", [size, size]), ("pads", Pads(stride == 1 ? size / 2 : 0)), ("strides", [stride, stride]));

    public string Lstm(string x, LstmFacts layer)
    {
        var (features, units) = (layer.Features, layer.Units);
        var kernel = graph.Constant(
            layer.Name + "/kernel", [1, 4 * units, features], () => GateRows(weights.ChannelsFirstKernel(layer, layer.Images), features, units));
        var recurrent = graph.Constant(layer.Name + "/recurrent", [1, 4 * units, units], () => GateRows(weights.Of(layer)[1], units, units));
        // The second half is the bias of the recurrent product.
        var bias = graph.Constant(layer.Name + "/bias", [1, 8 * units], () => [.. GateRows(weights.Of(layer)[2], 1, units), .. new float[4 * units]]);
        var steps = graph.Node("Transpose", [x], ("perm", [1, 0, 2]));
        var last = graph.Node("LSTM", [steps, kernel, recurrent, bias], $"{layer.Name}_{x}", skipped: 1, ("hidden_size", [units]));
        return graph.Node("Squeeze", [last, graph.Constant(0)]);
    }

    public string Embedding(string words, EmbeddingFacts layer) => graph.Node(
        "Gather", [graph.Constant(layer.Name + "/embeddings", [layer.Words, layer.Size], () => weights.Of(layer)[0]), words], ("axis", [0]));

    public string Concatenate(params string[] values) => graph.Node("Concat", values, ("axis", [1]));

    public string Flatten(string x) => graph.Node("Flatten", [x], ("axis", [1]));

    public string Add(string x, string y) => graph.Node("Add", [x, y]);

    public string SplitFrames(string x, params int[] frameShape) => Reshape(x, [-1, .. frameShape.Select(length => (long)length)]);

    public string JoinFrames(string x, int frames, int features) => Reshape(x, [-1, frames, features]);

    private static long[] Pads(long each) => [each, each, each, each];

    private string Reshape(string x, long[] shape) => graph.Node("Reshape", [x, graph.Constant(shape)]);

    private string Relu(string x, bool relu) => relu ? graph.Node("Relu", [x]) : x;

    private string Bias(LayerFacts layer, int units) => graph.Constant(layer.Name + "/bias", [units], () => weights.Of(layer)[1]);

    /// <summary>A kernel of Keras's LSTM (rows, gates i, f, c, o) as (gates i, o, f, c, rows).</summary>
    private static float[] GateRows(float[] kernel, int rows, int units)
    {
        var transposed = Layouts.Transpose(kernel, 1, rows, 4 * units);
        var gate = rows * units;
        float[] result = new float[transposed.Length];
        foreach (var (from, to) in new[] { (0, 0), (3, 1), (1, 2), (2, 3) }) transposed.AsSpan(from * gate, gate).CopyTo(result.AsSpan(to * gate));
        return result;
    }
}
