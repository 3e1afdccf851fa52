using System.Numerics.Tensors;

namespace Keras;

/// <summary>Means, variances and covariance of two rows.</summary>
internal readonly record struct RowMoments(double TargetMean, double PredictionMean, double TargetVariance, double PredictionVariance, double Covariance)
{
    public static RowMoments Of(ReadOnlySpan<float> targets, ReadOnlySpan<float> predictions)
    {
        var targetMean = (double)TensorPrimitives.Sum(targets) / targets.Length;
        var predictionMean = (double)TensorPrimitives.Sum(predictions) / predictions.Length;
        double ofTargets = 0, ofPredictions = 0, shared = 0;
        for (var i = 0; i < targets.Length; i++)
        {
            var (y, p) = (targets[i] - targetMean, predictions[i] - predictionMean);
            ofTargets += y * y;
            ofPredictions += p * p;
            shared += y * p;
        }
        return new(targetMean, predictionMean, ofTargets / targets.Length, ofPredictions / targets.Length, shared / targets.Length);
    }
}
