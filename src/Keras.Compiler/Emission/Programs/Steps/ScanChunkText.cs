using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Writes how the loop of a scan makes a sequence, a chunk of steps before the first of them.</summary>
internal sealed class ScanChunkText
{
    private readonly ScanStep _step;
    private readonly StepContext _context;
    private readonly string _memory, _size, _steps, _first, _count;

    /// <param name="step">The scan.</param>
    /// <param name="sequence">Number of the sequence.</param>
    /// <param name="slot">The memory of a chunk.</param>
    /// <param name="context">Takes the loop.</param>
    public ScanChunkText(ScanStep step, int sequence, int slot, StepContext context)
    {
        (_step, _context, Sequence) = (step, context, sequence);
        _memory = context.Workspace(slot, step.Body.Source.Inputs[step.Carries + sequence].Name, DType.Float32);
        _size = context.Length(step.EntrySize(sequence));
        (_steps, _first, _count) = (context.Names.Reserve("chunk"), context.Names.Reserve("first"), context.Names.Reserve("count"));
    }

    /// <summary>Number of the sequence.</summary>
    public int Sequence { get; }

    /// <summary>What stands before the loop: as many steps as keep a chunk in a near cache.</summary>
    public IEnumerable<string> Before =>
    [
        $"var {_steps} = nint.Max(1, {ScanStep.ChunkFloats} / nint.Max(1, {_size}));",
        $"nint {_first} = 0;",
    ];

    /// <summary>The address of an entry.</summary>
    public string Entry(string entry) => ScanLoopText.Entry(_memory, _size, $"({entry} - {_first})");

    /// <summary>Writes what stands at the beginning of each step.</summary>
    /// <param name="length">Number of steps.</param>
    /// <param name="counter">Number of the step.</param>
    public void Write(string length, string counter)
    {
        using var block = _context.Body.Block($"if ({counter} % {_steps} == 0)");
        _context.Body.Line($"var {_count} = nint.Min({_steps}, {length} - {counter});");
        _context.Body.Line($"{_first} = {(_step.Reverse ? $"{length} - {counter} - {_count}" : counter)};");
        var rows = Dim.Known(0);
        foreach (var product in _step.ProductsOf(Sequence))
        {
            _context.Body.Line($"// {MethodText.Describe(product)}");
            TurnedMatMulStepEmitter.Write(
                product, _context, ScanLoopText.Entry(_context.Pointer(product.Left), _context.Stride(product.Left, product.Inner), _first),
                rows == 0 ? _memory : $"{_memory} + ({_context.Length(rows)})", _size, _count);
            rows += product.Result.Shape.WithoutAxis(0).Size;
        }
    }
}
