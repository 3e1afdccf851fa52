using System.Text.Json.Nodes;
using static Keras.Import.Tests.Configurations;

namespace Keras.Import.Tests;

public class ImportErrorTests
{
    [Fact]
    public void An_unknown_layer_class_is_named_with_its_layer() => AssertError(
        Model("m", History(("x", 0, 0)), History(("odd", 0, 0)), Input("x", 4), Layer("FancyLayer", "odd", [], Node(("x", 0, 0)))),
        "'odd'", "FancyLayer");

    [Fact]
    public void An_unknown_argument_is_named_with_layer_and_value() =>
        AssertError(OneDense(new() { ["lora_rank"] = 4 }), "'dense'", "Dense", "'lora_rank'", "4");

    [Fact]
    public void A_value_of_the_wrong_kind_is_named() =>
        AssertError(OneDense(new() { ["use_bias"] = "maybe" }), "'dense'", "'use_bias'", "\"maybe\"");

    [Fact]
    public void An_unknown_activation_is_named() => AssertError(OneDense(new() { ["activation"] = "wobble" }), "'activation'", "\"wobble\"");

    [Fact]
    public void An_unknown_argument_of_an_initializer_is_named() => AssertError(
        OneDense(new() { ["kernel_initializer"] = Object("RandomNormal", new() { ["skew"] = 2 }) }), "'dense'", "'skew'", "2");

    [Fact]
    public void Another_element_type_than_float32_is_refused() => AssertError(
        OneDense(new() { ["dtype"] = Object("DTypePolicy", new() { ["name"] = "mixed_float16" }) }), "'dense'", "float32", "mixed_float16");

    [Fact]
    public void A_missing_required_argument_is_an_error() => AssertError(
        Model("m", History(("x", 0, 0)), History(("dense", 0, 0)), Input("x", 4), Layer("Dense", "dense", [], Node(("x", 0, 0)))),
        "'dense'", "constructor");

    [Fact]
    public void A_call_that_takes_a_tensor_nothing_makes_is_an_error() => AssertError(
        Model("m", History(("x", 0, 0)), History(("dense", 0, 0)), Input("x", 4), Dense("dense", 3, Node(("lost", 0, 0)))),
        "disconnected", "'dense'", "lost[0][0]");

    [Fact]
    public void An_output_that_nothing_makes_is_an_error() => AssertError(
        Model("m", History(("x", 0, 0)), History(("dense", 1, 0)), Input("x", 4), Dense("dense", 3, Node(("x", 0, 0)))),
        "output 'dense'", "dense[1][0]");

    [Fact]
    public void An_unknown_operation_is_an_error()
    {
        var operation = Layer("Fancy", "fancy_op", [], Node(("x", 0, 0)));
        operation["module"] = "keras.src.ops.numpy";
        AssertError(Model("m", History(("x", 0, 0)), History(("fancy_op", 0, 0)), Input("x", 4), operation), "'fancy_op'", "Fancy");
    }

    [Fact]
    public void A_model_class_with_Python_code_is_refused() =>
        AssertError(new() { ["class_name"] = "MyModel", ["config"] = new JsonObject() }, "MyModel", "Functional");

    [Fact]
    public void Text_that_is_no_json_is_refused() =>
        Assert.Contains("not valid JSON", Assert.Throws<ImportException>(() => ModelConfigurationReader.Read("{")).Message);

    private static void AssertError(JsonObject model, params string[] words)
    {
        var exception = Assert.Throws<ImportException>(() => Write(model));
        Assert.All(words, word => Assert.Contains(word, exception.Message));
    }
}
