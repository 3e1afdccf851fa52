namespace Keras.Models.Tests.Training;

/// <summary>Optimizer state lies as its weight does; here it is read by the formula that <see cref="WeightLayout"/> states.</summary>
public static class PhysicalLayout
{
    public static float[] RowMajor(OptimizerSlot slot)
    {
        var shape = slot.Variable.Shape.ToArray();
        var count = shape.Aggregate(1, (product, length) => product * length);
        var values = slot.Values;
        if (slot.Variable.Layout == WeightLayout.RowMajor) return values[..count].ToArray();
        var (rows, columns) = (count / shape[^1], shape[^1]);
        var result = new float[count];
        for (var k = 0; k < rows; k++)
            for (var n = 0; n < columns; n++) result[k * columns + n] = values[n / 16 * rows * 16 + k * 16 + n % 16];
        return result;
    }
}
