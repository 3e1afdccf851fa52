using System.Collections.Immutable;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Autodiff;

/// <summary>Appends the backward pass to a program by a walk over its instructions in reverse. The rules are with the ops.</summary>
public static class Differentiator
{
    /// <summary>The program with <see cref="Program.Backward"/>: gradients of all trainable weights and float32 inputs that the outputs
    /// or loss terms depend on. No gradient flows into integers or state.</summary>
    public static Program Differentiate(Program program) => new Walk(Logits.Expose(program)).Run().RemoveDeadCode().VerifyInDebug();

    private sealed class Walk
    {
        private readonly Program _program;
        private readonly ProgramBuilder _builder;
        private readonly HashSet<Value> _wanted;
        private readonly ReverseWalk _walk;

        public Walk(Program program)
        {
            _program = program;
            _builder = new ProgramBuilder(program.NextId());
            _wanted = DependentOnGradientSinks(program);
            _walk = new ReverseWalk(_builder, _wanted);
        }

        public Program Run()
        {
            var cotangents = _program.Outputs.Select(output => _builder.Declare(output.Type, output.Name + "_cotangent")).ToImmutableArray();
            for (var i = 0; i < cotangents.Length; i++) _walk.Accumulate(_program.Outputs[i], cotangents[i]);
            foreach (var term in _program.LossTerms)
                if (_wanted.Contains(term)) _walk.Accumulate(term, _builder.Constant(term.GradientName(), 1));

            var entries = new LogitEntry?[cotangents.Length];
            foreach (var instruction in _program.Instructions.Reverse()) Step(instruction, entries);
            return _program with
            {
                Instructions = _walk.Forward(_program.Instructions),
                Backward = new BackwardProgram(
                    _builder.TakeInstructions(), cotangents, [.. entries],
                    [.. _program.Weights.Select(weight => Gradient(weight.Value))],
                    [.. _program.Inputs.Select(Gradient)]),
            };
        }

        private void Step(Instruction instruction, LogitEntry?[] entries)
        {
            var gradients = _walk.Step(instruction);
            if (!gradients.IsEmpty && gradients[0] is { } atLogits && OutputAtLogits(instruction) is { } output)
                entries[output.Index] = new LogitEntry(output.Activation, instruction.Operands[0], atLogits);
        }

        /// <summary>The output that this instruction is the activation of. Only where nothing else reads the result: then all of its
        /// gradient comes from that output's loss.</summary>
        private (int Index, Activation Activation)? OutputAtLogits(Instruction instruction) =>
            instruction.Op.ActivationOfLogits(instruction.Operands[0].Type) is { } activation
            && _program.Outputs.Count(output => output == instruction.Result) == 1
            && !_program.Instructions.Any(reader => reader.Operands.Contains(instruction.Result))
            && !_program.LossTerms.Contains(instruction.Result)
                ? (_program.Outputs.IndexOf(instruction.Result), activation)
                : null;

        private Value? Gradient(Value sink) => _wanted.Contains(sink) ? _walk.Cotangent(sink) : null;
    }

    /// <summary>The gradient sinks and all float32 values that depend on one.</summary>
    private static HashSet<Value> DependentOnGradientSinks(Program program) => ReverseWalk.Dependents(
        program.Inputs.Where(input => input.Type.DType == DType.Float32)
            .Concat(program.Weights.Where(weight => weight.Weight.Trainable).Select(weight => weight.Value)),
        program.Instructions);
}
