using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>Checks what must hold for every program, after each stage in tests and debug builds: single assignment, operands defined
/// before use, types as the ops infer them, gradients of the shapes of their weights.</summary>
public static class ProgramVerifier
{
    /// <summary>What a stage returns: verified in debug builds.</summary>
    public static Program VerifyInDebug(this Program program) =>
#if DEBUG
        program.Verify();
#else
        program;
#endif

    /// <summary>Throws <see cref="OpVerificationException"/> with the offending instruction; returns the program for chaining.</summary>
    public static Program Verify(this Program program)
    {
        var defined = new HashSet<Value>();
        var ids = new HashSet<int>();
        foreach (var value in program.Inputs.Concat(program.Weights.Select(weight => weight.Value)).Concat(program.States.Select(state => state.Value)))
            Define(value, "the program");
        foreach (var (weight, value) in program.Weights)
            Require(weight.Shape.Agrees(value.Shape), $"weight {weight.Path} of shape {weight.Shape} is read as {value.Shape}");
        Instructions(program.Instructions);
        foreach (var output in program.Outputs) Use(output, "an output");
        Require(program.OutputMasks.IsEmpty || program.OutputMasks.Length == program.Outputs.Length, "outputs and masks differ in number");
        for (var i = 0; i < program.OutputMasks.Length; i++)
        {
            if (program.OutputMasks[i] is not { } mask) continue;
            Use(mask, "a mask");
            Require(mask.Type.DType == DType.Bool && mask.Shape.Agrees(program.Outputs[i].Shape.WithoutAxis(-1)),
                $"the mask {mask} of {program.Outputs[i]} is {mask.Type}");
        }
        foreach (var term in program.LossTerms)
        {
            Use(term, "a loss term");
            Require(term.Shape.Rank == 0, $"loss term {term} has shape {term.Shape}, not ()");
        }
        foreach (var write in program.StateWrites)
        {
            Use(write.Value, "a state write");
            var weight = program.Weights[write.Weight].Weight;
            Require(!weight.Trainable, $"{write.Value} is written to the trainable weight {weight.Path}");
            Require(weight.Shape.Agrees(write.Value.Shape), $"{write.Value} of shape {write.Value.Shape} is written to {weight.Path} of shape {weight.Shape}");
        }
        foreach (var state in program.States)
        {
            Use(state.Next, "a state");
            Require(state.Value.Type == state.Next.Type, $"the state {state.Value} of type {state.Value.Type} is followed by {state.Next} of type {state.Next.Type}");
            Require(state.Value.Type.DType == DType.Float32 && state.Value.Shape.Size.IsKnown, $"the state {state.Value} of type {state.Value.Type} is not float32 of a known size");
        }
        if (program.Backward is { } backward) Backward(backward);
        return program;

        void Backward(BackwardProgram backward)
        {
            Require(backward.Cotangents.Length == program.Outputs.Length, "outputs and cotangents differ in number");
            Require(backward.LogitCotangents.Length == program.Outputs.Length, "outputs and logit entries differ in number");
            Require(backward.WeightGradients.Length == program.Weights.Length, "weights and gradients differ in number");
            Require(backward.InputGradients.Length == program.Inputs.Length, "inputs and gradients differ in number");
            foreach (var cotangent in backward.Cotangents) Define(cotangent, "the backward pass");
            Pairs(program.Outputs, [.. backward.Cotangents.Select(cotangent => (Value?)cotangent)]);
            Instructions(backward.Instructions);
            Pairs([.. program.Weights.Select(weight => weight.Value)], backward.WeightGradients);
            Pairs(program.Inputs, backward.InputGradients);
            foreach (var entry in backward.LogitCotangents)
            {
                if (entry is not null) Pairs([entry.Logits], [entry.Cotangent]);
            }
            for (var i = 0; i < program.Weights.Length; i++)
                Require(backward.WeightGradients[i] is null || program.Weights[i].Weight.Trainable, $"{program.Weights[i].Weight.Path} is not trainable but has a gradient");
        }

        void Pairs(ImmutableArray<Value> values, ImmutableArray<Value?> gradients)
        {
            for (var i = 0; i < values.Length; i++)
            {
                if (gradients[i] is not { } gradient) continue;
                Use(gradient, "a gradient");
                Require(gradient.Shape.Agrees(values[i].Shape), $"the gradient {gradient} of {values[i]} has shape {gradient.Shape}, not {values[i].Shape}");
            }
        }

        void Instructions(IEnumerable<Instruction> instructions)
        {
            foreach (var instruction in instructions)
            {
                var line = instruction.Print();
                foreach (var operand in instruction.Operands) Use(operand, line);
                var inferred = instruction.Op.InferTypes([.. instruction.Operands.Select(operand => operand.Type)]);
                Require(inferred.SequenceEqual(instruction.Results.Select(result => result.Type)),
                    $"{line} should have type {string.Join(", ", inferred)}");
                foreach (var result in instruction.Results) Define(result, line);
            }
        }

        void Define(Value value, string where) =>
            Require(defined.Add(value) && ids.Add(value.Id), $"{value} is defined twice, the second time by {where}");

        void Use(Value value, string where) => Require(defined.Contains(value), $"{value} is read before it is defined, by {where}");

        void Require(bool holds, string fault)
        {
            if (!holds) throw new OpVerificationException($"Program {program.Name}: {fault}.");
        }
    }
}
