extern alias runtime;

using Basic.Reference.Assemblies;
using Keras.Compiler.Emission.Surface;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Keras.Compiler.Tests.Emission.Surface;

public sealed class SurfaceEmitterTests
{
    private const string TwoHeadsUser = """
        using Keras;
        using Keras.Layers;

        namespace Keras.Runtime.Tests.Training.Models;

        /// <summary>The user's part.</summary>
        public sealed partial class TwoHeads : Model
        {
            [Dense(8)] private readonly Dense _hidden;
            [Dense(3)] private readonly Dense _scores;
            [Dense(1)] private readonly Dense _value;
        }
        """;

    private const string ChainUser = """
        using Keras;
        using Keras.Layers;

        /// <summary>Holds the model.</summary>
        public static partial class Outer
        {
            /// <summary>The user's part.</summary>
            public sealed partial class Chain : Model
            {
                /// <summary>A partial property.</summary>
                [Dense(4)] public partial Dense Head { get; }
                [Dense(4), Repeat(2)] private readonly Dense[] _blocks;
                private readonly Vision _vision;
                [Dense(4)] private readonly Dense _padding;

                /// <summary>Read by the compiler.</summary>
                /// <param name="image">Input.</param>
                public partial KerasTensor Call([Input(4, DType = DType.UInt8)] KerasTensor image);
            }

            /// <summary>Nested.</summary>
            public sealed class Vision : Model
            {
                /// <summary>As generated.</summary>
                /// <param name="seed">Seed.</param>
                public Vision(int? seed = null) => _ = seed;
            }
        }
        """;

    [Fact]
    public void Two_inputs_and_outputs_are_emitted_as_the_runtime_tests_use_them()
    {
        var text = SurfaceEmitter.Emit(SampleSurfaces.TwoHeads);
        Assert.Empty(Problems(TwoHeadsUser, text, Program("Keras.Runtime.Tests.Training.Models", "TwoHeads")));
        Snapshots.Match("TwoHeads.g.cs", text);
    }

    [Fact]
    public void Every_form_of_field_compiles_without_a_warning() =>
        Assert.Empty(Problems(ChainUser, SurfaceEmitter.Emit(SampleSurfaces.Chain), ChainProgram));

    [Theory]
    [InlineData("TwoHeads", "new(a, b), new(labels, a)", "new(SGD: 0)", false)]
    [InlineData("TwoHeads", "new(a, b), new(labels, a)", "new(Loss.MeanSquaredError, Loss.Huber), lossWeights: new(Scores: 1f, Value: 0.2f), metrics: [Metric.Accuracy]", true)]
    [InlineData("TwoHeads", "new(a, b), new(labels, a), epochs: 3, validationData: new(new(a, b), new(labels, a)), sampleWeight: a", "Loss.MeanSquaredError, metrics: new(Value: [Metric.Accuracy])", true)]
    [InlineData("TwoHeads", "batches, epochs: 3, stepsPerEpoch: 2", "Loss.MeanSquaredError, metrics: Metric.Accuracy", true)]
    public void Calls_bind_as_users_write_them(string model, string fit, string compile, bool binds)
    {
        var user = $$"""
            using System.Collections.Generic;
            using System.Numerics.Tensors;
            using Keras;
            using Keras.Runtime.Tests.Training.Models;

            internal static class User
            {
                public static void Use({{model}} model, Tensor<float> a, Tensor<float> b, Tensor<int> labels, IEnumerable<{{model}}.Batch> batches)
                {
                    model.Compile(new SGD(0.1f), {{compile}});
                    History history = model.Fit({{fit}});
                    var (scores, value) = model.Predict(new(a, b));
                    float[] features = [], extra = [], first = [], second = [];
                    model.Predict(new(features, extra), new(first, second), 1);
                    _ = (history, scores, value, model.Evaluate(new(a, b), new(labels, a))["loss"]);
                }
            }
            """;
        var problems = Problems(TwoHeadsUser, SurfaceEmitter.Emit(SampleSurfaces.TwoHeads), Program("Keras.Runtime.Tests.Training.Models", "TwoHeads"), user);
        Assert.Equal(binds, !problems.Any());
    }

    [Fact]
    public void Calls_of_a_model_with_one_input_and_output_need_no_records()
    {
        const string User = """
            using System.Numerics.Tensors;
            using Keras;

            internal static class User
            {
                public static Tensor<float> Use(Outer.Chain model, Tensor<byte> images, Tensor<int> labels, byte[] pixels, float[] results)
                {
                    model.Compile(new SGD(0.1f), Loss.SparseCategoricalCrossentropy, metrics: [Metric.Accuracy]);
                    model.Fit(images, labels, epochs: 2, validationData: new(images, labels));
                    model.Predict(pixels, results, 1);
                    return model.Predict(images);
                }
            }
            """;
        Assert.Empty(Problems(ChainUser, SurfaceEmitter.Emit(SampleSurfaces.Chain), ChainProgram, User));
    }

    [Fact]
    public void A_faulty_model_gets_the_same_members_and_no_message_of_the_language() =>
        Assert.Empty(Problems(ChainUser, SurfaceEmitter.Emit(SampleSurfaces.Faulty)));

    [Fact]
    public void Properties_give_way_to_names_that_are_taken()
    {
        Assert.Equal("MainOutput", SurfaceNames.Property("_mainOutput", "Headline"));
        Assert.Equal("ActivationLayer", SurfaceNames.Property("_activation", "Headline"));
        Assert.Equal("OutputLayer", SurfaceNames.Property("_output", "Headline"));
        Assert.Equal("HeadlineLayer", SurfaceNames.Property("_headline", "Headline"));
        Assert.Equal("InputsLayer", SurfaceNames.Property("_inputs", "Headline"));
    }

    [Fact]
    public void Names_of_inherited_members_are_those_of_the_runtime()
    {
        var members = typeof(runtime::Keras.Model)
            .GetMembers(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.FlattenHierarchy)
            .Where(member => member switch
            {
                System.Reflection.MethodInfo method => (method.IsPublic || method.IsFamily) && !method.IsSpecialName,
                System.Reflection.PropertyInfo property => property.GetMethod!.IsPublic || property.GetMethod.IsFamily,
                _ => false,
            })
            .Select(member => member.Name)
            .Distinct();
        Assert.Empty(members.Except(SurfaceNames.Inherited));
    }

    private static string Program(string space, string name) => $$"""
        #nullable enable
        namespace {{space}}
        {
            partial class {{name}}
            {
                private sealed class Program : global::Keras.Hosting.ModelProgram
                {
                    public Program(global::System.Collections.Generic.IReadOnlyList<global::Keras.Weight> weights) => _ = weights;
                    public override global::Keras.Hosting.ProgramSignature Signature => throw new global::System.NotSupportedException();
                    public override long Plan(global::Keras.Hosting.Phase phase, long batch, global::System.ReadOnlySpan<long> axes, global::System.Span<long> offsets) => 0;
                    public override void Infer(global::Keras.Hosting.Frame frame) { }
                    public override void Forward(global::Keras.Hosting.Frame frame) { }
                    public override void Backward(global::Keras.Hosting.Frame frame) { }
                }
            }
        }
        """;

    private static readonly string ChainProgram = Program("X", "Chain").Replace("namespace X", "public static partial class Outer");

    /// <summary>Warnings and errors of the C# compiler, documentation included; those that the analyzers' suppressors silence on layer
    /// fields left out.</summary>
    private static IEnumerable<string> Problems(params string[] sources)
    {
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.Diagnose);
        var compilation = CSharpCompilation.Create("Emitted",
            sources.Select(source => CSharpSyntaxTree.ParseText(source, options)),
            [
                .. Net100.References.All,
                MetadataReference.CreateFromFile(typeof(runtime::Keras.Model).Assembly.Location),
                MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.Tensor).Assembly.Location),
            ],
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, warningLevel: 9999));
        return compilation.GetDiagnostics()
            .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
            .Select(diagnostic => $"{diagnostic} | {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}");
    }
}
