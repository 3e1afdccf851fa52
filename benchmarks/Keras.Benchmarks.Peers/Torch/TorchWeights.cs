using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Torch;

/// <summary>A layer's weights as PyTorch's modules name and lay them out.</summary>
internal static class TorchWeights
{
    public static Dictionary<string, float[]> Of(LayerFacts layer, WeightValues weights)
    {
        var values = weights.Of(layer);
        return layer switch
        {
            DenseFacts dense => new()
            {
                ["weight"] = Layouts.Transpose(weights.ChannelsFirstKernel(dense, dense.Images), 1, dense.Inputs, dense.Units),
                ["bias"] = values[1],
            },
            ConvolutionFacts convolution => new() { ["weight"] = weights.FiltersFirst(convolution), ["bias"] = values[1] },
            // Gates are in Keras's order; Keras's one bias is the sum of both.
            LstmFacts lstm => new()
            {
                ["weight_ih_l0"] = Layouts.Transpose(weights.ChannelsFirstKernel(lstm, lstm.Images), 1, lstm.Features, 4 * lstm.Units),
                ["weight_hh_l0"] = Layouts.Transpose(values[1], 1, lstm.Units, 4 * lstm.Units),
                ["bias_ih_l0"] = values[2],
                ["bias_hh_l0"] = new float[4 * lstm.Units],
            },
            EmbeddingFacts => new() { ["weight"] = values[0] },
            _ => throw new NotSupportedException($"No module stands for {layer}."),
        };
    }
}
