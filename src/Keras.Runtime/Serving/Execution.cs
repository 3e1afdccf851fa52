using Keras.Hosting;

namespace Keras.Serving;

/// <summary>What runs a model: its code, its predictions and its states. Made when it is first needed, so that a model whose weights are
/// loaded before never draws them, and one that only lives in another has no memory for runs of its own.</summary>
/// <param name="program">The model's code.</param>
/// <param name="weights">The weights in the code's order.</param>
/// <param name="gate">Keeps updates of the weights apart.</param>
/// <param name="model">The model, whose layers' resets the states follow.</param>
internal sealed class Execution(ModelProgram program, Weight[] weights, UpdateGate gate, Model model) : IDisposable
{
    public ModelProgram Program { get; } = program;

    public Predictor Predictor { get; } = new(program, weights, gate);

    /// <summary>The states that calls of the model go on from; null where it has none.</summary>
    public StateMemory? States { get; } = program.Signature.States.Length == 0 ? null : StatesOf(program, model);

    public void Dispose()
    {
        Predictor.Dispose();
        States?.Dispose();
    }

    /// <summary>Apart: models without states never compile it.</summary>
    private static StateMemory StatesOf(ModelProgram program, Model model) =>
        new(program.Signature, model.NamedLayers().ToDictionary(entry => entry.Path, entry => entry.Layer));
}
