using Keras.Hosting;
using Keras.Runtime.Tests.Training.Models;
using Keras.Training;

namespace Keras.Runtime.Tests.Training;

public sealed class AllocationTests
{
    [Fact]
    public void A_training_step_allocates_nothing_in_its_steady_state()
    {
        using var model = Toys.Compiled(optimizer: new Adam());
        var data = Toys.Make(64);
        var perStep = new List<long>();
        var last = 0L;
        var watch = new LambdaCallback(onTrainBatchEnd: (_, _) =>
        {
            var now = GC.GetAllocatedBytesForCurrentThread();
            perStep.Add(now - last);
            last = now;
        });
        perStep.Capacity = 1000;
        model.Fit(data.Inputs, data.Targets, batchSize: 4, epochs: 3, verbose: 0, callbacks: [watch]);
        // The first steps of an epoch make the metrics' buffers anew.
        Assert.All(perStep.Chunk(16).Skip(1), epoch => Assert.All(epoch.Skip(2), bytes => Assert.Equal(0, bytes)));
    }
}
