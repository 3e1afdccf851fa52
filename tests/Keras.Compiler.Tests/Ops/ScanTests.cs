using Keras.Compiler.Autodiff;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Ops;

/// <summary>Scans: their adjoints against finite differences, and what stands in their loops.</summary>
public sealed class ScanTests
{
    public static TheoryData<string, int, int> Sizes()
    {
        var data = new TheoryData<string, int, int>();
        foreach (var name in ScanPrograms.All.Keys)
            foreach (var (batch, time) in new[] { (1, 1), (2, 4), (3, 2) }) data.Add(name, batch, time);
        return data;
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void The_adjoint_is_the_derivative(string name, int batch, int time) =>
        Assert.True(GradientCheck.Check(ScanPrograms.All[name], Lengths(batch, time), seed: batch + time) > 0);

    [Fact]
    public void Only_work_that_feeds_a_carry_stands_in_the_loops()
    {
        var program = Differentiator.Differentiate(ScanPrograms.All["work before and after the loop"]);
        var loops = program.Instructions.Concat(program.Backward!.Instructions).Where(instruction => instruction.Op is Scan).ToList();
        Assert.Equal(2, loops.Count);
        // The recurrent product alone: forward h·U, backward dz·U'.
        Assert.All(loops, loop => Assert.Single(loop.Op.Inner, instruction => instruction.Op is DotGeneral));
        // x·W, y·head; their gradients; dU.
        Assert.Equal(2, program.Instructions.Count(instruction => instruction.Op is DotGeneral));
        Assert.Equal(5, program.Backward!.Instructions.Count(instruction => instruction.Op is DotGeneral));
    }

    [Fact]
    public void A_gated_cell_keeps_its_gates_and_carries_alone()
    {
        var program = Differentiator.Differentiate(ScanPrograms.All["gated cell"]);
        var scan = (Scan)program.Instructions.Single(instruction => instruction.Op is Scan).Op;
        Assert.Equal(["h", "z", "c", "zeros_before", "c0_before"], [.. scan.Body.Outputs.Select(output => output.Name).OrderBy(name => Array.IndexOf(["h", "z", "c", "zeros_before", "c0_before"], name))]);
    }

    [Fact]
    public void An_unsound_step_is_refused()
    {
        var builder = new ProgramBuilder();
        var (first, x) = (builder.Declare(new(Shape.Of(Dim.Batch, 2), DType.Float32), "first"), builder.Declare(new(Shape.Of(3, Dim.Batch, 4), DType.Float32), "x"));
        var fault = Assert.Throws<OpVerificationException>(() => builder.Scan("scan", 3, false, [first], [x], (_, _, now) => ([now[0]], [])));
        Assert.Contains("becomes (None, 4)", fault.Message, StringComparison.Ordinal);
    }

    private static ReferenceEnvironment Lengths(int batch, int time) => new(new Dictionary<string, int> { ["batch"] = batch, ["time"] = time });
}
