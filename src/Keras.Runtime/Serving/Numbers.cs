using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Serving;

/// <summary>Refuses data that is not a number: one vector comparison per 16 values, little beside any layer.</summary>
internal static unsafe class Numbers
{
    /// <summary>Throws where a value is NaN, with the sample that holds it.</summary>
    public static void Check(float* values, long samples, long sampleSize, string role, string name)
    {
        var count = samples * sampleSize;
        bool found;
        WidestLanes.Run(new NaNKernel(new Pointer<float>(values), (nint)count, &found));
        if (found) throw Error(values, count, sampleSize, role, name);
    }

    private static ArgumentException Error(float* values, long count, long sampleSize, string role, string name)
    {
        var first = 0L;
        while (first < count && !float.IsNaN(values[first])) first++;
        return new($"{role} \"{name}\" holds NaN, first in sample {first / sampleSize} at element {first % sampleSize}. " +
            "Clean the data, or set RefuseNaN of the model to false.");
    }
}
