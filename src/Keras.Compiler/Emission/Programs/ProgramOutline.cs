using System.Collections.Immutable;
using Keras.Compiler.Planning;
using Keras.Compiler.Support;

namespace Keras.Compiler.Emission.Programs;

/// <summary>What the computing half of an emitted class is made from.</summary>
/// <param name="Namespace">Empty for the global namespace.</param>
/// <param name="ContainingTypes">Headers of the containing types from outermost in.</param>
/// <param name="Name">The model class's own name.</param>
/// <param name="Inputs">Keras names and fixed batch sizes (or 0) of the inputs.</param>
/// <param name="Outputs">Keras names of the outputs.</param>
/// <param name="Infer">Prediction.</param>
/// <param name="Evaluate">Prediction with loss terms and masks of outputs; null where the model has none.</param>
/// <param name="Train">Forward and backward pass.</param>
public sealed record ProgramOutline(
    string Namespace,
    EquatableArray<string> ContainingTypes,
    string Name,
    ImmutableArray<(string Name, int BatchSize)> Inputs,
    ImmutableArray<string> Outputs,
    PlannedProgram Infer,
    PlannedProgram? Evaluate,
    PlannedProgram Train)
{
    /// <summary>Prediction with the results of all layers as its outputs.</summary>
    public PlannedProgram? Trace { get; init; }

    /// <summary>Paths of all weights, in gradient order.</summary>
    public ImmutableArray<string> Weights =>
        [.. Train.Source.Weights.Concat(Infer.Source.Weights).Concat(Evaluate?.Source.Weights ?? []).Select(w => w.Weight.Path).Distinct()];

    /// <summary>Symbols of the unknown axes besides the batch.</summary>
    public ImmutableArray<string> Axes =>
        [.. Train.Source.Inputs.SelectMany(i => i.Shape.Dims).SelectMany(d => d.AllSymbols).Distinct().Where(s => s != Dim.Batch.Symbols.Single())];

    /// <summary>Paths of the layers whose <c>Trainable</c> steps ask for.</summary>
    public ImmutableArray<string> TrainingLayers => [.. Train.Steps.SelectMany(AskedLayers.Of).Distinct()];

    /// <summary>Which inputs hold row numbers of tables; of several tables for one layer's calls each once.</summary>
    public ImmutableArray<Lookup> Lookups => [.. Plans.SelectMany(plan => Lookup.Of(plan.Source)).Distinct()];

    public IEnumerable<PlannedProgram> Plans => new[] { Infer, Infer.Preparation, Evaluate, Train, Trace }.OfType<PlannedProgram>();
}
