using System.Collections.Immutable;
using Keras.Compiler.Fusion.Selection;
using Keras.Compiler.Ops;
using Keras.Compiler.Shapes;

namespace Keras.Compiler.Fusion.Steps;

/// <summary>Runs a program once per entry of a leading axis. Operands: the first carries, the sequences, what is the same for all steps;
/// these are the program's inputs and then its weights; behind them those of the products. Results: for each carry the last one or all of
/// them, then the stacked outputs; these are the program's outputs.</summary>
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
    /// <summary>Floats of a chunk of a sequence that the loop makes, which stays in a near cache or nearly. Smaller ones would gain little more,
    /// and leave threads too little work at a time.</summary>
    public const long ChunkFloats = CacheSizes.SecondLevel;

    /// <summary>Products that the loop makes as it comes to them, a chunk of steps at a time, each as it stood before the loop. In the place
    /// of a sequence that they make, the operand is the first factor of the first of them.</summary>
    private ImmutableArray<ScanProduct> Products { get; init; } = [];

    public override string Details =>
        $"{Length} steps{(Reverse ? ", reverse" : "")}" + string.Concat(KeepsAll.Select((keeps, i) => keeps ? $", all of {Results[i]}" : "")) +
        string.Concat(Products.Select(product => $", chunks of {product.Step.Result}"));

    /// <summary>Number of carries.</summary>
    public int Carries => KeepsAll.Length;

    /// <summary>The numbers of the sequences that the loop makes.</summary>
    public IEnumerable<int> Made => Products.Select(product => product.Sequence).Distinct();

    /// <summary>Number of operands that are the program's.</summary>
    private int Given => Body.Source.Inputs.Length + Body.Source.Weights.Length;

    /// <summary>Number of elements in an entry of a sequence.</summary>
    public Dim EntrySize(int sequence) => Body.Source.Inputs[Carries + sequence].Shape.Size;

    /// <summary>A carry of which only the last is wanted goes to and fro between its result and one more piece of memory; a chunk of a sequence
    /// that the loop makes is a single entry at least.</summary>
    public override ImmutableArray<Dim> Workspaces =>
    [
        .. Enumerable.Range(0, Carries).Where(i => !KeepsAll[i])
            .Select(i => Operands[i].Shape.Size * (Operands[i].Type.DType is DType.Float32 or DType.Int32 ? sizeof(float) : 1)),
        .. Made.Select(sequence => (Dim.AtMost(Length * EntrySize(sequence), ChunkFloats) + EntrySize(sequence)) * sizeof(float)),
    ];

    /// <summary>The operands that are the same for all steps.</summary>
    public IEnumerable<Value> Invariants => Operands.Take(Given).Skip(Carries + Sequences);

    /// <summary>The products that make a sequence, with their present operands: the rows of each entry, one product's after the other's.</summary>
    public ImmutableArray<TurnedMatMulStep> ProductsOf(int sequence) =>
        [.. PresentProducts.Where(product => product.Sequence == sequence).Select(product => product.Step)];

    /// <summary>The step, which makes one more sequence.</summary>
    public ScanStep Making(int sequence, ImmutableArray<TurnedMatMulStep> products) => this with
    {
        Products = Products.AddRange(products.Select(product => new ScanProduct(sequence, product))),
        Operands = [.. Operands.SetItem(Carries + sequence, products[0].Left), .. products.SelectMany(product => product.Operands)],
    };

    public override WeightLayout OperandLayout(int operand)
    {
        if (operand < Body.Source.Inputs.Length) return WeightLayout.RowMajor;
        if (operand < Given) return Body.Source.Weights[operand - Body.Source.Inputs.Length].Weight.Layout;
        return Products.SelectMany(product => product.Step.Operands.Select((_, i) => product.Step.OperandLayout(i))).ElementAt(operand - Given);
    }

    /// <summary>A product's first factor may lie in rows.</summary>
    public override bool AcceptsRows(Value value, Dim rowLength) =>
        Enumerable.Range(0, Given).All(i => Operands[i] != value || Made.Contains(i - Carries)) &&
        PresentProducts.Where(product => product.Step.Operands.Contains(value)).ToList() is { Count: > 0 } readers &&
        readers.All(product => product.Step.AcceptsRows(value, rowLength));

    private IEnumerable<ScanProduct> PresentProducts
    {
        get
        {
            var first = Given;
            foreach (var product in Products)
            {
                var count = product.Step.Operands.Length;
                yield return product with { Step = product.Step with { Operands = [.. Operands.Skip(first).Take(count)] } };
                first += count;
            }
        }
    }

    public bool IsIndependent => false;

    public int Varying => Carries + Sequences;

    public IReadOnlyDictionary<string, Dim> Lengths(Func<string, long, long> arena) => ImmutableDictionary<string, Dim>.Empty;

    public Step WithBody(FusedProgram body) => this with { Body = body };
}

/// <summary>A product that makes rows of each entry of a scan's sequence.</summary>
/// <param name="Sequence">Number of the sequence.</param>
/// <param name="Step">The product of the whole sequence.</param>
internal sealed record ScanProduct(int Sequence, TurnedMatMulStep Step);

/// <summary>The transpose of a matrix in panels, in panels: where one weight serves many products, it is turned around once.</summary>
public sealed record PanelTransposeStep(ImmutableArray<Value> Operands, ImmutableArray<Value> Results, Scope Scope)
    : Step(Operands, Results, Scope)
{
    public override WeightLayout OperandLayout(int operand) => WeightLayout.Panels;

    public override WeightLayout ResultLayout(int result) => WeightLayout.Panels;
}
