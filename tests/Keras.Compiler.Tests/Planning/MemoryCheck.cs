using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Tests.Planning;

/// <summary>Plays a plan through on memory that holds, in place of numbers, which element of which result was written last. Knows nothing of
/// life spans: it sees whether every step still finds what it reads.</summary>
public static class MemoryCheck
{
    /// <summary>The first step that finds something else than what was written for it, or null.</summary>
    public static string? FindFault(PlannedProgram plan, Func<string, long> length)
    {
        var memory = new Dictionary<(Home, int), long[]>();
        var contents = new Dictionary<Value, long[]>();
        var next = 1L;
        foreach (var value in plan.Fused.Given) Write(value);
        foreach (var step in plan.Steps.Select(s => s.Step))
        {
            foreach (var operand in step.Operands.Distinct())
                if (Mismatch(operand) is { } fault) return $"{step.Name} {string.Join(" ", step.Results)} reads {operand}: {fault}";
            switch (step)
            {
                case ViewStep view:
                    contents[view.Result] = Pick(contents[view.Operands[0]], view.Rows, Count(view.Result));
                    break;
                case ConcatenateStep join:
                    Join(join);
                    break;
                default:
                    foreach (var result in step.Results) Write(result);
                    break;
            }
        }
        return plan.Fused.Results.Items.Where(r => plan.Types[r.Value].Home != Home.Slot)
            .Select(r => Mismatch(r.Value) is { } fault ? $"{r.Kind} {r.Index}: {fault}" : null).FirstOrDefault(f => f is not null);

        long Count(Value value) => PhysicalType.PhysicalLength(value.Shape, plan.Types[value].Layout).Evaluate(length);

        long[] Memory(PhysicalType type)
        {
            if (memory.TryGetValue((type.Home, type.Index), out var cells)) return cells;
            var size = type.Home == Home.Slot ? plan.Slots[type.Index].Sizes.Max(s => s.Evaluate(length)) / type.ElementSize : 1 << 17;
            memory.Add((type.Home, type.Index), cells = new long[size]);
            return cells;
        }

        long Place(PhysicalType type, long element)
        {
            var (rowLength, stride) = (type.Rows.Length.Evaluate(length), type.Rows.Stride.Evaluate(length));
            return type.Rows.IsDense
                ? type.Rows.Offset.Evaluate(length) + element
                : type.Rows.Offset.Evaluate(length) + element / rowLength * stride + element % rowLength;
        }

        void Write(Value value)
        {
            var (type, count) = (plan.Types[value], Count(value));
            var written = contents[value] = new long[count];
            for (var i = 0L; i < count; i++) Memory(type)[Place(type, i)] = written[i] = next++;
        }

        string? Mismatch(Value value)
        {
            var type = plan.Types[value];
            for (var i = 0L; i < contents[value].Length; i++)
                if (Memory(type)[Place(type, i)] != contents[value][i]) return $"element {i} in {type} was overwritten";
            return null;
        }

        long[] Pick(long[] from, Rows rows, long count)
        {
            var (offset, rowLength, stride) = (rows.Offset.Evaluate(length), rows.Length.Evaluate(length), rows.Stride.Evaluate(length));
            return [.. Enumerable.Range(0, (int)count).Select(i => from[offset + i / rowLength * stride + i % rowLength])];
        }

        void Join(ConcatenateStep join)
        {
            var joined = contents[join.Result] = new long[Count(join.Result)];
            var (rows, total, offset) = (join.RowCount.Evaluate(length), join.RowLength(join.Result).Evaluate(length), 0L);
            for (var piece = 0; piece < join.Operands.Length; piece++)
            {
                var width = join.RowLength(join.Operands[piece]).Evaluate(length);
                for (var i = 0L; i < rows * width; i++)
                {
                    var at = i / width * total + offset + i % width;
                    joined[at] = contents[join.Operands[piece]][i];
                    if (!join.InPlace[piece]) Memory(plan.Types[join.Result])[Place(plan.Types[join.Result], at)] = joined[at];
                }
                offset += width;
            }
        }
    }
}
