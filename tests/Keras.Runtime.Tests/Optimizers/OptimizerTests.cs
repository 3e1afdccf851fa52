namespace Keras.Runtime.Tests.Optimizers;

public sealed class OptimizerTests
{
    public static TheoryData<Optimizer> All =>
    [
        new SGD(), new SGD(momentum: 0.9f, nesterov: true), new RMSprop(), new RMSprop(momentum: 0.5f, centered: true), new Adam(), new Adam(amsgrad: true),
        new AdamW(), new Adagrad(), new Adadelta(), new Adamax(), new Nadam(), new Ftrl(), new Ftrl(learningRatePower: -0.7f), new Lion(), new Lamb(),
        new SGD { GlobalClipNorm = 1f, UseEma = true, EmaOverwriteFrequency = 3 }, new Adam { ClipNorm = 1f, GradientAccumulationSteps = 2 },
        new RMSprop(new CosineDecay(0.1f, 100)) { ClipValue = 0.5f, WeightDecay = 0.01f },
    ];

    [Theory]
    [MemberData(nameof(All))]
    public void Steps_allocate_nothing_and_leave_padding_zero(Optimizer optimizer)
    {
        var variable = new VariableMemory("dense/kernel", [1f, -2f, 3f, 0f, 0.5f]);
        optimizer.Build([variable.Variable]);
        Step();
        Step();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++) Step();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.True(variable.Padding.IndexOfAnyExcept(0f, -0f) < 0);
        Assert.Equal(22, optimizer.BatchesSeen);

        void Step()
        {
            for (var i = 0; i < variable.Gradient.Length; i++) variable.Gradient[i] = 0.3f * (i - 2);
            optimizer.Apply();
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Weights_move_towards_the_minimum(Optimizer optimizer)
    {
        // f(w) = ½·Σ(w − 1)².
        var variable = new VariableMemory("dense/kernel", [0f, 0f, 0f]);
        optimizer.Build([variable.Variable]);
        var before = Distance(variable);
        for (var step = 0; step < 50; step++)
        {
            for (var i = 0; i < 3; i++) variable.Gradient[i] = variable.Values[i] - 1f;
            optimizer.Apply();
        }
        Assert.True(Distance(variable) < before, $"{optimizer.Name}: from {before} to {Distance(variable)}");
    }

    [Fact]
    public void Every_optimizer_is_in_these_tests()
    {
        var tested = All.Cast<object[]>().Select(row => row[0].GetType()).ToHashSet();
        var all = typeof(Optimizer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Optimizer)) && !t.IsAbstract);
        Assert.All(all, type => Assert.Contains(type, tested));
    }

    [Fact]
    public void State_follows_the_weight_when_it_is_built_again()
    {
        var (kept, added) = (new VariableMemory("a/kernel", [1f]), new VariableMemory("b/kernel", [1f]));
        var optimizer = new SGD(0.1f, momentum: 0.9f);
        optimizer.Build([kept.Variable]);
        kept.Gradient[0] = 1f;
        optimizer.Apply();
        optimizer.Build([added.Variable, kept.Variable]);
        var slots = optimizer.State.ToDictionary(s => s.Path, s => s.Values[0]);
        Assert.Equal(-0.1f, slots["sgd/a_kernel_momentum"]);
        Assert.Equal(0f, slots["sgd/b_kernel_momentum"]);
    }

    [Fact]
    public void An_optimizer_trains_one_model_only()
    {
        var optimizer = new Adam();
        optimizer.Build([new VariableMemory("a/kernel", [1f]).Variable]);
        var error = Assert.Throws<InvalidOperationException>(() => optimizer.Build([new VariableMemory("b/kernel", [1f]).Variable]));
        Assert.Contains("a/kernel", error.Message);
    }

    [Fact]
    public void Decay_leaves_out_what_is_excluded()
    {
        var (kernel, bias) = (new VariableMemory("dense/kernel", [1f]), new VariableMemory("dense/bias", [1f]));
        var optimizer = new SGD(0.1f) { WeightDecay = 0.5f };
        optimizer.ExcludeFromWeightDecay("bias");
        optimizer.Build([kernel.Variable, bias.Variable]);
        optimizer.Apply();
        Assert.Equal(0.95f, kernel.Values[0], 6);
        Assert.Equal(1f, bias.Values[0]);
        Assert.Throws<InvalidOperationException>(() => optimizer.ExcludeFromWeightDecay("kernel"));
    }

    [Fact]
    public void Global_norm_counts_all_weights_together()
    {
        var (a, b) = (new VariableMemory("a", [0f]), new VariableMemory("b", [0f]));
        var optimizer = new SGD(1f) { GlobalClipNorm = 1f };
        optimizer.Build([a.Variable, b.Variable]);
        (a.Gradient[0], b.Gradient[0]) = (3f, 4f);
        optimizer.Apply();
        Assert.Equal(-0.6f, a.Values[0], 6);
        Assert.Equal(-0.8f, b.Values[0], 6);
    }

    [Fact]
    public void A_gradient_that_is_not_finite_is_not_clipped_away()
    {
        foreach (var optimizer in new[] { new SGD(1f) { GlobalClipNorm = 1f }, new SGD(1f) { ClipNorm = 1f } })
        {
            var variable = new VariableMemory("a", [0f]);
            optimizer.Build([variable.Variable]);
            variable.Gradient[0] = float.NaN;
            optimizer.Apply();
            Assert.True(float.IsNaN(variable.Values[0]));
        }
    }

    [Fact]
    public void A_schedule_goes_by_batches_and_cannot_be_overwritten()
    {
        var variable = new VariableMemory("a", [0f]);
        var optimizer = new SGD(new PiecewiseConstantDecay([0], [1f, 0.5f]));
        optimizer.Build([variable.Variable]);
        for (var step = 0; step < 2; step++)
        {
            variable.Gradient[0] = 1f;
            optimizer.Apply();
        }
        Assert.Equal(-1.5f, variable.Values[0]);
        Assert.Throws<InvalidOperationException>(() => optimizer.LearningRate = 0.1f);
    }

    [Fact]
    public void Settings_are_checked()
    {
        VariableMemory variable = new("a", [0f]);
        Assert.Throws<InvalidOperationException>(() => new SGD { ClipNorm = 1f, ClipValue = 1f }.Build([variable.Variable]));
        Assert.Throws<InvalidOperationException>(() => new SGD { GradientAccumulationSteps = 1 }.Build([variable.Variable]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(momentum: 1.5f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RMSprop(epsilon: 0f));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialDecay(0.1f, 0, 0.5f));
        Assert.Throws<ArgumentException>(() => new PiecewiseConstantDecay([1, 2], [0.1f]));
    }

    private static double Distance(VariableMemory variable) => variable.Values.ToArray().Sum(w => Math.Pow(w - 1, 2));
}
