extern alias runtime;

using Keras.Compiler.Fusion;
using Keras.Compiler.Fusion.Passes;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Lowering;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;
using Keras.Compiler.Rewriting;
using Keras.Compiler.Tests.Graph;
using Keras.Compiler.Tests.WholeModels;
using Kernels = runtime::Keras.Kernels;

namespace Keras.Compiler.Tests.Fusion;

/// <summary>Inputs of recurrent layers that are multiplied as the loop comes to them.</summary>
public sealed class ChunkedProductsTests
{
    /// <summary>What is multiplied lies in the rows of another tensor.</summary>
    private static readonly (string Fields, string Inputs, string Value) Rows = (
        "[Dense(6)] private readonly Dense _a; [LSTM(16, ReturnSequences = true)] private readonly LSTM _b;", "[Input(None, 7)] KerasTensor x",
        "Concatenate([_b.Call(_a.Call(x)), _a.Call(x), x])");

    private const string Off = nameof(ChunkedProducts);

    /// <summary>Fields, inputs and value of a model whose sequences take several chunks at these sizes: whole ones, and one that is shorter.</summary>
    private static readonly (string Fields, string Inputs, string Value, int Batch, int Unknown)[] Models =
    [
        ("[LSTM(17)] private readonly LSTM _a;", "[Input(140, 5)] KerasTensor x, [Input(140, 5)] KerasTensor y", "Concatenate([_a.Call(x), _a.Call(y)])", 16, 0),
        ("[LSTM(16)] private readonly LSTM _a;", "[Input(None, 3)] KerasTensor x", "_a.Call(x)", 3, 1400),
        ("[LSTM(16)] private readonly LSTM _a;", "[Input(None, 3)] KerasTensor x", "_a.Call(x)", 1, 4200),
        ("[GRU(16, ReturnSequences = true, GoBackwards = true)] private readonly GRU _a;",
            "[Input(100, 5)] KerasTensor x, [Input(100, DType = DType.Bool)] KerasTensor k", "_a.Call(x, mask: k)", 60, 0),
        ("[GRU(16, ResetAfter = false, UseBias = false)] private readonly GRU _a;", "[Input(100, 5)] KerasTensor x", "_a.Call(x)", 60, 0),
        ("[SimpleRNN(16)] private readonly Bidirectional<SimpleRNN> _a;", "[Input(None, 2)] KerasTensor x", "_a.Call(x)", 60, 300),
        // An entry that is larger than a chunk.
        ("[LSTM(16)] private readonly LSTM _a;", "[Input(2, 2)] KerasTensor x", "_a.Call(x)", 4100, 0),
        (Rows.Fields, Rows.Inputs, Rows.Value, 30, 140),
    ];

    [Theory]
    [InlineData("[LSTM(32)] private readonly LSTM _a;", "[Input(140, 5)] KerasTensor x", "_a.Call(x)", "TurnedMatMul, Map, Scan", "Map, Scan")]
    [InlineData("[LSTM(32)] private readonly LSTM _a;", "[Input(140, 5)] KerasTensor x, [Input(140, 5)] KerasTensor y", "_a.Call(x) + _a.Call(y)",
        "TurnedMatMul, TurnedMatMul, Map, Concatenate, Scan, View, View, Map", "Map, Scan, View, View, Map")]
    [InlineData("[GRU(32, UseBias = false)] private readonly GRU _a;", "[Input(None, 5)] KerasTensor x", "_a.Call(x)", "TurnedMatMul, Map, Scan", "Map, Scan")]
    // A chunk would hold all of it.
    [InlineData("[LSTM(4)] private readonly LSTM _a;", "[Input(140, 5, BatchSize = 2)] KerasTensor x", "_a.Call(x)", "TurnedMatMul, Scan", "TurnedMatMul, Scan")]
    // Each chunk would read a large matrix anew.
    [InlineData("[LSTM(512)] private readonly LSTM _a;", "[Input(140, 128)] KerasTensor x", "_a.Call(x)", "TurnedMatMul, Map, Scan", "Map, Scan")]
    [InlineData("[LSTM(512)] private readonly LSTM _a;", "[Input(140, 129)] KerasTensor x", "_a.Call(x)", "TurnedMatMul, Map, Scan", "TurnedMatMul, Map, Scan")]
    public void A_loop_makes_what_it_alone_reads(string fields, string inputs, string value, string before, string after)
    {
        Assert.Equal(before, Names(CompilerOptions.Default.Without(Off)));
        Assert.Equal(after, Names(CompilerOptions.Default));

        string Names(CompilerOptions options) => string.Join(", ", Fuse(fields, inputs, value, options).Forward.Select(step => step.Name));
    }

    [Fact]
    public void A_chunk_is_what_the_kernel_takes_for_near() =>
        Assert.Equal(ScanStep.ChunkFloats, Kernels.TurnedParts<Kernels.NoEpilogue>.NearFloats);

    [Fact]
    public void Its_inputs_may_lie_in_rows() => Assert.Equal(
        [false, true, false],
        Fuse(Rows.Fields, Rows.Inputs, Rows.Value, CompilerOptions.Default).Forward.OfType<ConcatenateStep>().Single().InPlace.ToArray());

    [Fact]
    public void A_sequence_takes_no_more_memory_than_a_chunk()
    {
        Assert.InRange(Arena(CompilerOptions.Default.Without(Off)), 32 * 1000 * 256 * sizeof(float), long.MaxValue);
        Assert.InRange(Arena(CompilerOptions.Default), 1024 * 1024, 1280 * 1024);

        static long Arena(CompilerOptions options) =>
            ArenaPlanner.Plan(Fuse("[LSTM(64)] private readonly LSTM _a;", "[Input(1000, 5)] KerasTensor x", "_a.Call(x)", options))
                .Slots.Sum(slot => slot.Sizes.Max(size => size.Evaluate(_ => 32)));
    }

    [Fact]
    public void Models_predict_what_the_reference_does()
    {
        var source = string.Concat(Models.Select((model, i) =>
            $"public sealed partial class M{i} : Model {{ {model.Fields} public KerasTensor Call({model.Inputs}) {{ return {model.Value}; }} }}\n"));
        var compiled = CompiledModel.Compile(source, Models.Select((_, i) => $"M{i}"), CompilerOptions.Default);
        for (var i = 0; i < Models.Length; i++) ModelAgreement.Check(compiled[$"M{i}"], Models[i].Batch, Models[i].Unknown, seed: i);
    }

    private static FusedProgram Fuse(string fields, string inputs, string value, CompilerOptions options)
    {
        var program = Lowerer.Lower(SourceModel.Call(fields, inputs, $"return {value};").Graph, training: false).ForPrediction();
        return WeightHoisting.Hoist(Fuser.Fuse(Rewriter.Rewrite(program, options), options), options);
    }
}
