using Keras.Hosting;
using Keras.Kernels;

namespace Keras.Runtime.Tests.Optimizers;

/// <summary>Tables of which a step updates the touched rows only, against the same tables updated as a whole: every bit is equal.</summary>
public sealed unsafe class RowUpdateTests
{
    private const int Steps = 240;

    private static readonly Func<Optimizer>[] Optimizers =
    [
        () => new SGD(0.1f), () => new SGD(0.1f, momentum: 0.9f), () => new RMSprop(), () => new RMSprop(centered: true), () => new RMSprop(momentum: 0.5f),
        () => new Adagrad(), () => new Adagrad(initialAccumulatorValue: 0f), () => new Adadelta(0.5f), () => new Adam(), () => new AdamW(), () => new Adamax(), () => new Nadam(),
        () => new Ftrl(), () => new Lion(), () => new Lamb(),
        () => new RMSprop { ClipNorm = 0.5f }, () => new RMSprop { GlobalClipNorm = 0.5f }, () => new RMSprop { ClipValue = 0.1f },
        () => new RMSprop { WeightDecay = 0.01f }, () => new RMSprop { UseEma = true, EmaOverwriteFrequency = 7 }, () => new RMSprop { GradientAccumulationSteps = 3 },
        () => new RMSprop(new CosineDecay(0.1f, 100)) { GlobalClipNorm = 0.5f, WeightDecay = 0.01f }, () => new Adagrad { ClipNorm = 0.1f, GradientAccumulationSteps = 2 },
    ];

    public static TheoryData<int, int, int> Cases
    {
        get
        {
            var cases = new TheoryData<int, int, int>();
            for (var i = 0; i < Optimizers.Length; i++)
                foreach (var (rows, width) in ((int, int)[])[(40, 16), (37, 1), (37, 15), (37, 17), (41, 24), (33, 48), (3, 5)]) cases.Add(i, rows, width);
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Rows_are_updated_as_the_whole_table_is(int optimizer, int rows, int width)
    {
        var random = new Random(rows * width);
        float[] initial = [.. Enumerable.Range(0, rows * width).Select(_ => random.NextSingle() - 0.5f)];
        var (whole, byRows) = (new VariableMemory("embedding/embeddings", initial, [rows, width]), new VariableMemory("embedding/embeddings", initial, [rows, width]));
        var touched = byRows.UseRows();
        var (dense, sparse) = (Optimizers[optimizer](), Optimizers[optimizer]());
        dense.Build([whole.Variable]);
        sparse.Build([byRows.Variable]);
        for (var step = 0; step < Steps; step++)
        {
            // Few rows, some of them often, some hardly ever; twice in a step, too.
            int[] ids = [.. Enumerable.Range(0, random.Next(0, 6)).Select(_ => (int)(rows * Math.Pow(random.NextDouble(), 4)))];
            float[] values = [.. Enumerable.Range(0, ids.Length * width).Select(_ => random.NextSingle() - 0.5f)];
            fixed (float* from = values)
            fixed (int* numbers = ids)
            {
                Rows.ScatterAdd(new(from), width, new Pointer<int>(numbers), ids.Length, whole.GradientPointer, rows, width, "embedding");
                Rows.ScatterAdd(new(from), width, new Pointer<int>(numbers), ids.Length, touched, "embedding");
            }
            dense.Apply();
            sparse.Apply();
            // Reading the state in between must not change what follows.
            if (step % 50 == 17 || step == Steps - 1)
            {
                Assert.Equal(whole.Values, byRows.Values);
                Assert.Equal(whole.Gradient, byRows.Gradient);
                Assert.All(dense.State.Zip(sparse.State), pair => Assert.Equal(pair.First.Values, pair.Second.Values));
            }
        }
        Assert.True(byRows.Padding.IndexOfAnyExcept(0f, -0f) < 0);
    }

    [Fact]
    public void Slots_that_shrink_for_long_stop_where_they_would()
    {
        var (whole, byRows) = (new VariableMemory("e/e", new float[32], [2, 16]), new VariableMemory("e/e", new float[32], [2, 16]));
        var rows = byRows.UseRows();
        var (dense, sparse) = (new RMSprop(), new RMSprop());
        dense.Build([whole.Variable]);
        sparse.Build([byRows.Variable]);
        for (var step = 0; step < 3000; step++)
        {
            rows.Begin();
            whole.Gradient.Clear();
            if (step is 0 or 2000)
            {
                whole.Gradient[..16].Fill(0.3f);
                rows.Touch(0);
                new Span<float>(rows.Table.Value, 16).Fill(0.3f);
            }
            dense.Apply();
            sparse.Apply();
            if (step == 1000) Assert.InRange(dense.State[0].Values[0], float.Epsilon, 1e-38f);
        }
        Assert.Equal(dense.State[0].Values, sparse.State[0].Values);
        Assert.Equal(whole.Values, byRows.Values);
    }

    [Fact]
    public void A_state_that_was_read_back_goes_on_as_if_nothing_had_been()
    {
        var tables = Enumerable.Range(0, 2).Select(_ => new VariableMemory("e/e", new float[64], [4, 16])).ToArray();
        var rows = tables.Select(table => table.UseRows()).ToArray();
        var (through, resumed) = (new RMSprop(), new RMSprop());
        through.Build([tables[0].Variable]);
        resumed.Build([tables[1].Variable]);
        Step(through, 0, 1);
        Step(through, 0, 2);
        Step(resumed, 1, 1);
        Step(resumed, 1, 2);
        var saved = resumed.State[0].Values.ToArray();
        resumed = new RMSprop { BatchesSeen = 2 };
        resumed.Build([tables[1].Variable]);
        saved.CopyTo(resumed.State[0].Values);
        foreach (var row in (int[])[3, 1, 0, 2])
        {
            Step(through, 0, row);
            Step(resumed, 1, row);
        }
        Assert.Equal(through.State[0].Values, resumed.State[0].Values);
        Assert.Equal(tables[0].Values, tables[1].Values);

        void Step(Optimizer optimizer, int table, int row)
        {
            rows[table].Begin();
            rows[table].Touch(row);
            new Span<float>(rows[table].Table.Value + row * 16, 16).Fill(0.1f * (row + 1));
            optimizer.Apply();
        }
    }

    [Fact]
    public void An_update_sees_the_touched_rows_and_no_others()
    {
        var table = new VariableMemory("e/e", new float[160], [10, 16]);
        var rows = table.UseRows();
        var optimizer = new Recorder();
        optimizer.Build([table.Variable]);
        rows.Begin();
        foreach (var row in (int[])[7, 2, 3]) rows.Touch(row);
        optimizer.Apply();
        Assert.Equal([32, 16], optimizer.Lengths);
    }

    [Fact]
    public void Factors_that_do_not_fit_the_slots_are_refused()
    {
        var table = new VariableMemory("e/e", new float[16], [1, 16]);
        table.UseRows();
        var error = Assert.Throws<InvalidOperationException>(() => new Recorder { Factors = [1f] }.Build([table.Variable]));
        Assert.Equal("'recorder' declares 0 slots; IdleSlotFactors must have a factor for each, not 1.", error.Message);
    }

    private sealed class Recorder() : Optimizer("recorder", 0.1f)
    {
        public float[] Factors { get; init; } = [];

        public List<int> Lengths { get; } = [];

        protected internal override IReadOnlyList<float>? IdleSlotFactors => Factors;

        protected internal override void Update(in VariableUpdate update) => Lengths.Add(update.Gradient.Length);
    }
}
