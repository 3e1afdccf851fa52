using Keras.Tests.Goldens;

namespace Keras.Import.Tests;

/// <summary>Real configurations, as Keras 3.15.1 writes them. That the C# also compiles and computes the same is tested with the models.</summary>
public class GoldenConfigurationTests
{
    public static TheoryData<string> Ids => [.. GoldenFile.Training.Select(c => c.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Every_golden_model_is_read_with_its_inputs_outputs_and_calls(string id)
    {
        var golden = GoldenFile.Training.Single(c => c.Id == id);
        var model = ModelConfigurationReader.Read(golden.Configuration);
        Assert.Equal(golden.X.Length, model.Inputs.Count);
        Assert.Equal(golden.OutputNames, model.Outputs.Select(o => o.Name));
        Assert.All(model.Layers, layer => Assert.NotEmpty(layer.Nodes));
    }

    [Fact]
    public void A_frozen_nested_model_keeps_its_layers_frozen()
    {
        var source = ModelSourceWriter.Write(ModelConfigurationReader.Read(GoldenFile.Training.Single(c => c.Id == "frozen_nested").Configuration), "Frozen");
        Assert.Contains("[Layer(Trainable = false)]\n    private readonly Functional _functional;", source);
        Assert.Contains("[Dense(5, Activation = Activation.Relu), Layer(Trainable = false)]\n    private readonly Dense _dense;", source);
        Assert.Contains("[Dense(2), Layer(Name = \"dense_3\")]\n    private readonly Dense _dense3;", source);
    }

    [Fact]
    public void Regularizers_and_constraints_of_a_golden_model_are_written()
    {
        var source = ModelSourceWriter.Write(ModelConfigurationReader.Read(GoldenFile.Training.Single(c => c.Id == "regularized_bn").Configuration));
        Assert.Contains("[Dense(5, Activation = Activation.Relu, KernelRegularizer = Regularizer.L2, KernelConstraint = Constraint.MaxNorm), "
            + "ActivityRegularizer(Regularizer.L1, L1 = 0.02f), BiasRegularizer(Regularizer.L1, L1 = 0.1f)]", source);
        Assert.Contains("[BatchNormalization]", source);
    }
}
