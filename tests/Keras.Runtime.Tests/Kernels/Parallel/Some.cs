namespace Keras.Runtime.Tests.Kernels;

/// <summary>Operands of kernels.</summary>
internal static class Some
{
    /// <summary>A random matrix in panels.</summary>
    internal static GuardedBuffer<float> Panels(int inner, int columns)
    {
        using var rows = Guarded.Random(inner * columns, 2);
        var panels = new GuardedBuffer<float>((int)Keras.Kernels.Panels.Length(inner, columns));
        Keras.Kernels.Panels.Pack(rows.Span, panels.Pointer, inner, columns);
        return panels;
    }
}
