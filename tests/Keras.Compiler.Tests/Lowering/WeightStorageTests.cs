using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Graph;

namespace Keras.Compiler.Tests.Lowering;

/// <summary>How the format of weights that classes and fields ask for reaches products.</summary>
public class WeightStorageTests
{
    private const string Half = "WeightStorage = WeightStorage.BFloat16";

    private const string Tower = "public sealed partial class Tower : Model { [Dense(4)] private readonly Dense _inner; public KerasTensor Call([Input(2)] KerasTensor x) => _inner.Call(x); }";

    [Theory]
    [InlineData("by default nothing", "[Dense(4)] private readonly Dense _a, _b;", "_b.Call(_a.Call(x))", "", "", "a b")]
    [InlineData("a field", $"[Dense(4)] private readonly Dense _a; [Layer({Half}), Dense(4)] private readonly Dense _b;", "_b.Call(_a.Call(x))", "", "", "a b/2")]
    [InlineData("a nested model's field", $"[Layer({Half})] private readonly Tower _a; private readonly Tower _b;", "_a.Call(x) + _b.Call(x)", "", "", "a/inner/2 b/inner")]
    [InlineData("the class", "[Dense(4)] private readonly Dense _a; private readonly Tower _b;", "_a.Call(x) + _b.Call(x)", $"[Model({Half})]", "", "a/2 b/inner/2")]
    [InlineData("a nested class", "[Dense(4)] private readonly Dense _a; private readonly Tower _b; [Dense(4)] private readonly Dense _c;", "_a.Call(x) + _b.Call(x) + _c.Call(x)", "", $"[Model({Half})]", "a b/inner/2 c")]
    [InlineData("a wrapper", $"[Layer({Half}), Dense(4)] private readonly TimeDistributed<Dense> _a;", "_a.Call(Reshape(x, [1, 2]))", "", "", "a/layer/2")]
    [InlineData("but not where exact results are asked for", "[Layer(Precision = Precision.Exact), Dense(4)] private readonly Dense _a; [Dense(4)] private readonly Dense _b;", "_b.Call(_a.Call(x))", $"[Model({Half})]", "", "a b/2")]
    public void Asks_for_its_layers(string who, string fields, string result, string model, string tower, string expected)
    {
        var program = Lowerer.Lower(new SourceModel(
            $"{model} public sealed partial class M : Model {{ {fields} public KerasTensor Call([Input(2)] KerasTensor x) => {result}; }} {tower} {Tower}").Graph, training: false);
        var found = program.Instructions.Where(i => i.Op is DotGeneral).Select(i => i.Scope.Path + (i.Scope.Storage == WeightStorage.BFloat16 ? "/2" : ""));
        Assert.True(expected == string.Join(" ", found), $"{who}: {string.Join(" ", found)}");
    }
}
