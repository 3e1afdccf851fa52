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
        foreach (var batch in _model.Batches) yield return Predict(batch);
        if (_model.TrainingBatch > 0) yield return Train(_model.TrainingBatch);
    }

    public void Dispose()
    {
        foreach (var (_, engine) in _engines) engine.Dispose();
    }

    private Comparison Predict(int batch)
    {
        var samples = new Samples(_model, batch);
        var ways = _engines.Select(entry => (entry.Kind.Title, Ways: entry.Engine.Predict(samples))).ToArray();
        var difference = Agreement.OfPredictions([.. ways.SelectMany(engine => engine.Ways.Select(way => (engine.Title, way)))]);
        return new(_model, Work.Prediction, batch, Time(ways.Select(engine => engine.Ways.Select(way => (way.Form, way.Run)))), difference);
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
