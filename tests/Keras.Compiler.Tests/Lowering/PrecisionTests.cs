using Keras.Compiler.Autodiff;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Graph;

namespace Keras.Compiler.Tests.Lowering;

/// <summary>How the precision that classes and fields ask for reaches convolutions.</summary>
public class PrecisionTests
{
    private const string Tower =
        "public sealed partial class Tower : Model { [Conv2D(4, 3)] private readonly Conv2D _inner; public KerasTensor Call([Input(9, 9, 2)] KerasTensor x) => _inner.Call(x); }";

    [Fact]
    public void NothingAsksForMoreByDefault() =>
        Expect("[Conv2D(4, 3)] private readonly Conv2D _a, _b;", "_b.Call(_a.Call(x))", "", "a b");

    [Fact]
    public void AFieldAsksForItsLayer() => Expect(
        "[Conv2D(4, 3)] private readonly Conv2D _a; [Layer(Precision = Precision.Exact), Conv2D(4, 3)] private readonly Conv2D _b;",
        "_b.Call(_a.Call(x))", "", "a b!");

    [Fact]
    public void AFieldAsksForAllThatIsInAModel() => Expect(
        "[Layer(Precision = Precision.Exact)] private readonly Tower _a; private readonly Tower _b;",
        "Concatenate([_a.Call(x), _b.Call(x)])", "", "a/inner! b/inner");

    [Fact]
    public void AClassAsksForItsLayersAndTheModelsInIt() => Expect(
        "[Conv2D(4, 3)] private readonly Conv2D _a; private readonly Tower _b;",
        "Concatenate([_a.Call(x), _b.Call(x)])", "[Model(Precision = Precision.Exact)]", "a! b/inner!");

    [Fact]
    public void ANestedClassAsksForItself() => Expect(
        "[Conv2D(4, 3)] private readonly Conv2D _a; private readonly Tower _b; [Conv2D(4, 3)] private readonly Conv2D _c;",
        "Concatenate([_a.Call(x), _b.Call(x), _c.Call(x)])", "", "a b/inner! c", tower: "[Model(Precision = Precision.Exact)] ");

    [Fact]
    public void AWrapperAsksForWhatItWraps() => Expect(
        "[Layer(Precision = Precision.Exact), Conv2D(4, 3)] private readonly TimeDistributed<Conv2D> _a; [Conv2D(4, 3)] private readonly TimeDistributed<Conv2D> _b;",
        "_b.Call(_a.Call(Reshape(x, [1, 9, 9, 2])))", "", "a/layer! b/layer");

    [Fact]
    public void AdjointsAskForTheSame()
    {
        var program = Differentiator.Differentiate(Lower(
            "[Layer(Precision = Precision.Exact), Conv2D(4, 3)] private readonly Conv2D _a;", "_a.Call(x)", "", "", training: true));
        var adjoints = program.Backward!.Instructions.Select(instruction => instruction.Op).OfType<ConvolutionOp>().ToList();
        Assert.Equal(2, adjoints.Count);
        Assert.All(adjoints, op => Assert.Equal(Precision.Exact, op.Precision));
    }

    private static Program Lower(string fields, string result, string model, string tower, bool training = false) => Lowerer.Lower(
        new SourceModel($"{model} public sealed partial class M : Model {{ {fields} public KerasTensor Call([Input(9, 9, 2)] KerasTensor x) => {result}; }} {tower}{Tower}").Graph,
        training);

    /// <param name="expected">The layers with convolutions in order of execution, marked where they must be exact.</param>
    private static void Expect(string fields, string result, string model, string expected, string tower = "") => Assert.Equal(
        expected,
        string.Join(" ", Lower(fields, result, model, tower).Instructions.Where(instruction => instruction.Op is ConvolutionOp)
            .Select(instruction => instruction.Scope.Path + (((ConvolutionOp)instruction.Op).Precision == Precision.Exact ? "!" : ""))));
}
