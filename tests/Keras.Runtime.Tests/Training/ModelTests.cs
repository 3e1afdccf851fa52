using System.Numerics.Tensors;
using Keras.Hosting;
using Keras.Layers;
using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

public sealed class ModelTests : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"keras-{Guid.NewGuid():N}.safetensors");

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Layers_are_found_by_name_and_type()
    {
        using var model = new TwoHeads(1);
        Assert.Same(model.Hidden, model.GetLayer<Dense>("hidden"));
        Assert.Equal("No such layer: nope. Existing layers are: ['hidden', 'scores', 'value']. (Parameter 'name')",
            Assert.Throws<ArgumentException>(() => model.GetLayer<Dense>("nope")).Message);
        Assert.Throws<ArgumentException>(() => model.GetLayer<Dropout>("hidden"));
        Assert.Equal("two_heads", model.Name);
        Assert.Equal(82, model.CountParams());
    }

    [Fact]
    public void Nodes_are_read_with_Keras_errors()
    {
        using var model = new TwoHeads(1);
        Assert.Equal("(None, 8)", model.Hidden.OutputShape.ToString());
        Assert.Equal("features", model.Hidden.Input.Name);
        Assert.Equal(model.Hidden.Output, model.Hidden.GetOutputAt(0));
        Assert.StartsWith("Asked to get output at node 1, but the layer has only 1 inbound nodes.",
            Assert.Throws<ArgumentException>(() => model.Hidden.GetOutputAt(1)).Message, StringComparison.Ordinal);

        KerasTensor In(int length) => new("in", DType.Float32, new(Axis.None, length));
        var twice = new Dense(new("Dense", "lstm_1", "", [], [new([In(3)], [In(4)]), new([In(5)], [In(4)])]), 1);
        Assert.Equal("Layer lstm_1 has multiple inbound nodes, hence the notion of \"layer output\" is ill-defined. Use `GetOutputAt(nodeIndex)` instead.",
            Assert.Throws<InvalidOperationException>(() => twice.Output).Message);
        Assert.Equal("The layer \"lstm_1\" has multiple inbound nodes, with different input shapes. Hence the notion of \"input shape\" is ill-defined for the layer. Use `GetInputShapeAt(nodeIndex)` instead.",
            Assert.Throws<InvalidOperationException>(() => twice.InputShape).Message);
        Assert.Equal("(None, 4)", twice.OutputShape.ToString());
        Assert.Contains("never been called", Assert.Throws<InvalidOperationException>(() => new Dense(new("Dense", "d", "", [], []), 1).Output).Message, StringComparison.Ordinal);
        Assert.Contains("Predict", Assert.Throws<InvalidOperationException>(() => twice.Call(In(3))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_are_set_whole_or_not_at_all()
    {
        using var model = new TwoHeads(1);
        var before = Toys.Snapshot(model);
        Assert.StartsWith("You called `set_weights(weights)` on layer 'hidden' with a weight list of length 1, but the layer was expecting 2 weights.",
            Assert.Throws<ArgumentException>(() => model.Hidden.SetWeights([Tensor.Create<float>([4, 8])])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Layer hidden weight shape (8,) is not compatible with provided weight shape (4,).",
            Assert.Throws<ArgumentException>(() => model.Hidden.SetWeights([Tensor.CreateFromShape<float>([4, 8]), Tensor.CreateFromShape<float>([4])])).Message, StringComparison.Ordinal);
        Assert.Equal(before, Toys.Snapshot(model));
        using var other = new TwoHeads(2);
        other.SetWeights(model.GetWeights());
        Assert.Equal(before, Toys.Snapshot(other));
    }

    [Fact]
    public void Shared_layers_are_the_same_object_and_others_are_refused()
    {
        using var model = new TwoHeads(1);
        using var sharing = new TwoHeads(2, hidden: model.Hidden);
        Assert.Same(model.Hidden.Kernel, sharing.Hidden.Kernel);
        Assert.Contains("another configuration: expected Dense(units=8), found Dense(units=3)",
            Assert.Throws<ArgumentException>(() => new TwoHeads(3, hidden: model.Scores)).Message, StringComparison.Ordinal);
        var data = Toys.Make(16);
        var before = Toys.Flat(model.Predict(data.Inputs).Value);
        sharing.Compile(new SGD(0.5f), Loss.MeanSquaredError);
        sharing.Fit(data.Inputs, new(data.Features[.., ..3], data.Values), verbose: 0);
        Assert.NotEqual(before, Toys.Flat(model.Predict(data.Inputs).Value));
    }

    [Fact]
    public void Weights_survive_a_file()
    {
        using var model = new TwoHeads(1);
        model.Save(_file);
        using var other = new TwoHeads(2);
        other.Load(_file);
        Assert.Equal(Toys.Snapshot(model), Toys.Snapshot(other));
    }

    [Fact]
    public void A_file_of_another_architecture_changes_nothing()
    {
        using var model = new TwoHeads(1);
        var before = Toys.Snapshot(model);
        Refused([new("hidden/kernel", [4, 9], (_, _) => { })], "entry 'hidden/kernel' F32 (4, 9) does not fit the weight of shape (4, 8)");
        Refused([new("hidden/kernel", [4, 8], (values, _) => values.Fill(1))], "it has no entry 'hidden/bias' of shape (8,)");
        Refused([.. model.NamedWeights().Select(w => new Keras.Saving.SafetensorsTensor(w.Path, [.. w.Weight.Shape], (values, _) => values.Fill(1))), new("extra/bias", [1], (_, _) => { })],
            "its entry 'extra/bias' F32 (1,) has no place in two_heads");
        Assert.Throws<ArgumentException>(() => model.Load("weights.h5"));
        Assert.Equal(before, Toys.Snapshot(model));

        void Refused(Keras.Saving.SafetensorsTensor[] tensors, string message)
        {
            Keras.Saving.SafetensorsFile.Write(_file, tensors);
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => model.Load(_file)).Message, StringComparison.Ordinal);
            File.Delete(_file);
        }
    }

    [Fact]
    public void The_summary_is_Keras_table()
    {
        using var model = new TwoHeads(1);
        model.Hidden.Trainable = false;
        Assert.Equal("""
            Model: "two_heads"
            ┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┓
            ┃ Layer (type)        ┃ Output Shape      ┃    Param # ┃ Connected to      ┃
            ┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━┩
            │ features            │ (None, 4)         │          0 │ -                 │
            │ (InputLayer)        │                   │            │                   │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ hidden (Dense)      │ (None, 8)         │         40 │ features[0][0]    │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ extra (InputLayer)  │ (None, 2)         │          0 │ -                 │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ concatenate         │ (None, 10)        │          0 │ hidden[0][0],     │
            │ (Concatenate)       │                   │            │ extra[0][0]       │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ scores (Dense)      │ (None, 3)         │         33 │ concatenate[0][0] │
            ├─────────────────────┼───────────────────┼────────────┼───────────────────┤
            │ value (Dense)       │ (None, 1)         │          9 │ hidden[0][0]      │
            └─────────────────────┴───────────────────┴────────────┴───────────────────┘
             Total params: 82 (328.00 B)
             Trainable params: 42 (168.00 B)
             Non-trainable params: 40 (160.00 B)

            """.ReplaceLineEndings("\n"), model.SummaryText(lineLength: 76));
    }

    [Fact]
    public void The_summary_says_which_layers_train()
    {
        using var model = new TwoHeads(1);
        model.Hidden.Trainable = false;
        Assert.StartsWith("""
            Model: "two_heads"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━┓
            ┃ Layer (type)                  ┃ Output Shape              ┃          Param # ┃ Connected to              ┃ Trainable ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━┩
            │ features (InputLayer)         │ (None, 4)                 │                0 │ -                         │     -     │
            ├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
            │ hidden (Dense)                │ (None, 8)                 │               40 │ features[0][0]            │     N     │
            ├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
            │ extra (InputLayer)            │ (None, 2)                 │                0 │ -                         │     -     │
            ├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
            │ concatenate (Concatenate)     │ (None, 10)                │                0 │ hidden[0][0], extra[0][0] │     -     │
            ├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
            │ scores (Dense)                │ (None, 3)                 │               33 │ concatenate[0][0]         │     Y     │
            ├───────────────────────────────┼───────────────────────────┼──────────────────┼───────────────────────────┼───────────┤
            │ value (Dense)                 │ (None, 1)                 │                9 │ hidden[0][0]              │     Y     │
            └───────────────────────────────┴───────────────────────────┴──────────────────┴───────────────────────────┴───────────┘
            """.ReplaceLineEndings("\n"), model.SummaryText(lineLength: 120, showTrainable: true), StringComparison.Ordinal);
    }

    [Fact]
    public void The_probe_agrees_with_a_prediction_and_with_differences()
    {
        using var model = new TwoHeads(1);
        var data = Toys.Make(3);
        var (scores, value) = (Tensor.Create(new float[] { 1, -1, 2, 0, 1, 0, 3, 1, -2 }, [3, 3]), Tensor.Create(new float[] { 1, 2, -1 }, [3, 1]));
        var result = GradientProbe.Run(model, [TensorData.Of(data.Features)!, TensorData.Of(data.Extra)!], [scores, value]);
        Assert.Equal(Toys.Flat(model.Predict(data.Inputs).Scores), result.Outputs[0]);
        var bias = Toys.Flat(model.Scores.Bias!.ToTensor());
        for (var i = 0; i < bias.Length; i++)
        {
            const float Step = 1e-2f;
            var difference = (Weighted(i, Step) - Weighted(i, -Step)) / (2 * Step);
            Assert.Equal(difference, Toys.Flat(result.WeightGradients["scores/bias"])[i], 1e-3f);
        }
        Assert.Equal(6, result.WeightsAfter.Count);

        float Weighted(int index, float step)
        {
            var moved = (float[])bias.Clone();
            moved[index] += step;
            model.Scores.Bias!.Assign(moved);
            var outputs = model.Predict(data.Inputs);
            model.Scores.Bias.Assign(bias);
            return TensorPrimitives.Dot(Toys.Flat(outputs.Scores), Toys.Flat(scores)) + TensorPrimitives.Dot(Toys.Flat(outputs.Value), Toys.Flat(value));
        }
    }
}
