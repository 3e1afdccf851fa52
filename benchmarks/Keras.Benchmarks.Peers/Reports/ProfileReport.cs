using Keras.Benchmarks.Peers.Facts;
using Keras.Benchmarks.Peers.Measurement;

namespace Keras.Benchmarks.Peers.Reports;

/// <summary>Where the time of this project's predictions goes, step by step.</summary>
internal static class ProfileReport
{
    private const double Seconds = 2;

    public static int Print(IEnumerable<ModelFacts> models)
    {
        Machine.Pin(processors: 1);
        foreach (var model in models)
        {
            var keras = model.CreateKeras();
            using (keras.Model)
                foreach (var batch in model.Batches)
                {
                    var samples = new Samples(model, batch);
                    var once = keras.Profile(samples, 1).Time.TotalSeconds;
                    Console.WriteLine($"{model.Name}, batch {batch}: {keras.Profile(samples, (int)Math.Clamp(Seconds / once, 2, 1000))}");
                }
        }
        return 0;
    }
}
