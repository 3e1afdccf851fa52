using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>Runs a program once per entry of a leading axis. Operands: the first carries, the sequences, what is the same for all steps;
/// these are the program's inputs and then its weights. Results: for each carry the last one or all of them, then the stacked outputs;
/// these are the program's outputs.</summary>
/// <param name="Body">The program of one step.</param>
/// <param name="Length">Number of steps.</param>
/// <param name="Reverse">Whether the last entry is the first step's.</param>
/// <param name="Sequences">Number of sequences.</param>
/// <param name="KeepsAll">For each carry, whether the result holds all of it, one entry more than there are steps: in the order of the
/// sequences, so that each step reads one entry and writes its neighbour.</param>
public sealed record ScanStep(
    FusedProgram Body, Dim Length, bool Reverse, int Sequences, ImmutableArray<bool> KeepsAll,
    ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), INestedStep
{
    public override string Details =>
        $"{Length} steps{(Reverse ? ", reverse" : "")}" + string.Concat(KeepsAll.Select((keeps, i) => keeps ? $", all of {Results[i]}" : ""));

    /// <summary>Number of carries.</summary>
    public int Carries => KeepsAll.Length;

    /// <summary>A carry of which only the last is wanted goes to and fro between its result and one more piece of memory.</summary>
    public override ImmutableArray<Dim> Workspaces => [.. Enumerable.Range(0, Carries).Where(i => !KeepsAll[i])
        .Select(i => Operands[i].Shape.Size * (Operands[i].Type.DType is DType.Float32 or DType.Int32 ? sizeof(float) : 1))];

    public override WeightLayout OperandLayout(int operand) => operand - Body.Source.Inputs.Length is >= 0 and var weight
        ? Body.Source.Weights[weight].Weight.Layout
        : WeightLayout.RowMajor;

    public bool IsIndependent => false;

    public int Varying => Carries + Sequences;

    public IReadOnlyDictionary<string, Dim> Lengths(Func<string, long, long> arena) => ImmutableDictionary<string, Dim>.Empty;

    public Step WithBody(FusedProgram body) => this with { Body = body };
}

/// <summary>The transpose of a matrix in panels, in panels: where one weight serves many products, it is turned around once.</summary>
public sealed record PanelTransposeStep(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;
}
