using Keras.Compiler.Emission.Surface;

namespace Keras.Compiler.Tests.Emission.Surface;

/// <summary>Surfaces as the compiler would hand them to the emitter.</summary>
internal static class SampleSurfaces
{
    private const string Glorot = "new global::Keras.GlorotUniform()";
    private const string Zeros = "new global::Keras.Zeros()";

    /// <summary>Two inputs, two outputs; the runtime's tests train the class that is emitted for it.</summary>
    public static SurfaceModel TwoHeads { get; } = new(
        Namespace: "Keras.Runtime.Tests.Training.Models",
        ContainingTypes: [],
        Name: "TwoHeads",
        KerasName: "two_heads",
        Inputs: [new("features", "features", DType.Float32, "(None, 4)"), new("extra", "extra", DType.Float32, "(None, 2)")],
        Outputs: [new("Scores", "scores", DType.Float32, "(None, 3)"), new("Value", "value", DType.Float32, "(None, 1)")],
        Fields:
        [
            Dense("_hidden", "Hidden", "hidden", 4, 8, Tensor("features", 4), regularizer: "new global::Keras.L2(0.001f)"),
            Dense("_scores", "Scores", "scores", 10, 3, Tensor("concatenate", 10)),
            Dense("_value", "Value", "value", 8, 1, Tensor("hidden", 8)),
        ],
        LayerOrder: ["hidden", "scores", "value"],
        Summary:
        [
            new("features", "InputLayer", "(None, 4)", []),
            new("hidden", "Dense", "(None, 8)", ["features[0][0]"]),
            new("extra", "InputLayer", "(None, 2)", []),
            new("concatenate", "Concatenate", "(None, 10)", ["hidden[0][0]", "extra[0][0]"]),
            new("scores", "Dense", "(None, 3)", ["concatenate[0][0]"]),
            new("value", "Dense", "(None, 1)", ["hidden[0][0]"]),
        ],
        Node: new([Tensor("features", 4), Tensor("extra", 2)], [Tensor("scores", 3), Tensor("value", 1)]),
        IsLinear: false,
        ProgramWeights: ["hidden/kernel", "hidden/bias", "scores/kernel", "scores/bias", "value/kernel", "value/bias"]);

    /// <summary>One input, one output, a body-less <c>Call</c>, a repeated layer, a nested model, a partial property; in a nested class.</summary>
    public static SurfaceModel Chain { get; } = new(
        Namespace: "",
        ContainingTypes: ["public static partial class Outer"],
        Name: "Chain",
        KerasName: "chain",
        Inputs: [new("image", "image", DType.UInt8, "(None, 4)")],
        Outputs: [new("Output", "output", DType.Float32, "(None, 4)")],
        Fields:
        [
            Dense("Head", "Head", "head", 4, 4, Tensor("image", 4)) with { IsProperty = true, Accessibility = "public" },
            Dense("_blocks", "Blocks", "blocks_0", 4, 4, Tensor("head", 4)) is var blocks
                ? blocks with { IsArray = true, Layers = [blocks.Layers[0], blocks.Layers[0] with { KerasName = "blocks_1", Trainable = false }] } : null!,
            new("_vision", "Vision", "global::Outer.Vision", IsNestedModel: true, IsProperty: false, "", IsArray: false,
                [new("vision", "Vision", "", [], [new([Tensor("blocks_1", 4)], [Tensor("vision", 4)])], true)]),
            Dense("_padding", SurfaceNames.Property("_activation", "Chain"), "padding", 4, 4, Tensor("vision", 4)),
        ],
        LayerOrder: ["head", "blocks_0", "blocks_1", "vision", "padding"],
        Summary: [new("image", "InputLayer", "(None, 4)", [])],
        Node: new([Tensor("image", 4)], [Tensor("padding", 4)]),
        IsLinear: true,
        ProgramWeights: [],
        ImplementsCall: true,
        Description: "model \"Chain\"",
        DescriptionVersion: 1);

    /// <summary>What a faulty model gets: the same members over a constructor that throws.</summary>
    public static SurfaceModel Faulty { get; } = Chain with
    {
        Fields = [.. Chain.Fields.Select(field => field with { Layers = [] })],
        LayerOrder = [], Summary = [], Description = null,
        Fault = "The model Chain has faults; see the messages of its build.",
    };

    private static SurfaceField Dense(
        string field, string property, string name, int inputs, int units, SurfaceGraphTensor input, string? regularizer = null) =>
        new(field, property, "global::Keras.Layers.Dense", IsNestedModel: false, IsProperty: false, "", IsArray: false,
        [
            new(name, "Dense", $"units={units}",
                [new("kernel", [inputs, units], WeightLayout.Panels, Glorot, Regularizer: regularizer), new("bias", [units], WeightLayout.RowMajor, Zeros)],
                [new([input], [Tensor(name, units)])], true),
        ]);

    private static SurfaceGraphTensor Tensor(string name, int length) => new(name, DType.Float32, [Axis.None, length], 0, 0);
}
