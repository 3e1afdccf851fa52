using Keras.Benchmarks.Peers.Engines;
using Keras.Benchmarks.Peers.Facts;

namespace Keras.Benchmarks.Peers.Measurement;

/// <summary>All that is measured of one model: predictions of its batches, a training step.</summary>
internal sealed class ModelRun : IDisposable
{
    private readonly ModelFacts _model;
    private readonly Schedule _schedule;
    private readonly (IEngineKind Kind, IEngine Engine)[] _engines;

    /// <summary>Opens the model in each engine, from files that hold the same weights.</summary>
    public ModelRun(ModelFacts model, ModelFiles files, int threads, Schedule schedule)
    {
        (_model, _schedule) = (model, schedule);
        _engines = [.. EngineCatalogue.All.Select(kind => (kind, kind.Open(model, files.PathOf(kind), threads)))];
    }

    /// <summary>Training comes last, since it changes the weights of those engines that train.</summary>
    public IEnumerable<Comparison> Run()
    {
        foreach (var comparison in _model.Batches.SelectMany(Predict)) yield return comparison;
        if (_model.TrainingBatch > 0) yield return Train(_model.TrainingBatch);
    }

    public void Dispose()
    {
        foreach (var (_, engine) in _engines) engine.Dispose();
    }

    /// <summary>The model as it is, then what this project has besides, each beside the same peers.</summary>
    private IEnumerable<Comparison> Predict(int batch)
    {
        var samples = new Samples(_model, batch);
        var ways = _engines.Select(entry => (entry.Kind.Title, Ways: entry.Engine.Predict(samples))).ToArray();
        yield return Predict(new("", Agreement.OutputTolerance, ways[0].Ways[0]), ways[0].Ways);
        foreach (var variant in _engines[0].Engine.Variants(samples)) yield return Predict(variant, [variant.Way]);

        Comparison Predict(Variant variant, IReadOnlyList<Prediction> ours)
        {
            (string Title, IReadOnlyList<Prediction> Ways)[] engines = [(ways[0].Title, ours), .. ways.Skip(1)];
            var difference = Agreement.OfPredictions([.. engines.SelectMany(engine => engine.Ways.Select(way => (engine.Title, way)))], variant.Tolerance);
            return new(_model, Work.Prediction, batch, Time(engines.Select(engine => engine.Ways.Select(way => (way.Form, way.Run)))), difference)
            {
                Variant = variant.Title,
            };
        }
    }

    private Comparison Train(int batch)
    {
        var samples = new Samples(_model, batch);
        var ways = _engines.Select(entry => (entry.Kind.Title, Ways: entry.Engine.Train(samples))).ToArray();
        var difference = Agreement.OfTraining([.. ways.SelectMany(engine => engine.Ways.Take(1).Select(way => (engine.Title, way)))]);
        return new(_model, Work.Training, batch, Time(ways.Select(engine => engine.Ways.Select(way => (way.Form, way.Run)))), difference);
    }

    private Timing?[] Time(IEnumerable<IEnumerable<(string Form, Action Run)>> ways)
    {
        GC.Collect();
        return SideBySide.Run([.. ways.Select(engine => engine.ToArray())], _schedule);
    }
}
