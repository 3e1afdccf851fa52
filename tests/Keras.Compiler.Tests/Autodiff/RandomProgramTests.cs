using Keras.Compiler.Autodiff;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;

namespace Keras.Compiler.Tests.Autodiff;

public sealed class RandomProgramTests
{
    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 100)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Gradients_are_derivatives(int seed)
    {
        var program = RandomPrograms.Of(seed).RemoveDeadCode();
        foreach (var (batch, time) in new[] { (1, 1), (2, 3) })
            GradientCheck.Check(program, new(new Dictionary<string, int> { ["batch"] = batch, ["time"] = time }), seed);
    }

    /// <summary>The generator reaches every construct that it is there for.</summary>
    [Fact]
    public void Random_programs_share_weights_and_values_and_use_most_ops()
    {
        var programs = Enumerable.Range(1, 100).Select(seed => RandomPrograms.Of(seed).RemoveDeadCode()).ToList();
        Assert.Contains(programs, program => program.Weights.Any(weight => Readers(program, weight.Value) > 1));
        Assert.Contains(programs, program => program.Instructions.Any(instruction => Readers(program, instruction.Result) > 2));
        Assert.Contains(programs, program => program.Outputs.Length > 1 && program.LossTerms.Length > 0);
        var ops = programs.SelectMany(program => program.Instructions).Select(instruction => instruction.Op.GetType()).Distinct().Count();
        Assert.True(ops >= 11, $"Only {ops} ops occur.");
    }

    private static int Readers(Program program, Value value) =>
        program.Instructions.Count(instruction => instruction.Operands.Contains(value));
}
