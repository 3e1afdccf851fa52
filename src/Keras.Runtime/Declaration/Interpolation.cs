namespace Keras;

/// <summary>How a resized image gets its elements. Centres of pixels are at halves, as in Keras; at the borders only what is there counts.</summary>
public enum Interpolation
{
    /// <summary>The nearest element: repetition.</summary>
    Nearest,
    /// <summary>Between the two nearest on each axis.</summary>
    Bilinear,
    /// <summary>Cubic convolution over the four nearest on each axis (Keys, a = −1/2).</summary>
    Bicubic,
    /// <summary>Lanczos's windowed sinc over the six nearest on each axis.</summary>
    Lanczos3,
    /// <summary>Lanczos's windowed sinc over the ten nearest on each axis.</summary>
    Lanczos5,
}
