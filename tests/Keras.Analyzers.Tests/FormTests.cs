using Keras.Tests.Sources;
using Microsoft.CodeAnalysis;

namespace Keras.Analyzers.Tests;

/// <summary>The forms that users type, with every namespace open that they may open, compile and are found without fault.</summary>
public class FormTests
{
    private const string Namespaces =
        """
        using Keras.Datasets;
        using Keras.Saving;
        using System;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Numerics.Tensors;
        using System.Threading;
        using System.Threading.Tasks;

        """;

    private const string Models =
        """
        public sealed partial class Headline : Model
        {
            [Dense(32)]                                  private readonly Dense _encoder;
            [Dense(64, Activation = Activation.Relu)]    private readonly Dense _dense1, _dense2, _dense3;
            [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _mainOutput;
            [Dense(1, Activation = Activation.Sigmoid)]  private readonly Dense _auxOutput;

            public (KerasTensor MainOutput, KerasTensor AuxOutput) Call(
                [Input(100)] KerasTensor mainInput,
                [Input(5)]   KerasTensor auxInput)
            {
                var encoded = _encoder.Call(mainInput);
                var x = Concatenate([encoded, auxInput]);
                x = _dense3.Call(_dense2.Call(_dense1.Call(x)));
                return (_mainOutput.Call(x), _auxOutput.Call(encoded));
            }
        }

        [Model(Precision = Precision.Exact)]
        public sealed partial class VisionModel : Model
        {
            [Rescaling(1.0 / 255)]                      private readonly Rescaling _rescaling;
            [Flatten]                                   private readonly Flatten _flatten;
            [Dense(64)]                                 public partial Dense Hidden { get; }
            [Activation(Activation.Relu)]               private readonly ActivationLayer _act;

            public partial KerasTensor Call([Input(4, 4, 3, DType = DType.UInt8)] KerasTensor image);
        }

        public sealed partial class QuestionEncoder : Model
        {
            private const int Width = 16;
            [Dense(2 * Width, KernelInitializer = Initializer.HeNormal), KernelRegularizer(Regularizer.L2, L2 = 0.02f)] private readonly Dense _first;
            [Layer(Name = "top", Trainable = false, Precision = Precision.Exact), Dense(Width), KernelConstraint(Constraint.MaxNorm, MaxValue = 3f)] private readonly Dense _last;

            public KerasTensor Call([Input(100, BatchSize = 4)] KerasTensor question) => _last.Call(Relu(_first.Call(question)));
        }

        public sealed partial class Vqa : Model
        {
            private readonly VisionModel _vision;
            private readonly QuestionEncoder _questionEncoder;
            [Dense(64), Repeat(4)] private readonly Dense[] _blocks;
            [Add]                  private readonly Add _add;
            [Dropout(0.5)]         private readonly Dropout _padding;
            [Dense(10)]            private readonly Dense _answer;

            public Vqa(string tag) : this(seed: tag.Length) => Tag = tag;

            public string Tag { get; } = "";

            public KerasTensor Call([Input(4, 4, 3, DType = DType.UInt8)] KerasTensor image, [Input(100)] KerasTensor question)
            {
                var seen = _vision.Call(image);
                Debug.Assert(_vision.GetOutputAt(0) == seen && _vision.OutputShape[1] == 64);
                Debug.Assert(_vision.GetLayer<Dense>("hidden").OutputShape[1] == seen.Shape[1]);
                KerasTensor[] parts = [seen, Tanh(seen)];
                var x = _add.Call([.. parts, seen]);
                for (var i = 0; i < _blocks.Length; i++) x = i % 2 == 0 ? Residual(x, i) : _blocks[i].Call(x);
                foreach (var part in parts) x = x + 0.5f * part;
                if (x.Shape[1] > 32) x = _padding.Call(x); else x = -x;
                x = x.DType switch { DType.Float32 => x, _ => Relu(x) };
                KerasTensor Both(KerasTensor a, KerasTensor b) => Concatenate([a, b], axis: -1, name: "both");
                var (all, _) = (Both(x, _questionEncoder.Call(question)), 1);
                return Softmax(_answer.Call(all));
            }

            private KerasTensor Residual(KerasTensor x, int block) => x + _blocks[block].Call(x);
        }

        public sealed partial class Sequences : Model
        {
            [Dense(256)] private readonly Dense _same;

            public KerasTensor Call([Input(None, 256)] KerasTensor one, [Input(None, 256)] KerasTensor two)
            {
                var (a, b) = (_same.Call(one), _same.Call(two));
                Debug.Assert(_same.GetInputAt(0) == one && _same.GetOutputShapeAt(1) == b.Shape);
                return Maximum([a, b]);
            }
        }
        """;

    private const string Uses =
        """
        internal static class Uses
        {
            public static async Task Run(Tensor<float> headlines, Tensor<float> extra, Tensor<float> labels, IAsyncEnumerable<Headline.Batch> batches, CancellationToken token)
            {
                var model = new Headline(seed: 42);
                model.Compile(new RMSprop(), Loss.BinaryCrossentropy, lossWeights: new(MainOutput: 1f, AuxOutput: 0.2f));
                History history = model.Fit(new(headlines, extra), new(labels, labels), epochs: 50, batchSize: 32);
                var (main, aux) = model.Predict(new(headlines, extra));

                model.Compile(new Adam(1e-3f) { GlobalClipNorm = 1f }, new(MainOutput: Loss.BinaryCrossentropy, AuxOutput: Loss.MeanSquaredError),
                    metrics: new(MainOutput: [Metric.BinaryAccuracy, new AucMetric()], AuxOutput: Metric.MeanAbsoluteError));
                model.Compile(new SGD(0.1f, momentum: 0.9f, nesterov: true), Loss.BinaryCrossentropy, metrics: [Metric.Accuracy]);
                model.Fit([(new(headlines, extra), new(labels, labels))], epochs: 2);
                await model.FitAsync(batches, stepsPerEpoch: 10, callbacks: [new EarlyStopping(patience: 2), new CSVLogger("log.csv")], cancellationToken: token);
                Evaluation evaluation = model.Evaluate(new(headlines, extra), new(labels, labels), verbose: 0);
                _ = model.TrainOnBatch(new(headlines, extra), new(labels, labels)).Loss + model.TestOnBatch(new(headlines, extra), new(labels, labels))["loss"];
                Gradients gradients = model.GradientsOnBatch(new(headlines, extra), new(labels, labels));
                Span<float> answers = stackalloc float[2];
                model.Predict(new(new float[100], new float[5]), new(answers[..1], answers[1..]), 1);
                model.Save("headline.safetensors");
                model.Load("headline.safetensors");
                model.Summary();
                model.Dense1.SetWeights(model.Dense2.GetWeights());
                model.Dense1.Trainable = false;
                _ = model.GetLayer<Dense>("main_output").Kernel.ToTensor();
                _ = (model.Encoder.Output, model.Encoder.OutputShape, model.Dense1.GetInputAt(0), evaluation.Loss, history["loss"][^1], main, aux, gradients);

                using var vqa = new Vqa("tag");
                _ = vqa.PaddingLayer.Name;
                using var other = new Vqa(vision: vqa.Vision, questionEncoder: new QuestionEncoder(first: vqa.QuestionEncoder.First));
                LabeledImages digits = DrawnDigits.Generate(10, seed: 1);
                _ = (digits.Vectors, digits.OneHotLabels());
            }
        }
        """;

    [Fact]
    public async Task Every_form_compiles_with_all_namespaces_open()
    {
        await MarkupVerifier.VerifyAsync(Namespaces + Models);
        var tensors = MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.Tensor).Assembly.Location);
        var compilation = MarkupVerifier.Generate(SourceCompilation.Named("Forms", [tensors], Namespaces + Models, Namespaces + Uses));
        Assert.Empty(compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }
}
