namespace Keras;

/// <summary>In which format predictions read weights where reading them is what takes the time: large matrices that few rows are multiplied
/// by. Weights themselves are float32 in any case, as they are trained, saved and shared.</summary>
public enum WeightStorage
{
    /// <summary>As they are.</summary>
    Float32,
    /// <summary>Rounded to bfloat16 (the range of float32, 8 significant bits: off by at most 2⁻⁹ of each weight), in a copy of half their
    /// size. Products and sums are those of float32. Without effect where <see cref="Precision.Exact"/> is asked for.</summary>
    BFloat16,
}
