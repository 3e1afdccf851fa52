namespace Keras.Compiler.Tests.WholeModels;

internal sealed partial record LayerUses
{
    private static readonly LayerUses Features = new(
        "Features", "[Input(N)] KerasTensor v, [Input(N)] KerasTensor w, [Input(None, N)] KerasTensor s, [Input(2, N)] KerasTensor m",
    [
        new("Dense", "Dense(N, Activation = Activation.Tanh)", ["L.Call(v)", "L.Call(L.Call(s))"]),
        new("Dense", "Dense(1, Activation = Activation.Sigmoid)", ["Concatenate([L.Call(v), v, L.Call(w)]) * 2"]),
        new("Activation", "Activation(Activation.Gelu)", ["L.Call(s)"], "ActivationLayer"),
        new("ReLU", "ReLU(0.7, NegativeSlope = 0.1, Threshold = 0.2)", ["L.Call(s)"]),
        new("LeakyReLU", "LeakyReLU", ["L.Call(v)"]),
        new("ELU", "ELU(0.5)", ["L.Call(v)"]),
        new("PReLU", "PReLU", ["L.Call(m)"]),
        new("PReLU", "PReLU(SharedAxes = [1])", ["L.Call(s)"]),
        new("Softmax", "Softmax", ["L.Call(s)"]),
        new("Softmax", "Softmax(1)", ["L.Call(m)"]),
        new("Dropout", "Dropout(0.5)", ["L.Call(v, training: false)"]),
        new("Flatten", "Flatten", ["L.Call(m)"]),
        new("Reshape", "Reshape(N, 2)", ["Tanh(L.Call(Tanh(m)))"]),
        new("Concatenate", "Concatenate", ["L.Call([v, Tanh(v), w])", "L.Call([s, Tanh(s)])"]),
        new("Concatenate", "Concatenate(1)", ["L.Call([s, m, s])"]),
        new("Add", "Add", ["L.Call([v, w, v])", "L.Call([s, v])"]),
        new("Subtract", "Subtract", ["L.Call([s, v])"]),
        new("Multiply", "Multiply", ["L.Call([v, w, v])", "L.Call([s, v])"]),
        new("Average", "Average", ["L.Call([s, v])"]),
        new("Maximum", "Maximum", ["L.Call([v, w])"]),
        new("Minimum", "Minimum", ["L.Call([s, v])"]),
        new("BatchNormalization", "BatchNormalization", ["L.Call(v)"]),
        new("BatchNormalization", "BatchNormalization(1, Scale = false)", ["L.Call(m)"]),
        new("LayerNormalization", "LayerNormalization", ["L.Call(s)"]),
        new("LayerNormalization", "LayerNormalization(Axis = [1, 2])", ["L.Call(m)"]),
        new("ActivityRegularization", "ActivityRegularization(0.1, 0.2)", ["L.Call(v) * w"]),
        new("Rescaling", "Rescaling(0.5, 1)", ["L.Call(m)"]),
        new("AlphaDropout", "AlphaDropout(0.5)", ["L.Call(v, training: false)"]),
        new("GaussianDropout", "GaussianDropout(0.5)", ["L.Call(v, training: false)"]),
        new("GaussianNoise", "GaussianNoise(0.5)", ["L.Call(v, training: false)"]),
    ]);
}
