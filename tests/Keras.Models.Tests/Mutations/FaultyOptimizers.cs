namespace Keras.Models.Tests.Mutations;

/// <summary>An optimizer that does nothing.</summary>
internal sealed class IdleOptimizer(float learningRate) : Optimizer("sgd", learningRate)
{
    protected override void Update(in VariableUpdate update)
    {
    }
}

/// <summary>Plain gradient descent that forgets one layer.</summary>
internal sealed class ForgetfulSgd(float learningRate, string forgotten) : Optimizer("sgd", learningRate)
{
    protected override void Update(in VariableUpdate update)
    {
        if (update.Variable.Path.StartsWith(forgotten + "/", StringComparison.Ordinal)) return;
        for (var i = 0; i < update.Values.Length; i++) update.Values[i] -= update.LearningRate * update.Gradient[i];
    }
}
