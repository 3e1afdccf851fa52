using System.Collections.Immutable;
using Keras.Compiler.Graph;
using Keras.Compiler.Layers;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Lowering;

/// <summary>From the functional graph to primitive ops: each call of a layer, in order, appends the ops of its definition.</summary>
public static class Lowerer
{
    /// <summary>The program of a model. Nested models are inlined; a shared layer's weights are read as one value each.</summary>
    /// <param name="graph">A graph without faults.</param>
    /// <param name="training">Whether layers behave as in training and write their state. Loss terms are there in both; predicting
    /// does without (<see cref="WithoutLossTerms"/>).</param>
    /// <param name="options">What tests may change.</param>
    public static Program Lower(FunctionalGraph graph, bool training, CompilerOptions? options = null)
    {
        var builder = new ProgramBuilder();
        var inputs = graph.Inputs.Select(input => builder.Declare(input.Type, input.Name)).ToImmutableArray();
        var weights = new WeightTable(graph, builder);
        var model = new ModelLowering(builder, weights, new SampleTiles(options ?? CompilerOptions.Default));
        var call = model.Lower(graph, path: "", inputs, masks: [.. inputs.Select(_ => (Value?)null)], training);
        var (outputs, masks) = (call.Outputs, call.Masks);
        var outputMasks = outputs.Zip(masks, (output, mask) => mask is null ? null : RowMask(builder, output, mask)).ToImmutableArray();
        return new Program(
            graph.Name, training, inputs, weights.All, builder.TakeInstructions(), outputs,
            [.. model.LossTerms], training ? [.. model.StateWrites] : [])
        {
            OutputMasks = outputMasks.All(mask => mask is null) ? [] : outputMasks,
            States = model.States,
            LayerResults = [.. model.Results],
        }.RemoveDeadCode().VerifyInDebug();
    }

    /// <summary>The program whose outputs are the results of all layers, each with the batch axis first: what a layer makes of every time
    /// step at once has the steps as its second axis.</summary>
    public static Program ForTrace(this Program program)
    {
        var builder = new ProgramBuilder(program.NextId());
        var batch = program.Inputs[0].Shape[0];
        var results = program.LayerResults.Select(result => (Result: result, Value: WithBatch(builder, result, batch)))
            .Where(pair => pair.Value is not null).Select(pair => pair.Result with { Value = pair.Value! }).ToImmutableArray();
        return (program with
        {
            Instructions = program.Instructions.AddRange(builder.TakeInstructions()),
            Outputs = [.. results.Select(result => result.Value)],
            LossTerms = [],
            OutputMasks = [],
            LayerResults = results,
        }).RemoveDeadCode();
    }

    private static Value? WithBatch(ProgramBuilder builder, LayerResult result, Dim batch)
    {
        var shape = result.Value.Shape;
        if (shape.Rank == 0 || shape[0].DivideExactly(batch) is not { } steps) return null;
        return steps == 1 ? result.Value : builder.Reshape(result.Path, result.Value, Shape.Of([batch, steps, .. shape.Dims.Skip(1)]));
    }

    /// <summary>The program for predicting: what only losses and metrics want is left out.</summary>
    public static Program WithoutLossTerms(this Program program) => (program with { LossTerms = [], OutputMasks = [] }).RemoveDeadCode();

    /// <summary>The program of predictions: without what losses need, and what it makes of weights alone is kept.</summary>
    public static Program ForPrediction(this Program program) => program.WithoutLossTerms() with { KeepsPrepared = true };

    /// <summary>A mask as losses read it: one truth value per row of the output's last axis.</summary>
    private static Value? RowMask(ProgramBuilder builder, Value output, Value mask)
    {
        if (mask.Shape.Rank >= output.Shape.Rank) return null;
        var name = output.Name + "_mask";
        return builder.BroadcastTo(name, builder.LengthenMask(name, mask, output.Shape.Rank - 1), output.Shape.WithoutAxis(-1));
    }
}
