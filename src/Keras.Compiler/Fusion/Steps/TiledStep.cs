using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>Runs a program over tiles of a leading axis. Operands: what is cut into tiles, what is whole for each tile; these are the
/// program's inputs and then its weights. Results: the outputs of all samples, then the sums over all tiles; these are the program's
/// outputs.</summary>
/// <param name="Body">The program of one tile.</param>
/// <param name="Samples">Length of the leading axis.</param>
/// <param name="Cut">Number of operands that are cut.</param>
/// <param name="Outputs">Number of results that have all samples.</param>
/// <param name="ArenaBudget">Bytes of memory that a tile is to keep to.</param>
public sealed record TiledStep(
    FusedProgram Body, Dim Samples, int Cut, int Outputs, long ArenaBudget, ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope), INestedStep
{
    public override string Details => $"{Samples} samples";

    /// <summary>What a tile adds to each sum.</summary>
    public override ImmutableArray<Dim> Workspaces => [.. Results.Skip(Outputs).Select(sum => sum.Shape.Size * sizeof(float))];

    public override WeightLayout OperandLayout(int operand) => operand - Body.Source.Inputs.Length is >= 0 and var weight
        ? Body.Source.Weights[weight].Weight.Layout
        : WeightLayout.RowMajor;

    public Step WithBody(FusedProgram body) => this with { Body = body };

    public bool IsIndependent => true;

    public int Varying => Cut;

    /// <summary>A tile has as many samples as fit into the budget, one at least; memory that does not grow with them does not count.</summary>
    public IReadOnlyDictionary<string, Dim> Lengths(Func<string, long, long> arena) => new Dictionary<string, Dim>
    {
        [TileBody.Symbol] = Dim.AtMost(Samples, Math.Max(1, ArenaBudget / Math.Max(1, arena(TileBody.Symbol, 2) - arena(TileBody.Symbol, 1)))),
    };
}
