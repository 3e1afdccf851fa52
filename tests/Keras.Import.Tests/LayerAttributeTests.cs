using System.Text.Json.Nodes;
using static Keras.Import.Tests.Configurations;

namespace Keras.Import.Tests;

public class LayerAttributeTests
{
    [Fact]
    public void Only_arguments_that_differ_from_the_defaults_are_written() => AssertAttributes("Dense(3)", new()
    {
        ["activation"] = "linear",
        ["use_bias"] = true,
        ["kernel_initializer"] = Object("GlorotUniform", new() { ["seed"] = null, ["input_axes"] = null }),
        ["bias_initializer"] = "zeros",
        ["kernel_regularizer"] = null,
        ["dtype"] = Object("DTypePolicy", new() { ["name"] = "float32" }),
        ["trainable"] = true,
        ["quantization_config"] = null,
    });

    [Theory]
    [InlineData("leaky_relu", "LeakyRelu")]
    [InlineData("swish", "Silu")]
    [InlineData("log_softmax", "LogSoftmax")]
    [InlineData("relu6", "Relu6")]
    public void Activations_are_found_by_Keras_names(string kerasName, string member) =>
        AssertAttributes($"Dense(3, Activation = Activation.{member})", new() { ["activation"] = kerasName });

    [Fact]
    public void Values_with_default_arguments_are_members_of_enumerations() => AssertAttributes(
        "Dense(3, KernelInitializer = Initializer.HeNormal, KernelRegularizer = Regularizer.L2, BiasConstraint = Constraint.NonNegative)",
        new()
        {
            ["kernel_initializer"] = Object("HeNormal", new() { ["seed"] = null }),
            ["kernel_regularizer"] = Object("L2", new() { ["l2"] = 0.01 }),
            ["bias_constraint"] = Object("NonNeg", []),
        });

    [Fact]
    public void Values_with_arguments_of_their_own_are_second_attributes() => AssertAttributes(
        "Dense(3), KernelInitializer(Initializer.RandomNormal, Stddev = 0.1f, Seed = 7), BiasRegularizer(Regularizer.L1, L1 = 0.1f), "
        + "ActivityRegularizer(L1 = 0.5f, L2 = 0.25f), KernelConstraint(Constraint.MaxNorm, MaxValue = 3f, Axis = [0, 1])",
        new()
        {
            ["kernel_initializer"] = Object("RandomNormal", new() { ["mean"] = 0.0, ["stddev"] = 0.1, ["seed"] = 7 }),
            ["bias_regularizer"] = Object("L1", new() { ["l1"] = 0.10000000149011612 }),
            ["activity_regularizer"] = Object("L1L2", new() { ["l1"] = 0.5, ["l2"] = 0.25 }),
            ["kernel_constraint"] = Object("MaxNorm", new() { ["max_value"] = 3, ["axis"] = new JsonArray(0, 1) }),
        });

    [Fact]
    public void A_stateful_layer_has_an_input_of_a_fixed_batch()
    {
        var source = Write(Model(
            "m", History(("x", 0, 0)), History(("lstm", 0, 0)), Input("x", "float32", [4, 10, 8]),
            Layer("LSTM", "lstm", new() { ["units"] = 3, ["stateful"] = true }, Node(("x", 0, 0)))));
        Assert.Contains("[LSTM(3, Stateful = true)]", source);
        Assert.Contains("[Input(10, 8, BatchSize = 4)]", source);
    }

    [Fact]
    public void Names_and_frozen_layers_are_said_where_the_field_does_not_say_them() =>
        Assert.Contains("[Dense(3), Layer(Name = \"dense_1\", Trainable = false)]\n    private readonly Dense _dense1;",
            Write(OneDense(new() { ["trainable"] = false }, "dense_1")));

    [Theory]
    [InlineData("conv2D/weird name!", "_conv2DWeirdName", "conv2D/weird name!")]
    [InlineData("2nd", "_n2nd", "2nd")]
    [InlineData("class", "_class", null)]
    public void Any_Keras_name_gives_a_valid_field(string kerasName, string field, string? written)
    {
        var source = Write(OneDense([], kerasName));
        Assert.Contains($"private readonly Dense {field};", source);
        Assert.Equal(written is not null, source.Contains("Layer(Name"));
        if (written is not null) Assert.Contains($"Layer(Name = \"{written}\")", source);
        Assert.Empty(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(source).GetDiagnostics());
    }

    [Fact]
    public void Names_that_meet_in_one_identifier_are_told_apart()
    {
        var source = Write(Model("m", History(("x", 0, 0)), History(("dense_1", 0, 0)), Input("x", 4),
            Dense("dense1", 3, Node(("x", 0, 0))), Dense("dense_1", 3, Node(("dense1", 0, 0)))));
        Assert.Contains("[Dense(3)]\n    private readonly Dense _dense1;", source);
        Assert.Contains("[Dense(3), Layer(Name = \"dense_1\")]\n    private readonly Dense _dense1_2;", source);
    }

    [Theory]
    [InlineData("Activation", "{\"activation\": \"relu\"}", "[Activation(Activation.Relu)]\n    private readonly ActivationLayer _layer;")]
    [InlineData("ReLU", "{\"max_value\": 6.0, \"negative_slope\": 0.0, \"threshold\": 0.0}", "[ReLU(6)]")]
    [InlineData("ReLU", "{\"max_value\": null, \"negative_slope\": 0.1, \"threshold\": 0.0}", "[ReLU(NegativeSlope = 0.1)]")]
    [InlineData("Reshape", "{\"target_shape\": [4, -1]}", "[Reshape(4, -1)]")]
    [InlineData("LayerNormalization", "{\"axis\": [1, 2], \"rms_scaling\": false}", "[LayerNormalization(Axis = [1, 2])]")]
    [InlineData("LayerNormalization", "{\"axis\": 1}", "[LayerNormalization(Axis = [1])]")]
    [InlineData("BatchNormalization", "{\"axis\": [3], \"momentum\": 0.9}", "[BatchNormalization(3, Momentum = 0.9)]")]
    [InlineData("Rescaling", "{\"scale\": 0.5, \"offset\": 1.0}", "[Rescaling(0.5, 1)]")]
    [InlineData("ZeroPadding1D", "{\"padding\": [1, 2]}", "[ZeroPadding1D([1, 2])]")]
    [InlineData("ZeroPadding2D", "{\"padding\": [[1, 1], [1, 1]]}", "[ZeroPadding2D]")]
    [InlineData("ZeroPadding2D", "{\"padding\": [[1, 0], [2, 1]], \"data_format\": \"channels_last\"}", "[ZeroPadding2D([1, 0, 2, 1])]")]
    [InlineData("Cropping3D", "{\"cropping\": [[2, 2], [2, 2], [2, 2]], \"data_format\": \"channels_first\"}",
        "[Cropping3D(2, DataFormat = DataFormat.ChannelsFirst)]")]
    [InlineData("UpSampling2D", "{\"size\": [2, 3], \"interpolation\": \"bilinear\"}", "[UpSampling2D([2, 3], Interpolation = Interpolation.Bilinear)]")]
    [InlineData("MaxPooling2D", "{\"pool_size\": [3, 2], \"strides\": [1, 1], \"padding\": \"same\"}",
        "[MaxPooling2D([3, 2], Strides = [1, 1], Padding = Padding.Same)]")]
    [InlineData("AveragePooling1D", "{\"pool_size\": [3], \"strides\": null}", "[AveragePooling1D(3)]")]
    [InlineData("GlobalAveragePooling2D", "{\"keepdims\": true}", "[GlobalAveragePooling2D(KeepDims = true)]")]
    [InlineData("Permute", "{\"dims\": [2, 1]}", "[Permute([2, 1])]")]
    [InlineData("Flatten", "{\"data_format\": \"channels_last\"}", "[Flatten]")]
    public void Arguments_go_to_constructors_and_properties(string className, string arguments, string expected) =>
        Assert.Contains(expected, Write(Model("m", History(("x", 0, 0)), History(("layer", 0, 0)), Input("x", 3, 4),
            Layer(className, "layer", (JsonObject)JsonNode.Parse(arguments)!, Node(("x", 0, 0))))));

    private static void AssertAttributes(string expected, JsonObject arguments) =>
        Assert.Contains($"    [{expected}]\n    private readonly Dense _dense;", Write(OneDense(arguments)));
}
