using System.Text.Json;

namespace Keras.Tests.Goldens;

/// <summary>One model trained by Keras.</summary>
/// <param name="Id">Unique in the file.</param>
/// <param name="Configuration">The model's JSON.</param>
/// <param name="Weights">Initial weights in the order of <c>get_weights()</c>.</param>
/// <param name="X">Inputs, in order.</param>
/// <param name="Y">Targets, in order of the outputs.</param>
/// <param name="Compile">Arguments of <c>compile</c>.</param>
/// <param name="Fit">Arguments of <c>fit</c>.</param>
/// <param name="OutputNames">The producing layers.</param>
/// <param name="CountParams">Number of elements of all weights.</param>
/// <param name="PredictBefore">Outputs of the initial model.</param>
/// <param name="EvaluateBefore">Losses and metrics of the initial model as a list.</param>
/// <param name="EvaluateBeforeNamed">The same by name, in Keras's order.</param>
/// <param name="History">Per key the value of each epoch, in Keras's order.</param>
/// <param name="WeightsAfter">Trained weights.</param>
/// <param name="OptimizerVariablesAfter">Iterations, learning rate, then slots in Keras's order.</param>
/// <param name="PredictAfter">Outputs of the trained model.</param>
/// <param name="Summary">What <c>summary()</c> prints before training.</param>
public sealed record TrainingCase(
    string Id,
    JsonElement Configuration,
    GoldenTensor[] Weights,
    GoldenTensor[] X,
    GoldenTensor[] Y,
    JsonElement Compile,
    JsonElement Fit,
    string[] OutputNames,
    long CountParams,
    GoldenTensor[] PredictBefore,
    float[] EvaluateBefore,
    KeyValuePair<string, float>[] EvaluateBeforeNamed,
    KeyValuePair<string, float[]>[] History,
    GoldenTensor[] WeightsAfter,
    GoldenTensor[] OptimizerVariablesAfter,
    GoldenTensor[] PredictAfter,
    string Summary)
{
    public static TrainingCase Read(JsonElement json) => new(
        json.GetProperty("id").GetString()!,
        json.GetProperty("config"),
        GoldenTensor.ReadNest(json.GetProperty("weights")),
        GoldenTensor.ReadNest(json.GetProperty("x")),
        GoldenTensor.ReadNest(json.GetProperty("y")),
        json.GetProperty("compile"),
        json.GetProperty("fit"),
        [.. json.GetProperty("output_names").EnumerateArray().Select(n => n.GetString()!)],
        json.GetProperty("count_params").GetInt64(),
        GoldenTensor.ReadNest(json.GetProperty("predict_before")),
        [.. json.GetProperty("evaluate_before").EnumerateArray().Select(v => v.GetSingle())],
        [.. json.GetProperty("evaluate_before_dict").EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.GetSingle()))],
        [.. json.GetProperty("history_key_order").EnumerateArray().Select(k => KeyValuePair.Create(k.GetString()!,
            json.GetProperty("history").GetProperty(k.GetString()!).EnumerateArray().Select(v => v.GetSingle()).ToArray()))],
        GoldenTensor.ReadNest(json.GetProperty("weights_after")),
        GoldenTensor.ReadNest(json.GetProperty("optimizer_variables_after")),
        GoldenTensor.ReadNest(json.GetProperty("predict_after")),
        json.GetProperty("summary").GetString()!);

    public override string ToString() => Id;
}
