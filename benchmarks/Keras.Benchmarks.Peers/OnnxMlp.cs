using System.Runtime.InteropServices;
using Google.Protobuf;

namespace Keras.Benchmarks.Peers;

/// <summary>Writes the mlp as an ONNX model (opset 14): Gemm, Relu, Gemm, Relu, Gemm, Softmax. Field numbers are those of onnx.proto.</summary>
internal static class OnnxMlp
{
    private const int Float = 1;

    public static byte[] Write(MlpWeights weights)
    {
        var graph = Message(stream =>
        {
            var value = "x";
            for (var layer = 0; layer < MlpWeights.Layers.Length; layer++)
            {
                var isLast = layer == MlpWeights.Layers.Length - 1;
                Field(stream, 1, Node("Gemm", [value, $"w{layer}", $"b{layer}"], $"z{layer}"));
                value = isLast ? "y" : $"a{layer}";
                Field(stream, 1, Node(isLast ? "Softmax" : "Relu", [$"z{layer}"], value));
            }
            Text(stream, 2, "mlp");
            for (var layer = 0; layer < MlpWeights.Layers.Length; layer++)
            {
                var (inputs, units) = MlpWeights.Layers[layer];
                Field(stream, 5, Tensor($"w{layer}", [inputs, units], weights.Kernels[layer]));
                Field(stream, 5, Tensor($"b{layer}", [units], weights.Biases[layer]));
            }
            Field(stream, 11, ValueInfo("x", MlpData.Features));
            Field(stream, 12, ValueInfo("y", MlpData.Classes));
        });
        return Message(stream =>
        {
            Number(stream, 1, 7);
            Field(stream, 7, graph);
            Field(stream, 8, Message(opset => Number(opset, 2, 14)));
        }).ToByteArray();
    }

    private static ByteString Node(string operation, string[] inputs, string output) => Message(stream =>
    {
        foreach (var input in inputs) Text(stream, 1, input);
        Text(stream, 2, output);
        Text(stream, 4, operation);
    });

    private static ByteString Tensor(string name, long[] shape, float[] values) => Message(stream =>
    {
        foreach (var length in shape) Number(stream, 1, length);
        Number(stream, 2, Float);
        Text(stream, 8, name);
        Field(stream, 9, ByteString.CopyFrom(MemoryMarshal.AsBytes(values.AsSpan())));
    });

    /// <summary>A tensor (N, length), N open.</summary>
    private static ByteString ValueInfo(string name, long length) => Message(stream =>
    {
        Text(stream, 1, name);
        var shape = Message(s =>
        {
            Field(s, 1, Message(d => Text(d, 2, "N")));
            Field(s, 1, Message(d => Number(d, 1, length)));
        });
        var tensor = Message(t =>
        {
            Number(t, 1, Float);
            Field(t, 2, shape);
        });
        Field(stream, 2, Message(t => Field(t, 1, tensor)));
    });

    private static ByteString Message(Action<CodedOutputStream> write)
    {
        using var memory = new MemoryStream();
        using (var stream = new CodedOutputStream(memory, leaveOpen: true)) write(stream);
        return ByteString.CopyFrom(memory.ToArray());
    }

    private static void Field(CodedOutputStream stream, int field, ByteString value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteBytes(value);
    }

    private static void Text(CodedOutputStream stream, int field, string value)
    {
        stream.WriteTag(field, WireFormat.WireType.LengthDelimited);
        stream.WriteString(value);
    }

    private static void Number(CodedOutputStream stream, int field, long value)
    {
        stream.WriteTag(field, WireFormat.WireType.Varint);
        stream.WriteInt64(value);
    }
}
