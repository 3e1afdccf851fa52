using System.Collections.Immutable;
using Keras.Compiler.Description;
using Keras.Compiler.Layers;
using Keras.Compiler.Problems;
using Keras.Layers;

namespace Keras.Compiler.Tests.Layers;

/// <summary>What becomes of a mask in each layer, as in Keras 3.15.1. A new layer adds its line.</summary>
public sealed class MaskSupportTests
{
    private const int Tries = 600;

    /// <summary>A layer <c>makes</c> a mask, <c>passes</c> that of its inputs on, for some hyperparameters at least, or <c>ends</c> it;
    /// and it <c>takes</c> one as an argument of its call.</summary>
    private static readonly string[] Keras =
    [
        "Activation passes",
        "ActivityRegularization passes",
        "Add passes",
        "AlphaDropout passes",
        "Average passes",
        "AveragePooling1D ends",
        "AveragePooling2D ends",
        "AveragePooling3D ends",
        "BatchNormalization passes, takes",
        "Bidirectional passes, takes",
        "Concatenate passes",
        "Conv1D ends",
        "Conv1DTranspose ends",
        "Conv2D ends",
        "Conv2DTranspose ends",
        "Conv3D ends",
        "Conv3DTranspose ends",
        "Cropping1D ends",
        "Cropping2D ends",
        "Cropping3D ends",
        "Dense passes",
        "DepthwiseConv1D ends",
        "DepthwiseConv2D ends",
        "Dot ends",
        "Dropout passes",
        "ELU passes",
        "Embedding makes",
        "Flatten ends",
        "GRU passes, takes",
        "GaussianDropout passes",
        "GaussianNoise passes",
        "GlobalAveragePooling1D ends, takes",
        "GlobalAveragePooling2D ends",
        "GlobalAveragePooling3D ends",
        "GlobalMaxPooling1D ends",
        "GlobalMaxPooling2D ends",
        "GlobalMaxPooling3D ends",
        "LSTM passes, takes",
        "LayerNormalization passes",
        "LeakyReLU passes",
        "Masking makes",
        "MaxPooling1D ends",
        "MaxPooling2D ends",
        "MaxPooling3D ends",
        "Maximum passes",
        "Minimum passes",
        "Multiply passes",
        "PReLU passes",
        "Permute ends",
        "ReLU passes",
        "RepeatVector ends",
        "Rescaling passes",
        "Reshape ends",
        "SeparableConv1D ends",
        "SeparableConv2D ends",
        "SimpleRNN passes, takes",
        "Softmax passes, takes",
        "SpatialDropout1D passes",
        "SpatialDropout2D passes",
        "SpatialDropout3D passes",
        "Subtract passes",
        "TimeDistributed passes, takes",
        "UpSampling1D ends",
        "UpSampling2D ends",
        "UpSampling3D ends",
        "ZeroPadding1D ends",
        "ZeroPadding2D ends",
        "ZeroPadding3D ends",
    ];

    [Fact]
    public void Masks_go_through_layers_as_in_Keras() => Assert.Equal(
        Keras, LayerCatalogue.Definitions.Where(definition => definition.IsLayer).Select(Line).Order(StringComparer.Ordinal));

    private static string Line(LayerDefinition definition)
    {
        var (makes, passes) = (false, false);
        var random = new Random(1);
        for (var i = 0; i < Tries; i++)
        {
            var attribute = new RandomHyperparameters(random).Create(definition.AttributeType);
            var inputs = RandomInputs.Of(definition, random);
            makes |= HasMask(definition, attribute, inputs, _ => null);
            passes |= HasMask(definition, attribute, inputs, input => input.Shape.Rank < 2 ? null : input.Shape.WithoutAxis(-1));
        }
        return $"{definition.ClassName} {(makes ? "makes" : passes ? "passes" : "ends")}{(definition.TakesMask ? ", takes" : "")}";
    }

    /// <summary>Whether an output has a mask; false where the layer does not fit these inputs.</summary>
    private static bool HasMask(LayerDefinition definition, LayerDeclarationAttribute attribute, TensorType[] inputs, Func<TensorType, Shape?> mask)
    {
        var configuration = new LayerConfiguration(attribute, [], ImmutableDictionary<string, Attribute>.Empty);
        var problems = new ProblemList(definition.ClassName);
        definition.Validate(configuration, new(problems, _ => 0));
        var call = Call(configuration, [.. inputs]) with
        {
            Masks = [.. inputs.Select(mask)],
            Wrapped = [.. definition.Wrapped.Select(_ => Inner(problems))],
        };
        return problems.Problems.Count == 0 && definition.InferOutputs(call, problems) is { } outputs
            && definition.InferMasks(call, outputs).Any(shape => shape is not null);
    }

    /// <summary>What wrappers wrap: a layer of sequences that every one of them takes.</summary>
    private static WrappedLayer Inner(ProblemList problems)
    {
        var definition = LayerCatalogue.Definitions.Single(definition => definition.AttributeType == typeof(SimpleRNNAttribute));
        var configuration = new LayerConfiguration(new SimpleRNNAttribute(2) { ReturnSequences = true }, [], ImmutableDictionary<string, Attribute>.Empty);
        return new(definition, configuration, () => false, (types, masks) => definition.InferOutputs(Call(configuration, types) with { Masks = masks }, problems));
    }

    private static LayerCall Call(LayerConfiguration configuration, ImmutableArray<TensorType> inputs) => new(
        configuration, "layer", inputs, ImmutableDictionary<string, ConstantValue>.Empty, 0, [.. inputs.Select(_ => 0)], (_, _) => { });
}
