using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Planning;

/// <summary>From when to when the memory of a value is in use, in positions of steps, both included.</summary>
public sealed record Span(int First, int Last)
{
    public bool Overlaps(Span other) => First <= other.Last && other.First <= Last;

    public Span Union(Span other) => new(Math.Min(First, other.First), Math.Max(Last, other.Last));

    public override string ToString() => $"{First}-{Last}";
}

/// <summary>When memory is in use.</summary>
public static class Liveness
{
    /// <summary>For each value with memory of its own that steps define, the span over which it or anything that lies in it is used.</summary>
    /// <param name="steps">In order of execution.</param>
    /// <param name="aliases">What lies in what.</param>
    /// <param name="kept">Values that are read when all steps have run.</param>
    public static Dictionary<Value, Span> Of(ImmutableArray<Step> steps, AliasMap aliases, IEnumerable<Value> kept)
    {
        var spans = new Dictionary<Value, Span>();
        for (var position = 0; position < steps.Length; position++)
        {
            foreach (var result in steps[position].Results) Touch(result, define: true);
            foreach (var operand in steps[position].Operands) Touch(operand, define: false);

            void Touch(Value value, bool define)
            {
                var root = aliases.Root(value);
                var here = new Span(position, position);
                if (spans.TryGetValue(root, out var span)) spans[root] = span.Union(here);
                else if (define) spans.Add(root, here);
            }
        }
        foreach (var root in kept.Select(aliases.Root))
            if (spans.TryGetValue(root, out var span)) spans[root] = span.Union(new Span(steps.Length - 1, steps.Length - 1));
        return spans;
    }
}
