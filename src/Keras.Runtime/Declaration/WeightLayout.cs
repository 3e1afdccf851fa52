namespace Keras;

/// <summary>How a weight lies in memory. Files, <c>ToTensor</c> and <c>Assign</c> are always row-major.</summary>
public enum WeightLayout
{
    /// <summary>Row-major, padded at the end to a multiple of 16 floats.</summary>
    RowMajor,
    /// <summary>A matrix of (K, N), K being all axes but the last, as panels of 16 columns, N padded by zeros: element (k, n) is at
    /// <c>(n / 16)·K·16 + k·16 + n % 16</c>. Read by the matrix kernels, in training and inference alike.</summary>
    Panels,
}
