using System.Numerics.Tensors;
using Keras;
using Samples.Nodes;

var assertions = new Assertions();

using var messages = new SharedLstm(seed: 42);
assertions.Holds("lstm.GetOutputAt(0) is the model's first output", messages.Lstm.GetOutputAt(0) == messages.GetOutputsAt(0)[0]);
assertions.Holds("lstm.GetOutputAt(1) is the model's second output", messages.Lstm.GetOutputAt(1) == messages.GetOutputsAt(0)[1]);
assertions.Holds("lstm.GetInputAt(0) and (1) are the model's inputs", messages.Lstm.GetInputAt(0) == messages.GetInputsAt(0)[0] && messages.Lstm.GetInputAt(1) == messages.GetInputsAt(0)[1]);
assertions.Holds("lstm.OutputShape is (None, 32), in both calls", messages.Lstm.OutputShape == new TensorShape(Axis.None, 32));
assertions.Holds("the layer is listed once", messages.Layers.Count(layer => layer == messages.Lstm) == 1);
var message = Noise(2, 280, 256);
var (encodedA, encodedB) = messages.Predict(new(message, message));
assertions.Holds("both calls share their weights: one message, one code", encodedA.Values().SequenceEqual(encodedB.Values()));

using var pictures = new SharedConvolution(seed: 42);
assertions.Holds("conv.GetInputShapeAt(0) is (None, 32, 32, 3)", pictures.Conv.GetInputShapeAt(0) == new TensorShape(Axis.None, 32, 32, 3));
assertions.Holds("conv.GetInputShapeAt(1) is (None, 64, 64, 3)", pictures.Conv.GetInputShapeAt(1) == new TensorShape(Axis.None, 64, 64, 3));
var (small, large) = pictures.Predict(new(Noise(1, 32, 32, 3), Noise(1, 64, 64, 3)));
assertions.Holds("pictures keep their sizes", small.Lengths[1] == 32 && large.Lengths[1] == 64 && small.Lengths[3] == 16 && large.Lengths[3] == 16);

// The compiler reports all of these while they are typed; here they are meant.
#pragma warning disable KER201, KER202, KER204
assertions.Refused<InvalidOperationException>("lstm.Output", "multiple inbound nodes, hence the notion of \"layer output\" is ill-defined", () => messages.Lstm.Output);
assertions.Refused<InvalidOperationException>("lstm.Input", "multiple inbound nodes, hence the notion of \"layer input\" is ill-defined", () => messages.Lstm.Input);
assertions.Refused<ArgumentException>("lstm.GetOutputAt(2)", "Asked to get output at node 2, but the layer has only 2 inbound nodes.", () => messages.Lstm.GetOutputAt(2));
assertions.Refused<InvalidOperationException>("conv.InputShape", "multiple inbound nodes, with different input shapes", () => pictures.Conv.InputShape);
assertions.Refused<InvalidOperationException>("conv.OutputShape", "multiple inbound nodes, with different output shapes", () => pictures.Conv.OutputShape);
#pragma warning restore KER201, KER202, KER204

return assertions.Report();

static Tensor<float> Noise(params nint[] lengths)
{
    var random = new Random(1);
    var values = new float[lengths.Aggregate((nint)1, (size, length) => size * length)];
    for (var i = 0; i < values.Length; i++) values[i] = random.NextSingle();
    return Tensor.Create(values, lengths);
}
