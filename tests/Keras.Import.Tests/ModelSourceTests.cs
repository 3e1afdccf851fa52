using System.Text.Json.Nodes;
using static Keras.Import.Tests.Configurations;

namespace Keras.Import.Tests;

public class ModelSourceTests
{
    [Fact]
    public void A_model_with_a_shared_layer_two_inputs_and_two_outputs_is_written_whole()
    {
        var model = Model("head_line",
            new JsonArray(History(("main_input", 0, 0)), History(("b", 0, 0))), new JsonArray(History(("main_output", 0, 0)), History(("dense_1", 1, 0))),
            Input("main_input", "float32", [null, 4]),
            Input("b", 4),
            Dense("dense_1", 3, Node(("main_input", 0, 0)), Node(("b", 0, 0))),
            Layer("Concatenate", "concatenate", new() { ["axis"] = 1 }, ListNode(("dense_1", 0, 0), ("dense_1", 1, 0))),
            Layer("Dense", "main_output", new() { ["units"] = 1, ["activation"] = "sigmoid" }, Node(("concatenate", 0, 0))));

        Assert.Equal("""
            using Keras;
            using Keras.Layers;

            namespace Samples;

            public sealed partial class HeadLine : Model
            {
                [Dense(3), Layer(Name = "dense_1")]
                private readonly Dense _dense1;
                [Concatenate(1)]
                private readonly Concatenate _concatenate;
                [Dense(1, Activation = Activation.Sigmoid)]
                private readonly Dense _mainOutput;

                public (KerasTensor MainOutput, KerasTensor dense_1) Call([Input(4)] KerasTensor mainInput, [Input(4)] KerasTensor b)
                {
                    var dense1 = _dense1.Call(mainInput);
                    var dense1_2 = _dense1.Call(b);
                    var concatenate = _concatenate.Call([dense1, dense1_2]);
                    var mainOutput = _mainOutput.Call(concatenate);
                    return (mainOutput, dense1_2);
                }
            }

            """, ModelSourceWriter.Write(ModelConfigurationReader.Read(model.ToJsonString()), namespaceName: "Samples"));
    }

    [Fact]
    public void A_nested_model_is_a_class_of_its_own_and_its_outputs_are_tuple_elements()
    {
        var vision = Model("vision", History(("image", 0, 0)), new JsonArray(History(("left", 0, 0)), History(("right", 0, 0))),
            Input("image", 4), Dense("left", 2, Node(("image", 0, 0))), Dense("right", 2, Node(("image", 0, 0))));
        vision["name"] = "vision";
        vision["config"]!["trainable"] = false;
        vision["inbound_nodes"] = new JsonArray(Node(("in", 0, 0)));
        var source = Write(Model("outer", History(("in", 0, 0)), History(("add", 0, 0)),
            Input("in", 4), vision, Layer("Add", "add", [], ListNode(("vision", 0, 0), ("vision", 0, 1)))));

        Assert.Contains("    [Layer(Trainable = false)]\n    private readonly Vision _vision;\n", source);
        Assert.Contains("var vision = _vision.Call(@in);\n        var add = _add.Call([vision.Left, vision.Right]);", source);
        Assert.Contains("public sealed partial class Vision : Model", source);
        Assert.Contains("public (KerasTensor Left, KerasTensor Right) Call([Input(4)] KerasTensor image)", source);
    }

    [Fact]
    public void An_output_that_is_a_nested_model_counts_the_models_own_construction_as_node_zero()
    {
        var inner = Model("inner", History(("a", 0, 0)), History(("dense", 0, 0)), Input("a", 4), Dense("dense", 2, Node(("a", 0, 0))));
        inner["name"] = "inner";
        inner["inbound_nodes"] = new JsonArray(Node(("x", 0, 0)));
        Assert.Contains("return inner;", Write(Model("outer", History(("x", 0, 0)), History(("inner", 1, 0)), Input("x", 4), inner)));
    }

    [Fact]
    public void Calls_of_a_layer_shared_at_several_depths_come_in_an_order_that_works()
    {
        var source = Write(Model("aba", History(("x", 0, 0)), History(("a", 1, 0)),
            Input("x", 4), Dense("a", 4, Node(("x", 0, 0)), Node(("b", 0, 0))), Dense("b", 4, Node(("a", 0, 0)))));
        Assert.Contains("""
                    var a = _a.Call(x);
                    var b = _b.Call(a);
                    var a_2 = _a.Call(b);
                    return a_2;
            """, source);
    }

    [Fact]
    public void Inputs_say_unknown_axes_element_types_and_fixed_batches()
    {
        var source = Write(Model("m", new JsonArray(History(("ids", 0, 0)), History(("x", 0, 0))), History(("x", 0, 0)),
            Input("ids", "int32", [8, null]), Input("x", null, 3)));
        Assert.Contains("Call([Input(None, DType = DType.Int32, BatchSize = 8)] KerasTensor ids, [Input(None, 3)] KerasTensor x)", source);
        Assert.Contains("using static Keras.Ops;", source);
    }

    [Fact]
    public void An_input_whose_name_no_camel_case_leads_back_to_keeps_its_own_spelling() =>
        Assert.Contains("KerasTensor input_layer_1)", Write(Model("m", History(("input_layer_1", 0, 0)), History(("dense", 0, 0)),
            Input("input_layer_1", 4), Dense("dense", 3, Node(("input_layer_1", 0, 0))))));

    [Fact]
    public void A_sequential_model_is_written_as_its_chain()
    {
        var source = Write(new JsonObject
        {
            ["class_name"] = "Sequential",
            ["config"] = new JsonObject
            {
                ["name"] = "chain",
                ["layers"] = new JsonArray(Input("x", 4), Dense("first", 3), Dense("second", 2)),
            },
        });
        Assert.Contains("var first = _first.Call(x);\n        var second = _second.Call(first);\n        return second;", source);
    }

    [Fact]
    public void A_training_flag_recorded_in_a_file_is_dropped_since_Keras_overrides_it()
    {
        var node = Node(("x", 0, 0));
        node["kwargs"] = new JsonObject { ["training"] = false, ["mask"] = null };
        Assert.Contains("_dropout.Call(x);", Write(Model("m", History(("x", 0, 0)), History(("dropout", 0, 0)),
            Input("x", 4), Layer("Dropout", "dropout", new() { ["rate"] = 0.5 }, node))));
    }

    /// <summary>As Keras records a masked layer in front of one that takes a mask.</summary>
    [Fact]
    public void Masks_that_layers_pass_on_are_left_out()
    {
        var masked = Node(("masking", 0, 0));
        masked["kwargs"] = new JsonObject { ["mask"] = Tensor(("any", 0, 0)) };
        var source = Write(Model("m", History(("x", 0, 0)), History(("bn", 0, 0)),
            Input("x", "float32", [null, 4, 3]),
            Layer("Masking", "masking", new() { ["mask_value"] = 2.0 }, Node(("x", 0, 0))),
            Operation("NotEqual", "not_equal", Node(("x", 0, 0)), 2.0),
            Operation("Any", "any", Node(("not_equal", 0, 0))),
            Layer("BatchNormalization", "bn", [], masked)));
        Assert.Contains("var bn = _bn.Call(masking);", source);
        Assert.DoesNotContain("Equal", source);
    }

    [Fact]
    public void A_mask_that_no_layer_makes_is_not_left_out()
    {
        var masked = Node(("masking", 0, 0));
        masked["kwargs"] = new JsonObject { ["mask"] = Tensor(("keep", 0, 0)) };
        Assert.Contains("var bn = _bn.Call(masking, mask: keep);", Write(Model("m",
            new JsonArray(History(("x", 0, 0)), History(("keep", 0, 0))), History(("bn", 0, 0)),
            Input("x", "float32", [null, 4, 3]), Input("keep", "bool", [null, 4]),
            Layer("Masking", "masking", new() { ["mask_value"] = 2.0 }, Node(("x", 0, 0))), Layer("BatchNormalization", "bn", [], masked))));

        masked = Node(("masking", 0, 0));
        masked["kwargs"] = new JsonObject { ["mask"] = Tensor(("not_equal", 0, 0)) };
        AssertMaskIsRefused(
            "NotEqual", Layer("Masking", "masking", new() { ["mask_value"] = 2.0 }, Node(("x", 0, 0))),
            Operation("NotEqual", "not_equal", Node(("x", 0, 0)), 3.0), Layer("BatchNormalization", "bn", [], masked));

        // By way of another operation.
        masked = Node(("x", 0, 0));
        masked["kwargs"] = new JsonObject { ["mask"] = Tensor(("logical_or", 0, 0)) };
        AssertMaskIsRefused(
            "Greater", Operation("Greater", "greater", Node(("x", 0, 0)), 3.0),
            Operation("LogicalOr", "logical_or", Node(("greater", 0, 0), ("greater", 0, 0))), Layer("BatchNormalization", "bn", [], masked));
    }

    private static void AssertMaskIsRefused(string operation, params JsonObject[] layers)
    {
        var message = Assert.Throws<ImportException>(() => Write(Model(
            "m", History(("x", 0, 0)), History(("bn", 0, 0)), [Input("x", "float32", [null, 4, 3]), .. layers]))).Message;
        Assert.Contains($"Keras.Ops has no function {operation}", message, StringComparison.Ordinal);
        Assert.Contains("an input of dtype bool", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_flag_of_a_call_built_in_code_is_written()
    {
        var configuration = ModelConfigurationReader.Read(Model("m", History(("x", 0, 0)), History(("dropout", 0, 0)),
            Input("x", 4), Layer("Dropout", "dropout", new() { ["rate"] = 0.5 }, Node(("x", 0, 0)))).ToJsonString());
        var training = new ConstantArgument(Parse(new() { ["value"] = true }).GetProperty("value"));
        var layer = configuration.Layers[0];
        var node = layer.Nodes[0] with { NamedArguments = [new("training", training)] };
        Assert.Contains("_dropout.Call(x, training: true);", ModelSourceWriter.Write(configuration with { Layers = [layer with { Nodes = [node] }] }));
    }
}
