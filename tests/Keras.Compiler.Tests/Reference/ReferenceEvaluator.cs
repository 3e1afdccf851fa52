using Keras.Compiler.Ops;

namespace Keras.Compiler.Tests.Reference;

/// <summary>Runs programs in double, one op after the other. A run goes on from the states that the run before left.</summary>
public sealed class ReferenceEvaluator(Program program, ReferenceEnvironment environment)
{
    private readonly Dictionary<Value, ReferenceTensor> _values = [];

    /// <summary>What the program's layers keep from run to run, in the program's order: what the last run left, and where the next one
    /// begins. Zeros before the first.</summary>
    public ReferenceTensor[] States { get; set; } =
        [.. program.States.Select(state => ReferenceTensor.Build(environment.Lengths(state.Value.Shape), _ => 0))];

    /// <summary>A value that was computed.</summary>
    public ReferenceTensor this[Value value] => _values[value];

    public IEnumerable<ReferenceTensor> Outputs => program.Outputs.Select(output => _values[output]);

    public IEnumerable<double> LossTerms => program.LossTerms.Select(term => _values[term].Data[0]);

    /// <summary>New values of the weights that the program writes, by path.</summary>
    public IReadOnlyDictionary<string, ReferenceTensor> StateWrites => program.StateWrites
        .Where(write => environment.Trains(write.Layer))
        .ToDictionary(write => program.Weights[write.Weight].Weight.Path, write => _values[write.Value]);

    /// <summary>Inputs in the program's order, then weights in the program's order.</summary>
    public ReferenceEvaluator Forward(params IEnumerable<ReferenceTensor> inputsAndWeights)
    {
        _values.Clear();
        foreach (var (value, tensor) in program.Inputs.Concat(program.Weights.Select(weight => weight.Value)).Zip(inputsAndWeights)) Set(value, tensor);
        foreach (var (state, tensor) in program.States.Zip(States)) Set(state.Value, tensor);
        foreach (var instruction in program.Instructions) Run(instruction);
        States = [.. program.States.Select(state => _values[state.Next])];
        return this;
    }

    /// <summary>Gradients of Σ output·cotangent + Σ loss terms: of the weights, then of the inputs; null where none flows.</summary>
    /// <param name="cotangents">One per output.</param>
    /// <param name="atLogits">Which outputs' cotangents are those of the logits.</param>
    public ReferenceTensor?[] Backward(ReferenceTensor[] cotangents, params int[] atLogits)
    {
        var backward = program.Backward ?? throw new InvalidOperationException("The program was not differentiated.");
        for (var i = 0; i < cotangents.Length; i++)
            if (!atLogits.Contains(i)) Set(backward.Cotangents[i], cotangents[i]);
        var entries = atLogits.ToDictionary(i => backward.LogitCotangents[i]!.Cotangent, i => cotangents[i]);
        foreach (var instruction in backward.Instructions)
            if (entries.TryGetValue(instruction.Result, out var handedOver)) Set(instruction.Result, handedOver);
            else Run(instruction);
        return [.. backward.WeightGradients.Concat(backward.InputGradients).Select(gradient => gradient is null ? null : _values[gradient])];
    }

    private void Run(Instruction instruction)
    {
        var results = ReferenceOps.Evaluate(instruction.Op, [.. instruction.Operands.Select(operand => _values[operand])], environment);
        foreach (var (value, tensor) in instruction.Results.Zip(results)) Set(value, tensor);
    }

    /// <summary>Every tensor has the shape that the program states.</summary>
    private void Set(Value value, ReferenceTensor tensor) => _values[value] = tensor.Shape.SequenceEqual(environment.Lengths(value.Shape))
        ? tensor
        : throw new InvalidOperationException($"{value} is {value.Shape}, but was computed as ({string.Join(", ", tensor.Shape)}).");
}
