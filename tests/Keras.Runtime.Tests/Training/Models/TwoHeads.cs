using Keras.Hosting;
using Keras.Layers;

namespace Keras.Runtime.Tests.Training.Models;

/// <summary>A model as a user writes it; its surface is the emitter's own text, its program is written by hand with plain loops.</summary>
public sealed partial class TwoHeads : Model
{
#pragma warning disable CS0649 // Assigned by the generated constructor.
    private readonly Dense _hidden;
    private readonly Dense _scores;
    private readonly Dense _value;
#pragma warning restore CS0649

    /// <summary>hidden = relu(features·W + b); scores = softmax([hidden, extra]·W + b); value = hidden·W + b.</summary>
    private sealed unsafe class Program(IReadOnlyList<Weight> weights) : ModelProgram
    {
        private const int FeatureCount = 4;
        private const int HiddenCount = 8;
        private const int ExtraCount = 2;
        private const int ScoreCount = 3;
        private const int JoinedCount = HiddenCount + ExtraCount;
        private const int ScoresKernel = 2;
        private const int ScoresBias = 3;
        private const int ValueKernel = 4;
        private const int ValueBias = 5;
        private const int HiddenGuard = 6;

        private readonly Pointer<float>[] _weights = [.. weights.Select(weight => weight.Pointer)];

        public override ProgramSignature Signature { get; } = new(
            [new("features", DType.Float32, [FeatureCount]), new("extra", DType.Float32, [ExtraCount])],
            [new("scores", DType.Float32, [ScoreCount], FinalActivation: Activation.Softmax), new("value", DType.Float32, [1])],
            [], ["hidden/kernel", "hidden/bias", "scores/kernel", "scores/bias", "value/kernel", "value/bias"], [], 0,
            [[0], [1], [2], [3], [4], [5], [0, 1]], [1, 1, 3], []);

        public override long Plan(Phase phase, long batch, ReadOnlySpan<long> axes, Span<long> offsets)
        {
            var size = 0L;
            int[] columns = phase == Phase.Train ? [JoinedCount, JoinedCount, ScoreCount] : [JoinedCount];
            for (var slot = 0; slot < columns.Length; slot++)
            {
                offsets[slot] = size;
                size += (batch * columns[slot] * sizeof(float) + 63) / 64 * 64;
            }
            return size;
        }

        public override void Infer(Frame frame)
        {
            var joined = frame.Buffer(0).Value;
            for (nint row = 0; row < frame.Batch; row++)
            {
                for (var unit = 0; unit < HiddenCount; unit++)
                    joined[row * JoinedCount + unit] = Math.Max(0f, Dot(frame.Input<float>(0).Value + row * FeatureCount, FeatureCount, 0, unit));
                for (var i = 0; i < ExtraCount; i++)
                    joined[row * JoinedCount + HiddenCount + i] = frame.Input<float>(1).Value[row * ExtraCount + i];
                var scores = frame.Output<float>(0).Value + row * ScoreCount;
                for (var unit = 0; unit < ScoreCount; unit++) scores[unit] = MathF.Exp(Dot(joined + row * JoinedCount, JoinedCount, ScoresKernel, unit));
                var sum = scores[0] + scores[1] + scores[2];
                for (var unit = 0; unit < ScoreCount; unit++) scores[unit] /= sum;
                frame.Output<float>(1).Value[row] = Dot(joined + row * JoinedCount, HiddenCount, ValueKernel, 0);
            }
        }

        public override void Forward(Frame frame) => Infer(frame);

        public override void Backward(Frame frame)
        {
            var joined = frame.Buffer(0).Value;
            var joinedGradient = frame.Buffer(1).Value;
            var logits = frame.Buffer(2).Value;
            LogitGradient(frame, logits);
            var value = frame.Cotangent(1).Value;
            Outer(frame, ScoresKernel, joined, JoinedCount, JoinedCount, logits, ScoreCount);
            Outer(frame, ValueKernel, joined, JoinedCount, HiddenCount, value, 1);
            if (!frame.Needs(HiddenGuard)) return;
            for (nint row = 0; row < frame.Batch; row++)
                for (var unit = 0; unit < HiddenCount; unit++)
                {
                    var sum = value[row] * Kernel(ValueKernel, HiddenCount, unit, 0);
                    for (var score = 0; score < ScoreCount; score++) sum += logits[row * ScoreCount + score] * Kernel(ScoresKernel, JoinedCount, unit, score);
                    joinedGradient[row * HiddenCount + unit] = joined[row * JoinedCount + unit] > 0f ? sum : 0f;
                }
            Outer(frame, 0, frame.Input<float>(0).Value, FeatureCount, FeatureCount, joinedGradient, HiddenCount);
        }

        private static void LogitGradient(Frame frame, float* logits)
        {
            var cotangent = frame.Cotangent(0).Value;
            var scores = frame.Output<float>(0).Value;
            for (nint row = 0; row < frame.Batch; row++)
            {
                var mean = 0f;
                for (var i = 0; i < ScoreCount; i++) mean += cotangent[row * ScoreCount + i] * scores[row * ScoreCount + i];
                for (var i = 0; i < ScoreCount; i++)
                    logits[row * ScoreCount + i] = frame.CotangentIsAtLogits(0)
                        ? cotangent[row * ScoreCount + i]
                        : scores[row * ScoreCount + i] * (cotangent[row * ScoreCount + i] - mean);
            }
        }

        /// <summary>Gradients of a kernel and of the bias after it.</summary>
        private static void Outer(Frame frame, int kernel, float* input, int stride, int rows, float* output, int columns)
        {
            for (var column = 0; column < columns; column++)
            {
                var bias = 0f;
                for (nint sample = 0; sample < frame.Batch; sample++) bias += output[sample * columns + column];
                if (frame.Needs(kernel + 1)) frame.Gradient(kernel + 1).Value[column] = bias;
                if (!frame.Needs(kernel)) continue;
                for (var row = 0; row < rows; row++)
                {
                    var sum = 0f;
                    for (nint sample = 0; sample < frame.Batch; sample++) sum += input[sample * stride + row] * output[sample * columns + column];
                    frame.Gradient(kernel).Value[row * 16 + column] = sum;
                }
            }
        }

        private float Dot(float* input, int rows, int kernel, int column)
        {
            var sum = _weights[kernel + 1].Value[column];
            for (var row = 0; row < rows; row++) sum += input[row] * Kernel(kernel, rows, row, column);
            return sum;
        }

        /// <summary>All kernels here fit one panel.</summary>
        private float Kernel(int kernel, int rows, int row, int column) =>
            row < rows ? _weights[kernel].Value[row * 16 + column] : throw new ArgumentOutOfRangeException(nameof(row));
    }
}
