using Keras.Models.Tests.Comparison;
using Keras.Models.Tests.Compilation;
using Keras.Tests.Goldens;

namespace Keras.Models.Tests.Training;

/// <summary>One golden training run on a compiled model.</summary>
public static class TrainingRun
{
    /// <summary>Trains as Keras did and compares everything.</summary>
    /// <param name="golden">What Keras did.</param>
    /// <param name="driver">A fresh model.</param>
    /// <param name="optimizer">For mutations: another optimizer than the golden one.</param>
    public static void Compare(TrainingCase golden, IModelDriver driver, Optimizer? optimizer = null)
    {
        var model = driver.Model;
        Assert.Equal(golden.CountParams, model.CountParams());
        model.SetWeights([.. golden.Weights.Select(w => w.Floats())]);
        ComparePredictions("predict before", golden.PredictBefore, driver.Predict(golden.X));

        optimizer ??= GoldenComponents.Optimizer(golden.Compile.GetProperty("optimizer"));
        TrainingArguments.Compile(driver, golden, optimizer);
        // Keras evaluated all samples in one batch. Several give the same, but where a mask leaves more steps of one batch than of another.
        CompareEvaluation(golden, driver.Evaluate(golden.X, golden.Y, 32));
        if (golden.Id != "masked_seq_loss") CompareEvaluation(golden, driver.Evaluate(golden.X, golden.Y, 4));

        var history = driver.Fit(golden.X, golden.Y, TrainingArguments.Fit(golden));
        CompareHistory(golden, history);
        CompareWeights(golden, model);
        CompareOptimizer(golden, optimizer);
        ComparePredictions("predict after", golden.PredictAfter, driver.Predict(golden.X), Closeness.AfterTraining);
    }

    private static void ComparePredictions(string what, GoldenTensor[] expected, float[][] actual, double tolerance = Closeness.Forward)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < actual.Length; i++) Closeness.AssertClose($"{what}, output {i}", expected[i], actual[i], tolerance);
    }

    private static void CompareEvaluation(TrainingCase golden, Evaluation evaluation)
    {
        // Keras 3.15.1 lists a metric twice where the weighted metrics hold it as well; its dictionary has each once.
        var expected = golden.EvaluateBefore.ToList();
        if (expected.Count > golden.EvaluateBeforeNamed.Length) expected.RemoveRange(1, expected.Count - golden.EvaluateBeforeNamed.Length);
        Assert.Equal(expected.Count, evaluation.Figures.Count);
        for (var i = 0; i < expected.Count; i++)
            Closeness.AssertClose($"evaluate, {evaluation.Names[i]}", expected[i], evaluation.Figures[i], Closeness.Forward);
        Assert.Equal(golden.EvaluateBeforeNamed.Select(p => p.Key), evaluation.Keys);
        foreach (var (key, value) in golden.EvaluateBeforeNamed) Closeness.AssertClose($"evaluate, {key}", value, evaluation[key], Closeness.Forward);
    }

    private static void CompareHistory(TrainingCase golden, History history)
    {
        Assert.Equal(golden.History.Select(p => p.Key), history.Keys);
        foreach (var (key, values) in golden.History)
        {
            Assert.Equal(values.Length, history[key].Count);
            for (var epoch = 0; epoch < values.Length; epoch++)
                Closeness.AssertClose($"history, {key}, epoch {epoch}", values[epoch], history[key][epoch], Closeness.AfterTraining);
        }
    }

    private static void CompareWeights(TrainingCase golden, Model model)
    {
        var weights = model.Weights;
        Assert.Equal(golden.WeightsAfter.Length, weights.Count);
        for (var i = 0; i < weights.Count; i++)
            Closeness.AssertTrained($"weight {weights[i].Path}", golden.Weights[i], golden.WeightsAfter[i], weights[i].ToTensor().Flat());
    }

    /// <summary>Iterations, learning rate, then for each variable its slots.</summary>
    private static void CompareOptimizer(TrainingCase golden, Optimizer optimizer)
    {
        var expected = golden.OptimizerVariablesAfter;
        Assert.Equal((long)expected[0].Data[0], optimizer.Iterations);
        Closeness.AssertClose("learning rate", expected[1].Data[0], optimizer.LearningRate, Closeness.Forward);
        // A single number that all weights share (Nadam's product) is none of the weights' state.
        var state = expected[2..].Where(e => e.Shape.Length > 0).ToArray();
        var slots = optimizer.State.Select((slot, i) => (slot, i)).GroupBy(s => s.slot.Variable).SelectMany(g => g.OrderBy(s => s.i)).Select(s => s.slot).ToArray();
        Assert.Equal(state.Length, slots.Length);
        for (var i = 0; i < slots.Length; i++)
            Closeness.AssertState($"optimizer state {slots[i].Path}", state[i], PhysicalLayout.RowMajor(slots[i]));
    }
}
