namespace Keras.Benchmarks.Peers.Facts;

/// <summary>The weights that all engines start from, in Keras's layout.</summary>
internal sealed class WeightValues
{
    private readonly Dictionary<LayerFacts, float[][]> _values = [];

    /// <summary>Draws all weights of a model, the same in each run.</summary>
    public WeightValues(ModelFacts model)
    {
        var random = new FastRandom(1);
        foreach (var layer in model.Layers)
            _values.Add(layer, [.. layer.Weights.Select(weight => random.Numbers(weight.Count, -(float)weight.Limit, (float)weight.Limit))]);
    }

    /// <summary>The layer's weights, in Keras's order.</summary>
    public float[][] Of(LayerFacts layer) => _values[layer];

    /// <summary>A kernel of (inputs, columns) whose rows of flattened images are in the peers' order.</summary>
    public float[] ChannelsFirstKernel(LayerFacts layer, ImageRows[] images)
    {
        var kernel = Of(layer)[0];
        if (images.Length == 0) return kernel;
        var columns = layer.Weights[0].Shape[^1];
        var result = (float[])kernel.Clone();
        foreach (var (first, positions, channels) in images)
            for (var position = 0; position < positions; position++)
                for (var channel = 0; channel < channels; channel++)
                    Array.Copy(kernel, (first + position * channels + channel) * columns, result, (first + channel * positions + position) * columns, columns);
        return result;
    }

    /// <summary>A convolution's kernel as (filters, channels, size, size).</summary>
    public float[] FiltersFirst(ConvolutionFacts layer)
    {
        var positions = layer.Size * layer.Size;
        var byFilter = Layouts.Transpose(Of(layer)[0], 1, positions * layer.Channels, layer.Filters);
        return Layouts.Transpose(byFilter, layer.Filters, positions, layer.Channels);
    }
}
