namespace Keras.Compiler.Emission.Surface;

public static partial class SurfaceEmitter
{
    private const string Callbacks = "global::System.Collections.Generic.IReadOnlyList<global::Keras.Callback>? callbacks = null";
    private const string Cancellation = "global::System.Threading.CancellationToken cancellationToken = default";

    private static void WriteMembers(CodeWriter writer, SurfaceModel model)
    {
        WriteCompile(writer, model);
        WriteFit(writer);
        WriteStreams(writer);
        WriteEvaluate(writer);
        WritePredict(writer, model);
        WriteInspection(writer, model);
        WriteOnBatch(writer, model);
        WriteData(writer, model);
    }

    private static void WriteCompile(CodeWriter writer, SurfaceModel model)
    {
        string Each(string record, string variable) => string.Join(", ", model.Outputs.Select(o => $"{variable}.{CSharpText.Identifier(Member(record, o))}"));
        Doc(writer, "Chooses how the model is trained. Layers that are frozen now stay so until the next <c>Compile</c>.",
            ("optimizer", "Changes the weights by their gradients."),
            ("loss", "What is made small, for each output or one for all."),
            ("lossWeights", "What each output's loss counts in the total; 1 by default."),
            ("metrics", "What is watched besides, without sample weights."),
            ("weightedMetrics", "What is watched besides, with sample weights."));
        WriteMethod(writer, "void Compile",
            ["global::Keras.Optimizer optimizer", "Losses loss", "LossWeights? lossWeights = null", "Metrics metrics = default", "Metrics weightedMetrics = default"],
            $"CompileCore(optimizer, [{Each("Losses", "loss")}], lossWeights is {{ }} given ? [{Each("LossWeights", "given")}] : [], [{Each("Metrics", "metrics")}], [{Each("Metrics", "weightedMetrics")}])");
    }

    private static void WriteFit(CodeWriter writer)
    {
        Doc(writer, "Trains the model. The last batch of an epoch may be smaller.",
            ("inputs", "All samples."), ("targets", "The true values of the outputs."), ("batchSize", "Samples per step."), ("epochs", "Passes over the data, counted from 0 even where <paramref name=\"initialEpoch\"/> is given."),
            ("verbose", "0 silent, 1 a progress bar, 2 a line per epoch; by default 1 on a terminal and 2 elsewhere."),
            ("callbacks", "Called at the beginning and end of training, epochs and batches."),
            ("validationSplit", "Share of the samples, the last ones, that is kept for validation."),
            ("validationData", "Samples for validation; goes before <paramref name=\"validationSplit\"/>."),
            ("shuffle", "Whether each epoch takes the samples in another order."),
            ("classWeight", "What samples of each class count; for a single output of labels or one-hot targets."),
            ("sampleWeight", "What each sample counts."), ("initialEpoch", "Number of the first epoch."),
            ("stepsPerEpoch", "Steps after which an epoch ends early."), ("validationBatchSize", "Samples per step of validation."),
            ("validationFreq", "Validates after every so many epochs."), ("cancellationToken", "Stops between steps; the model keeps its last completed step."));
        // Where both arguments are written as new(...), the language alone could not tell data from a stream.
        writer.Line("[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]");
        WriteMethod(writer, "global::Keras.History Fit",
            ["in Inputs inputs", "in Targets targets", "int batchSize = 32", "int epochs = 1", "int? verbose = null", Callbacks, "double validationSplit = 0.0",
             "Batch? validationData = null", "bool shuffle = true", "global::System.Collections.Generic.IReadOnlyDictionary<int, float>? classWeight = null",
             "SampleWeights sampleWeight = default", "int initialEpoch = 0", "int? stepsPerEpoch = null", "int? validationBatchSize = null",
             "int validationFreq = 1", Cancellation],
            """
            FitCore(PackBatch(inputs, targets, sampleWeight), new()
            {
                BatchSize = batchSize, Epochs = epochs, Verbose = verbose, Callbacks = callbacks ?? [], ValidationSplit = validationSplit,
                ValidationData = validationData is { } validation ? PackBatch(validation) : null, Shuffle = shuffle, ClassWeight = classWeight,
                InitialEpoch = initialEpoch, StepsPerEpoch = stepsPerEpoch, ValidationBatchSize = validationBatchSize,
                ValidationFrequency = validationFreq, CancellationToken = cancellationToken,
            })
            """);
    }

    private static void WriteStreams(CodeWriter writer)
    {
        const string Options = """
            new()
            {
                Epochs = epochs, Verbose = verbose, Callbacks = callbacks ?? [],
                ValidationData = validationData is { } validation ? PackBatch(validation) : null, InitialEpoch = initialEpoch,
                StepsPerEpoch = stepsPerEpoch, ValidationBatchSize = validationBatchSize, ValidationFrequency = validationFreq,
                CancellationToken = cancellationToken,
            })
            """;
        string[] parameters = ["int epochs = 1", "int? stepsPerEpoch = null", "int? verbose = null", Callbacks, "Batch? validationData = null",
            "int initialEpoch = 0", "int? validationBatchSize = null", "int validationFreq = 1", Cancellation];
        foreach (var (type, name, result) in new[]
        {
            ("global::System.Collections.Generic.IEnumerable<Batch>", "Fit", "global::Keras.History"),
            ("global::System.Collections.Generic.IAsyncEnumerable<Batch>", "FitAsync", "global::System.Threading.Tasks.Task<global::Keras.History>"),
        })
        {
            Doc(writer, "Trains the model on a stream of batches.",
                ("batches", "The batches. Without <paramref name=\"stepsPerEpoch\"/> each epoch reads them anew from the beginning."),
                ("epochs", "Number of epochs."), ("stepsPerEpoch", "Batches per epoch: the stream then goes on from epoch to epoch."),
                ("verbose", "0 silent, 1 a progress bar, 2 a line per epoch; by default 1 on a terminal and 2 elsewhere."),
                ("callbacks", "Called at the beginning and end of training, epochs and batches."), ("validationData", "Samples for validation."),
                ("initialEpoch", "Number of the first epoch."), ("validationBatchSize", "Samples per step of validation."),
                ("validationFreq", "Validates after every so many epochs."), ("cancellationToken", "Stops between steps; the model keeps its last completed step."));
            WriteMethod(writer, $"{result} {name}", [$"{type} batches", .. parameters],
                (name == "Fit" ? "FitCore(global::System.Linq.Enumerable.Select(batches, PackBatch), " : "FitCoreAsync(batches, PackBatch, ") + Options);
        }
    }

    private static void WriteEvaluate(CodeWriter writer)
    {
        Doc(writer, "Loss and metrics over data, without training.",
            ("inputs", "All samples."), ("targets", "The true values of the outputs."), ("batchSize", "Samples per step."),
            ("verbose", "0 silent, 1 a progress bar, 2 one line; by default 1 on a terminal and 2 elsewhere."),
            ("sampleWeight", "What each sample counts."), ("callbacks", "Called at the beginning and end of evaluation and batches."),
            ("cancellationToken", "Stops between steps."));
        WriteMethod(writer, "global::Keras.Evaluation Evaluate",
            ["in Inputs inputs", "in Targets targets", "int batchSize = 32", "int? verbose = null", "SampleWeights sampleWeight = default", Callbacks, Cancellation],
            "EvaluateCore(PackBatch(inputs, targets, sampleWeight), new() { BatchSize = batchSize, Verbose = verbose, Callbacks = callbacks ?? [], CancellationToken = cancellationToken })");
    }

    private static void WritePredict(CodeWriter writer, SurfaceModel model)
    {
        Doc(writer, model.KeepsState
                ? "Predicts and goes on from the states of the call before. Thread-safe, a call at a time; <c>CreateSession</c> for several sequences at once."
                : "Predicts; thread-safe. Any number of samples, also while the model trains: it then works with the last completed step.",
            ("inputs", "The samples."));
        WritePrediction(writer, model);
        Doc(writer, "Predicts from memory to memory and allocates nothing; thread-safe.",
            ("inputs", "The samples."), ("outputs", "Gets the results."), ("batch", "Number of samples."));
        WriteMethod(writer, "void Predict", ["in InputSpans inputs", "in OutputSpans outputs", "int batch"], "PredictCore(inputs, outputs, batch)");
    }

    private static void WritePrediction(CodeWriter writer, SurfaceModel model)
    {
        writer.Line(GeneratedCode);
        using var _ = writer.Block("public Outputs Predict(in Inputs inputs)");
        writer.Line($"var outputs = PredictCore({string.Join(", ", model.Inputs.Select(InputData))});");
        writer.Line($"return new({string.Join(", ", model.Outputs.Select((o, i) => $"outputs[{i}].As<{o.ElementType}>()"))});");
    }

    private static void WriteInspection(CodeWriter writer, SurfaceModel model)
    {
        var inputs = string.Join(", ", model.Inputs.Select(InputData));
        Doc(writer, "Predicts and keeps what each layer makes, also those within nested models.", ("inputs", "The samples."));
        WriteMethod(writer, "global::Keras.ModelTrace Trace", ["in Inputs inputs"], $"TraceCore({inputs})");
        Doc(writer, "Finds the first input or layer whose values are NaN or infinite; null where all are finite.", ("inputs", "The samples."));
        WriteMethod(writer, "global::Keras.NumericFault? CheckNumerics", ["in Inputs inputs"], $"CheckNumericsCore({inputs})");
        Doc(writer, "Predicts several times and takes the time of each step.", ("inputs", "The samples."), ("runs", "Number of predictions."));
        WriteMethod(writer, "global::Keras.ModelProfile Profile", ["in Inputs inputs", "int runs = 10"], $"ProfileCore(runs, {inputs})");
    }

    private static void WriteOnBatch(CodeWriter writer, SurfaceModel model)
    {
        foreach (var (name, result, summary) in new[]
        {
            ("TrainOnBatch", "global::Keras.Evaluation", "One training step. Figures run on from call to call until <c>ResetMetrics</c>."),
            ("TestOnBatch", "global::Keras.Evaluation", "Loss and metrics of one batch. Figures run on from call to call until <c>ResetMetrics</c>."),
            ("GradientsOnBatch", "global::Keras.Gradients", "The loss of one batch and its gradient for each weight that is trained; changes nothing."),
        })
        {
            Doc(writer, summary, ("inputs", "The samples."), ("targets", "The true values of the outputs."), ("sampleWeight", "What each sample counts."));
            WriteMethod(writer, $"{result} {name}", ["in Inputs inputs", "in Targets targets", "SampleWeights sampleWeight = default"],
                $"{name}Core({string.Join(", ", BatchLists(model, "sampleWeight"))})");
        }
    }

    private static void WriteData(CodeWriter writer, SurfaceModel model)
    {
        writer.Line();
        writer.Line($"private static {Hosting}BatchData PackBatch(Batch batch) => PackBatch(batch.Inputs, batch.Targets, batch.SampleWeights);");
        writer.Line();
        writer.Line($"private static {Hosting}BatchData PackBatch(in Inputs inputs, in Targets targets, in SampleWeights weights) => new(");
        using (writer.Indent())
        {
            var lists = BatchLists(model, "weights");
            for (var i = 0; i < lists.Length; i++) writer.Line(lists[i] + (i < lists.Length - 1 ? "," : ");"));
        }
    }

    /// <summary>Inputs, targets and sample weights as collections.</summary>
    private static string[] BatchLists(SurfaceModel model, string weights) =>
    [
        $"[{string.Join(", ", model.Inputs.Select(InputData))}]",
        $"[{string.Join(", ", model.Outputs.Select(o => $"targets.{CSharpText.Identifier(Member("Targets", o))}.Data"))}]",
        $"[{string.Join(", ", model.Outputs.Select(o => $"{Hosting}TensorData.Of({weights}.{CSharpText.Identifier(Member("SampleWeights", o))})"))}]",
    ];

    private static string InputData(SurfaceTensor input) => $"{Hosting}TensorData.Of(inputs.{CSharpText.Identifier(Member("Inputs", input))})";

    private static void Doc(CodeWriter writer, string summary, params (string Name, string Text)[] parameters)
    {
        writer.Line();
        writer.Summary(summary);
        foreach (var (name, text) in parameters) writer.Line($"/// <param name=\"{name}\">{text}</param>");
    }

    /// <summary>A method whose body is one expression.</summary>
    private static void WriteMethod(CodeWriter writer, string head, IReadOnlyList<string> parameters, string body)
    {
        writer.Line(GeneratedCode);
        if (parameters.Count <= 3)
            writer.Line($"public {head}({string.Join(", ", parameters)}) =>");
        else
        {
            writer.Line($"public {head}(");
            using (writer.Indent())
                for (var i = 0; i < parameters.Count; i++) writer.Line(parameters[i] + (i < parameters.Count - 1 ? "," : ") =>"));
        }
        using (writer.Indent()) writer.Line(body + ";");
    }
}
