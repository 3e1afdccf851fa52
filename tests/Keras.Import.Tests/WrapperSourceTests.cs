using System.Text.Json.Nodes;
using static Keras.Import.Tests.Configurations;

namespace Keras.Import.Tests;

/// <summary>Wrappers: what they wrap becomes a type argument, its arguments the field's attribute.</summary>
public class WrapperSourceTests
{
    [Fact]
    public void What_is_wrapped_is_a_type_argument_and_configured_by_the_fields_attribute() => AssertField(
        "    [Dense(3, UseBias = false)]\n    private readonly TimeDistributed<Dense> _wrapper;\n",
        "TimeDistributed", new() { ["layer"] = Wrapped("Dense", new() { ["units"] = 3, ["use_bias"] = false }) });

    [Fact]
    public void Wrappers_nest() => AssertField(
        "    [Dense(3)]\n    private readonly TimeDistributed<TimeDistributed<Dense>> _wrapper;\n",
        "TimeDistributed", new()
        {
            ["layer"] = Wrapped("TimeDistributed", new() { ["layer"] = Wrapped("Dense", new() { ["units"] = 3 }) }),
        });

    [Fact]
    public void A_wrapped_model_is_a_class_of_its_own()
    {
        var frame = Model("tower", History(("pixels", 0, 0)), History(("dense", 0, 0)), Input("pixels", 4), Dense("dense", 2, Node(("pixels", 0, 0))));
        var source = Source("TimeDistributed", new() { ["layer"] = frame });
        Assert.Contains("    private readonly TimeDistributed<Tower> _wrapper;\n", source, StringComparison.Ordinal);
        Assert.Contains("public sealed partial class Tower : Model", source, StringComparison.Ordinal);
        Assert.Contains("var wrapper = _wrapper.Call(x);", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapper_is_frozen_with_what_it_wraps() => AssertField(
        "    [Dense(3), Layer(Trainable = false)]\n    private readonly TimeDistributed<Dense> _wrapper;\n",
        "TimeDistributed", new() { ["layer"] = Wrapped("Dense", new() { ["units"] = 3, ["trainable"] = false }) });

    [Fact]
    public void The_copy_that_runs_the_other_way_is_declared_by_the_same_attribute() => AssertField(
        "    [SimpleRNN(3, ReturnSequences = true), Bidirectional(MergeMode = MergeMode.Sum)]\n    private readonly Bidirectional<SimpleRNN> _wrapper;\n",
        "Bidirectional", Directions("sum", backwardUnits: 3));

    [Fact]
    public void None_is_a_member_where_the_enumeration_has_it() => Assert.Contains(
        "Bidirectional(MergeMode = MergeMode.None)", Source("Bidirectional", Directions(null, backwardUnits: 3)), StringComparison.Ordinal);

    [Fact]
    public void Directions_of_different_configuration_are_refused()
    {
        var error = Assert.Throws<ImportException>(() => Source("Bidirectional", Directions("sum", backwardUnits: 4)));
        Assert.Contains("'wrapper'", error.Message, StringComparison.Ordinal);
        Assert.Contains("'backward_layer'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Results_that_are_not_joined_are_a_tuple()
    {
        var source = Source(Directions(null, backwardUnits: 3), Node(("wrapper", 0, 0), ("wrapper", 0, 1)));
        Assert.Contains("var wrapper = _wrapper.CallBoth(x);", source, StringComparison.Ordinal);
        Assert.Contains("_last.Call([wrapper.Forward, wrapper.Backward])", source, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("concat")]
    [InlineData(null)]
    public void States_of_both_directions_are_items_of_a_list(string? mergeMode)
    {
        var directions = Directions(mergeMode, backwardUnits: 3);
        foreach (var layer in new[] { "layer", "backward_layer" }) directions[layer]!["config"]!["return_state"] = true;
        var source = Source(directions, Node(("wrapper", 0, 1), ("wrapper", 0, 2)));
        Assert.Contains("var wrapper = _wrapper.CallWithState(x);", source, StringComparison.Ordinal);
        Assert.Contains("_last.Call([wrapper[1], wrapper[2]])", source, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrapper_without_states_is_told_from_what_it_wraps()
    {
        var inner = Wrapped("LSTM", new() { ["units"] = 3, ["return_state"] = true });
        var error = Assert.Throws<ImportException>(() => Source("TimeDistributed", new() { ["layer"] = inner }));
        Assert.Contains("TimeDistributed has no CallWithState", error.Message, StringComparison.Ordinal);
    }

    /// <summary>A model of a Bidirectional and a Concatenate of some of its results.</summary>
    private static string Source(JsonObject directions, JsonObject results) => ModelSourceWriter.Write(ModelConfigurationReader.Read(Model(
        "m", History(("x", 0, 0)), History(("last", 0, 0)), Input("x", 6, 4), Layer("Bidirectional", "wrapper", directions, Node(("x", 0, 0))),
        Layer("Concatenate", "last", [], new JsonObject { ["args"] = new JsonArray(results["args"]!.DeepClone()), ["kwargs"] = new JsonObject() })).ToJsonString()));

    private static JsonObject Directions(string? mergeMode, int backwardUnits) => new()
    {
        ["merge_mode"] = mergeMode,
        ["layer"] = Wrapped("SimpleRNN", new() { ["units"] = 3, ["return_sequences"] = true, ["go_backwards"] = false }),
        ["backward_layer"] = Wrapped("SimpleRNN", new() { ["units"] = backwardUnits, ["return_sequences"] = true, ["go_backwards"] = true }),
    };

    private static JsonObject Wrapped(string className, JsonObject arguments)
    {
        arguments["name"] = "inner";
        return new() { ["module"] = "keras.layers", ["class_name"] = className, ["config"] = arguments };
    }

    private static void AssertField(string expected, string className, JsonObject arguments) =>
        Assert.Contains(expected, Source(className, arguments), StringComparison.Ordinal);

    private static string Source(string className, JsonObject arguments) => ModelSourceWriter.Write(ModelConfigurationReader.Read(Model(
        "m", History(("x", 0, 0)), History(("wrapper", 0, 0)), Input("x", 5, 6, 4), Layer(className, "wrapper", arguments, Node(("x", 0, 0)))).ToJsonString()));
}
