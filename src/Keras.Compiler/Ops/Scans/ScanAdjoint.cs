using System.Collections.Immutable;

namespace Keras.Compiler.Ops;

/// <summary>The adjoint of a scan: a scan in the other direction whose carries are the cotangents of the carries. Its step is the adjoint of
/// the forward step; what that reads of the forward step is kept, one entry per step. Cotangents of invariants are sums over all
/// steps, which the fission of the scan turns into one product each.</summary>
internal static class ScanAdjoint
{
    public static ImmutableArray<Value?> Of(Scan scan, AdjointContext context)
    {
        var body = scan.Body;
        var wanted = Wanted(body, context.Wanted);
        var builder = new ProgramBuilder(body.NextId);
        var walk = new ReverseWalk(builder, wanted);

        var carries = Enumerable.Range(0, body.Carries.Length).Where(i => wanted.Contains(body.Carries[i])).ToList();
        var parameters = carries.Select(i => Enter(body.NewCarries[i])).ToList();
        var sequences = new List<DraftSequence>();
        for (var i = 0; i < body.Outputs.Length; i++)
            if (context.Cotangents[body.Carries.Length + i] is { } stacked && wanted.Contains(body.Outputs[i]))
                sequences.Add(new(stacked, Enter(body.Outputs[i])));
        foreach (var instruction in body.Instructions.Reverse()) walk.Step(instruction);
        builder.Scope = Scope.None;
        var nexts = carries.Select(i => walk.Cotangent(body.Carries[i]) ?? builder.Zeros(body.Carries[i].GradientName(), body.Carries[i].Shape)).ToList();
        var outputs = Cotangents(body.Sequences);
        var sums = Cotangents(body.Invariants);
        var adjoint = builder.TakeInstructions();

        var kept = new ScanResiduals(body with { Instructions = walk.Forward(body.Instructions) }, adjoint, nexts.Concat(outputs.OfType<Value>()).Concat(sums.OfType<Value>()));
        var values = kept.Stacked.Where(value => !body.Outputs.Contains(value)).ToImmutableArray();
        var extended = scan with { Body = body with { Instructions = walk.Forward(body.Instructions), Outputs = body.Outputs.AddRange(values) } };
        var added = values.IsEmpty ? [] : context.Extend(extended);
        foreach (var value in kept.Stacked)
            sequences.Add(new(values.Contains(value) ? added[values.IndexOf(value)] : context.Results[body.Carries.Length + body.Outputs.IndexOf(value)], value));
        for (var i = 0; i < body.Sequences.Length; i++) sequences.Add(new(context.Operands[body.Carries.Length + i], body.Sequences[i]));

        var firstInvariant = body.Carries.Length + body.Sequences.Length;
        var draft = new ScanDraft(
            context.Operands[0].GradientName(), scan.Length, !scan.Reverse,
            [.. carries.Select((carry, i) => new DraftCarry(
                context.Cotangents[carry] ?? context.Builder.Zeros(body.Carries[carry].GradientName(), context.Results[carry].Shape), parameters[i], nexts[i]))],
            [.. sequences],
            [.. body.Invariants.Select((parameter, i) => new DraftInvariant(context.Operands[firstInvariant + i], parameter))],
            [.. kept.Again, .. adjoint], [.. outputs.OfType<Value>()], [.. sums.OfType<Value>()]);
        var (last, stackedOutputs, sumsOverSteps) = ScanFission.Emit(draft, context.Builder);

        var gradients = new Value?[context.Operands.Length];
        for (var i = 0; i < carries.Count; i++) gradients[carries[i]] = last[i];
        Place(outputs, stackedOutputs, body.Carries.Length);
        Place(sums, sumsOverSteps, firstInvariant);
        return [.. gradients.Select((gradient, i) => context.Wanted[i] ? gradient : null)];

        Value Enter(Value value)
        {
            var cotangent = builder.Declare(value.Type, value.Name + "_cotangent");
            walk.Accumulate(value, cotangent);
            return cotangent;
        }

        List<Value?> Cotangents(IEnumerable<Value> values) => [.. values.Select(value => wanted.Contains(value) ? walk.Cotangent(value) : null)];

        void Place(List<Value?> places, ImmutableArray<Value> found, int first)
        {
            var next = 0;
            for (var i = 0; i < places.Count; i++)
                if (places[i] is not null) gradients[first + i] = found[next++];
        }
    }

    /// <summary>The step's values that depend on a wanted operand, be it by way of earlier steps.</summary>
    private static HashSet<Value> Wanted(ScanBody body, ImmutableArray<bool> operands)
    {
        var roots = new HashSet<Value>(body.Parameters.Where((_, i) => operands[i]));
        while (true)
        {
            var dependent = ReverseWalk.Dependents(roots, body.Instructions);
            var reached = body.Carries.Where((carry, i) => carry.Type.DType == DType.Float32 && dependent.Contains(body.NewCarries[i])).ToList();
            if (reached.All(roots.Contains)) return dependent;
            roots.UnionWith(reached);
        }
    }
}
