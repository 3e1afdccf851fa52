using System.Numerics.Tensors;
using Keras.Runtime.Tests.Training.Models;

namespace Keras.Runtime.Tests.Training;

public sealed class BadDataTests
{
    private readonly Toys _data = Toys.Make(6);

    [Fact]
    public void Fit_before_Compile_says_so()
    {
        using var model = new TwoHeads(1);
        Assert.Contains("You must call `compile()`", Assert.Throws<InvalidOperationException>(() => model.Fit(_data.Inputs, _data.Targets)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("input shape", "Input \"features\" expects shape (None, 4), but received data of shape (6, 2)")]
    [InlineData("input length", "Input \"extra\": shape (3, 2) is 3 samples, but input \"features\" of shape (6, 4) is 6; they must be equal.")]
    [InlineData("input nan", "Input \"features\" holds NaN, first in sample 2 at element 1")]
    [InlineData("target missing", "Missing targets for output \"value\"")]
    [InlineData("target shape", "Targets of output \"value\" have shape (6, 4); the output of shape (None, 1)")]
    [InlineData("target length", "Targets of output \"scores\": shape (3,) is 3 samples, but input \"features\" of shape (6, 4) is 6; they must be equal.")]
    [InlineData("weight shape", "Sample weights of output \"value\" have shape (6, 4); the output of shape (None, 1) expects (None,).")]
    [InlineData("weight length", "Sample weights of output \"value\": shape (3,) is 3 samples, but input \"features\" of shape (6, 4) is 6")]
    [InlineData("weight nan", "Sample weights of output \"value\" holds NaN, first in sample 4 at element 0")]
    [InlineData("label", "Targets of output 'scores': element 4 is 3; a label from 0 to 2 is expected")]
    [InlineData("target nan", "Targets of output 'value': element 0 is NaN")]
    [InlineData("class weight", "`class_weight` is only supported for Models with a single output.")]
    [InlineData("split", "not sufficient to split it")]
    [InlineData("no samples", "Input \"features\" has no samples")]
    public void Wrong_data_is_refused_before_any_work(string fault, string message)
    {
        using var model = Toys.Compiled();
        var before = Toys.Snapshot(model);
        var (inputs, targets, split, weights) = (_data.Inputs, _data.Targets, 0.0, (Dictionary<int, float>?)null);
        var sampleWeights = new TwoHeads.SampleWeights();
        switch (fault)
        {
            case "input shape": inputs = new(_data.Extra, _data.Extra); break;
            case "input length": inputs = new(_data.Features, _data.Extra[..3, ..]); break;
            case "input nan": inputs = new(With(_data.Features, 9, float.NaN), _data.Extra); break;
            case "target missing": targets = new(Scores: _data.Labels); break;
            case "target shape": targets = new(_data.Labels, _data.Features); break;
            case "target length": targets = new(_data.Labels[..3], _data.Values); break;
            case "label": targets = new(Tensor.Create(new[] { 0, 1, 2, 0, 3, 1 }, [6]), _data.Values); break;
            case "target nan": targets = new(_data.Labels, With(_data.Values, 0, float.NaN)); break;
            case "weight shape": sampleWeights = new(Value: _data.Features); break;
            case "weight length": sampleWeights = new(Value: Tensor.Create(new float[3], [3])); break;
            case "weight nan": sampleWeights = new(Value: With(Tensor.Create(new float[6], [6]), 4, float.NaN)); break;
            case "class weight": weights = new() { [0] = 1f }; break;
            case "split": split = 0.999; break;
            case "no samples": (inputs, targets) = (new(_data.Features[..0, ..], _data.Extra[..0, ..]), new(_data.Labels[..0], _data.Values[..0, ..])); break;
        }
        var error = Assert.ThrowsAny<ArgumentException>(() => model.Fit(inputs, targets, validationSplit: split, classWeight: weights, sampleWeight: sampleWeights, verbose: 0));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(before, Toys.Snapshot(model));
        model.Fit(_data.Inputs, _data.Targets, verbose: 0);
    }

    [Fact]
    public void A_model_without_any_loss_is_refused()
    {
        using var model = new TwoHeads(1);
        Assert.Contains("\"scores\" or \"value\"", Assert.Throws<ArgumentException>(() => model.Compile(new SGD(), new())).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_Fit_at_a_time()
    {
        using var model = Toys.Compiled();
        Exception? inner = null;
        var nested = new LambdaCallback(onEpochEnd: (_, _) => inner = Record.Exception(() => model.Fit(_data.Inputs, _data.Targets, verbose: 0)));
        model.Fit(_data.Inputs, _data.Targets, verbose: 0, callbacks: [nested]);
        Assert.IsType<InvalidOperationException>(inner);
    }

    private static Tensor<float> With(Tensor<float> tensor, int index, float value)
    {
        var values = Toys.Flat(tensor);
        values[index] = value;
        return Tensor.Create(values, tensor.Lengths);
    }
}
