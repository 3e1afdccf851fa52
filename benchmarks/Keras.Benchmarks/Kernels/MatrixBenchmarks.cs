using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;

namespace Keras.Benchmarks.Kernels;

/// <summary>Matrix products and their adjoints, with GFLOP/s and, as their limit, the machine's multiply-adds in registers.</summary>
[Config(typeof(Config))]
public class MatrixBenchmarks : IDisposable
{
    private MatrixOperands _operands = null!;

    /// <summary>M x N x K.</summary>
    [Params("256x256x256", "32x64x784", "32x512x512", "1x64x784", "32x10x64")]
    public string Shape { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        (int rows, int columns, int inner) = Parse(Shape);
        _operands = new MatrixOperands(rows, columns, inner);
    }

    [GlobalCleanup]
    public void Dispose()
    {
        _operands.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public void Peak() => MachinePeak.Loop();

    [Benchmark]
    public void Forward() => _operands.Plain();

    [Benchmark]
    public void ForwardBiasRelu() => _operands.BiasRelu();

    [Benchmark]
    public void InputGradient() => _operands.InputGradient();

    [Benchmark]
    public void WeightGradient() => _operands.WeightGradient();

    private static (int Rows, int Columns, int Inner) Parse(string shape)
    {
        int[] sizes = shape.Split('x').Select(int.Parse).ToArray();
        return (sizes[0], sizes[1], sizes[2]);
    }

    private sealed class Config : ManualConfig
    {
        public Config() => AddColumn(new FlopsColumn());
    }

    private sealed class FlopsColumn : IColumn
    {
        public string Id => nameof(FlopsColumn);

        public string ColumnName => "GFLOP/s";

        public string Legend => "Floating-point operations per nanosecond, from the mean";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Metric;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            (int rows, int columns, int inner) = Parse((string)benchmarkCase.Parameters[nameof(Shape)]);
            double operations = benchmarkCase.Descriptor.Baseline ? MachinePeak.Operations : 2.0 * rows * columns * inner;
            double? nanoseconds = summary[benchmarkCase]?.ResultStatistics?.Mean;
            return nanoseconds is { } time ? (operations / time).ToString("F1") : "?";
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
