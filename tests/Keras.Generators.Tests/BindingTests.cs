using Keras.Compiler.Binding;
using Keras.Compiler.Description;
using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;

namespace Keras.Generators.Tests;

/// <summary>Class in, printed description out.</summary>
public class BindingTests
{
    [Fact]
    public void AModelOfChainedLayers() => Expect(SampleModels.Mlp, "Samples.Mlp",
        """
        public sealed class Samples.Mlp
          field Dense _hidden1 'hidden1' [DenseAttribute(units: 64, Activation = Keras.Activation(1))]
          field Dense _hidden2 'hidden2' [DenseAttribute(units: 64, Activation = Keras.Activation(1))]
          field Dense _output 'output' [DenseAttribute(units: 10)]
          input image (784) Float32
          outputs Output
          Call(image)
            return _output.Call(x: _hidden2.Call(x: _hidden1.Call(x: image)))

        """);

    [Fact]
    public void ASequentialModelWithAPartialProperty() => Expect(SampleModels.Sequential, "Samples.Vision",
        """
        public sealed class Samples.Vision
          field Flatten _flatten 'flatten' [FlattenAttribute()]
          public property Dense Hidden 'hidden' [DenseAttribute(units: 32)]
          field Dropout _dropout 'dropout' [DropoutAttribute(rate: 0.5)]
          input image (28, 28, 1) Float32
          outputs Output
          sequential

        """);

    [Fact]
    public void BranchesHelpersLoopsAndANestedModel() => Expect([SampleModels.Branches, SampleModels.Sequential], "Samples.Outer+Branches",
        """
        internal sealed class Samples.Outer+Branches
          field Dense[3] _blocks 'blocks' [DenseAttribute(units: 12)] [RepeatAttribute(count: 3)]
          field Dense _mainOutput 'head_a' frozen [DenseAttribute(units: 8)] [LayerAttribute(Name = "head_a", Trainable = false)]
          field Dense _auxOutput 'aux_output' [DenseAttribute(units: 1)]
          field Vision _vision 'vision' model Samples.Vision
          input image (28, 28, 1) Float32
          input extra (12) Float32
          outputs MainOutput, AuxOutput
          Call(image, extra)
            var x = @1(x: extra)
            (a, b) = (_vision.Call(image: image), x: x)
            if true
              x = Ops.Concatenate(inputs: [a, b], axis: -1)
            else
              x = b
            foreach block in _blocks
              assert (block.OutputShape[^1] == 12), "width"
            return (_mainOutput.Call(x: x), _auxOutput.Call(x: x.Shape[1] switch { 4 => a, _ => @2(t: x, a: a, x: x) }))
          Dense(x)
            for
                var i = 0
            while (i < _blocks.Length)
              x = _blocks[i].Call(x: x)
            step
                i += 1
            return x
          Twice(t, a, x)
            return (t + (a * x))

        """);

    [Fact]
    public void PrecisionOfClassesAndFields() => Expect(
        "namespace Samples; [Model(Precision = Precision.Exact)] public sealed partial class Exact : Model { [Dense(4), Layer(Precision = Precision.Exact)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "Samples.Exact",
        """
        public sealed class Samples.Exact exact
          field Dense _a 'a' exact [DenseAttribute(units: 4)] [LayerAttribute(Precision = Keras.Precision(1))]
          input x (4) Float32
          outputs Output
          Call(x)
            return _a.Call(x: x)

        """);

    [Fact]
    public void WeightStorageOfClassesAndFields() => Expect(
        "namespace Samples; [Model(WeightStorage = WeightStorage.BFloat16)] public sealed partial class Half : Model { [Dense(4), Layer(WeightStorage = WeightStorage.BFloat16)] private readonly Dense _a; public KerasTensor Call([Input(4)] KerasTensor x) => _a.Call(x); }",
        "Samples.Half",
        """
        public sealed class Samples.Half bfloat16
          field Dense _a 'a' bfloat16 [DenseAttribute(units: 4)] [LayerAttribute(WeightStorage = Keras.WeightStorage(1))]
          input x (4) Float32
          outputs Output
          Call(x)
            return _a.Call(x: x)

        """);

    [Theory]
    [InlineData("var s = 0; for (var i = 0; i < 2; i++) s += i; for (var i = 0; i < 2; i++) s += i; return x;", "var i#2 = 0")]
    [InlineData("{ var y = x; x = y; } { var y = x; x = y; } return x;", "x = y#2")]
    [InlineData("x = (x, y: x).y; return x;", "(x: x, y: x).Item2")]
    [InlineData("KerasTensor[] all = [x, .. new[] { x }]; return all[0];", "[x, ..[x]]")]
    [InlineData("return Add(x, x, name: $\"sum{x.Shape[1]}\");", "Ops.Add(left: x, right: x, name: ((\"\" + \"sum\") + x.Shape[1]))")]
    [InlineData("var i = 1; while (i < 3) { i++; if (i == 2) continue; break; } return -x;", "continue")]
    [InlineData("switch (x.Shape[1]) { case 1: case 2: x = x + x; break; default: break; } return x;", "1 or 2:")]
    [InlineData("return x.DType is DType.Int32 ? x : _a.Output;", "((x.DType == Keras.DType(1)) ? x : _a.Output)")]
    [InlineData("var y = this.GetLayer<Dense>(\"a\").GetOutputAt(0); return y;", "this.GetLayer<Dense>(name: \"a\").GetOutputAt(nodeIndex: 0)")]
    [InlineData("(_, var y) = (x, x); return y;", "(_, y) = (x, x)")]
    [InlineData("var f = true; if (!f) return x; else return x;", "if !f")]
    [InlineData("return _a.Call(Relu(x)) - x * 2f;", "(_a.Call(x: Ops.Relu(x: x)) - (x * 2))")]
    public void Forms(string body, string expected)
    {
        var printed = Bind(
            $$"""
            public partial class M : Model
            {
                [Dense(3)] private readonly Dense _a;
                public KerasTensor Call([Input(3)] KerasTensor x) { {{body}} }
            }
            """, "M");
        Assert.Contains(expected, printed, StringComparison.Ordinal);
        Assert.DoesNotContain("faulty", printed, StringComparison.Ordinal);
    }

    [Fact]
    public void ConstantsOfOtherFilesAreFolded() => Assert.Contains("units: 28", DescriptionPrinter.Print(BindModel(
        [
            "public partial class M : Model { [Dense(Sizes.Wide * 4)] private readonly Dense _a; public KerasTensor Call([Input(Sizes.Wide)] KerasTensor x) => _a.Call(x); }",
            "static class Sizes { public const int Wide = 7; }",
        ], "M").Description), StringComparison.Ordinal);

    [Fact]
    public void NodesAreNumberedUpAndHavePositions()
    {
        var result = BindModel(SampleModels.All, "Samples.Outer+Branches");
        Assert.Equal(Enumerable.Range(0, result.SourceMap.Nodes.Count()), result.SourceMap.Nodes.Order());
        Assert.All(result.SourceMap.Nodes, node => Assert.NotEqual(Location.None, result.SourceMap[node]));
    }

    [Theory]
    [MemberData(nameof(SampleNames))]
    public void BindingIsTheSameBeforeAndAfterGeneration(string name)
    {
        var before = SourceCompilation.Of(SampleModels.All);
        var after = GeneratorRun.Of(before).Output;
        Assert.True(after.SyntaxTrees.Count() > before.SyntaxTrees.Length);
        var (first, second) = (ModelBinder.Bind(before.Type(name), before, default), ModelBinder.Bind(after.Type(name), after, default));
        Assert.False(first.Description.IsFaulty);
        Assert.Equal(first.Description, second.Description);
        Assert.Equal(first.Problems, second.Problems);
    }

    [Fact]
    public void AFaultyModelIsEmittedTheSameBeforeAndAfterGeneration()
    {
        const string Source =
            """
            public partial class M : Model
            {
                [Dense(3)] private readonly Dense _a;
                private readonly Samples.Mlp _mlp;
                public KerasTensor Call([Input(784)] KerasTensor x) => _a.Call(_mlp.Hidden1.Output);
            }
            """;
        var before = SourceCompilation.Of(Source, SampleModels.Mlp);
        var after = GeneratorRun.Of(before).Output;
        var (first, second) = (ModelBinder.Bind(before.Type("M"), before, default), ModelBinder.Bind(after.Type("M"), after, default));
        Assert.True(first.Description.IsFaulty);
        Assert.Equal(ModelBinder.ForEmission(first.Description), ModelBinder.ForEmission(second.Description));
    }

    public static TheoryData<string> SampleNames() => ["Samples.Mlp", "Samples.Vision", "Samples.Outer+Branches"];

    private static void Expect(string source, string name, string expected) => Expect([source], name, expected);

    private static void Expect(string[] sources, string name, string expected) =>
        Assert.Equal(expected, DescriptionPrinter.Print(BindModel(sources, name).Description), ignoreLineEndingDifferences: true);

    private static string Bind(string source, string name) => DescriptionPrinter.Print(BindModel([source], name).Description);

    private static BindingResult BindModel(string[] sources, string name)
    {
        var compilation = SourceCompilation.Of(sources);
        return ModelBinder.Bind(compilation.Type(name), compilation, default);
    }
}
