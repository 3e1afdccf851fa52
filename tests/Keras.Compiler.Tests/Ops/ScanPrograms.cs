using System.Collections.Immutable;
using Keras.Compiler.Ops;
using Keras.Compiler.Tests.Reference;
using static Keras.Compiler.Ops.Elementwise.Formula;

namespace Keras.Compiler.Tests.Ops;

/// <summary>Recurrences, written as primitive programs over the symbols <c>batch</c> and <c>time</c>.</summary>
public static class ScanPrograms
{
    private static readonly Dim N = Dim.Batch;
    private static readonly Dim T = Dim.Symbol("time");

    public static IReadOnlyDictionary<string, Program> All { get; } = new Dictionary<string, Program>
    {
        ["running sum"] = Of((sketch, x) => Stacked(sketch.Builder.Scan("sum", T, false, [Zeros(sketch, 3)], [x],
            (b, carry, now) => Both(b.Map("next", Operand(0) + Operand(1), carry[0], now[0]))))),
        ["simple cell, last state"] = Of((sketch, x) => Simple(sketch, x, reverse: false).Last[0]),
        ["simple cell, all states"] = Of((sketch, x) => Stacked(Simple(sketch, x, reverse: false))),
        ["simple cell in reverse"] = Of((sketch, x) => Stacked(Simple(sketch, x, reverse: true))),
        ["both ends of a simple cell"] = OfMany((sketch, x) =>
        {
            var (last, stacked) = Simple(sketch, x, reverse: true);
            return [last[0], stacked[0]];
        }),
        ["gated cell"] = OfMany((sketch, x) =>
        {
            var (last, stacked) = Gated(sketch, x, masked: false);
            return [stacked[0], last[1]];
        }),
        ["gated cell with a mask"] = OfMany((sketch, x) =>
        {
            var (last, stacked) = Gated(sketch, x, masked: true);
            return [stacked[0], last[0], last[1]];
        }),
        ["work before and after the loop"] = Of((sketch, x) =>
        {
            var (kernel, recurrent, head) = (sketch.Weight("kernel", Shape.Of(3, 2)), sketch.Weight("recurrent", Shape.Of(2, 2)), sketch.Weight("head", Shape.Of(2, 4)));
            return Stacked(sketch.Builder.Scan("cell", T, false, [Zeros(sketch, 2)], [x], (b, carry, now) =>
            {
                var doubled = b.Map("twice", Operand(0) + Operand(0), recurrent);
                var z = b.Map("z", Apply("Tanh", Operand(0) + Operand(1)), b.MatMul("xw", now[0], kernel), b.MatMul("hu", carry[0], doubled));
                return ([z], [b.Map("y", Apply("Sigmoid", Operand(0)), b.MatMul("y", z, head))]);
            }));
        }),
        ["carries that change places"] = OfMany((sketch, x) =>
        {
            var (last, stacked) = sketch.Builder.Scan("swap", T, false, [Zeros(sketch, 3), sketch.Input("first", Shape.Of(N, 3))], [x],
                (b, carry, now) => ([carry[1], b.Map("next", Operand(0) * Operand(1) + Operand(0), carry[0], now[0])], [carry[0]]));
            return [.. last, .. stacked];
        }),
        ["softmax in the loop"] = Of((sketch, x) => Stacked(sketch.Builder.Scan("soft", T, false, [Zeros(sketch, 3)], [x],
            (b, carry, now) => Both(b.Softmax("next", b.Map("sum", Operand(0) * 0.5 + Operand(1), carry[0], now[0])))))),
        ["a step without carries"] = Of((sketch, x) => Stacked(sketch.Builder.Scan("steps", T, false, [], [x],
            (b, carry, now) => ([], [b.Map("y", Apply("Tanh", Operand(0)), b.MatMul("xw", now[0], sketch.Weight("kernel", Shape.Of(3, 2))))])))),
        ["a scan within a scan"] = Of((sketch, x) =>
        {
            var inner = sketch.Weight("inner", Shape.Of(2, 2));
            return sketch.Builder.Scan("outer", T, false, [Zeros(sketch, 2)], [sketch.Input("deep", Shape.Of(T, 3, N, 2))], (b, carry, now) =>
                Both(b.Scan("within", 3, true, [carry[0]], [now[0]], (c, state, entry) =>
                    Both(c.Map("h", Apply("Tanh", Operand(0) + Operand(1)), c.MatMul("hu", state[0], inner), entry[0]))).Last[0])).Last[0];
        }),
        ["parts of a split"] = OfMany((sketch, x) => [.. sketch.Builder.Split("part", x, -1, 3).Take(2)]),
    };

    private static Program Of(Func<ProgramSketch, Value, Value> output) => OfMany((sketch, x) => [output(sketch, x)]);

    private static Program OfMany(Func<ProgramSketch, Value, ImmutableArray<Value>> outputs)
    {
        var sketch = new ProgramSketch();
        var x = sketch.Input("x", Shape.Of(T, N, 3));
        return sketch.Build([.. outputs(sketch, x)]).RemoveDeadCode();
    }

    private static Value Stacked((ImmutableArray<Value> Last, ImmutableArray<Value> Stacked) scan) => scan.Stacked[0];

    private static (ImmutableArray<Value>, ImmutableArray<Value>) Both(Value value) => ([value], [value]);

    private static Value Zeros(ProgramSketch sketch, int units) => sketch.Builder.Zeros("zeros", Shape.Of(N, units));

    /// <summary>h = tanh(x·W + h·U).</summary>
    private static (ImmutableArray<Value> Last, ImmutableArray<Value> Stacked) Simple(ProgramSketch sketch, Value x, bool reverse)
    {
        var (kernel, recurrent, bias) = (sketch.Weight("kernel", Shape.Of(3, 2)), sketch.Weight("recurrent", Shape.Of(2, 2)), sketch.Weight("bias", Shape.Of(2)));
        return sketch.Builder.Scan("simple", T, reverse, [Zeros(sketch, 2)], [x], (b, carry, now) => Both(b.Map(
            "h", Apply("Tanh", Operand(0) + Operand(1) + Operand(2)), b.MatMul("xw", now[0], kernel), b.MatMul("hu", carry[0], recurrent), bias)));
    }

    /// <summary>Two gates over h and c, as an LSTM without an output gate's squashing.</summary>
    private static (ImmutableArray<Value> Last, ImmutableArray<Value> Stacked) Gated(ProgramSketch sketch, Value x, bool masked)
    {
        var (kernel, recurrent) = (sketch.Weight("kernel", Shape.Of(3, 6)), sketch.Weight("recurrent", Shape.Of(2, 6)));
        ImmutableArray<Value> sequences = masked ? [x, sketch.Input("mask", Shape.Of(T, N, 1), DType.Bool)] : [x];
        return sketch.Builder.Scan("gated", T, false, [Zeros(sketch, 2), sketch.Input("c0", Shape.Of(N, 2))], sequences, (b, carry, now) =>
        {
            var z = b.Map("z", Operand(0) + Operand(1), b.MatMul("xw", now[0], kernel), b.MatMul("hu", carry[0], recurrent));
            var parts = b.Split("gate", z, -1, 3);
            var c = b.Map("c", Apply("Sigmoid", Operand(0)) * Operand(2) + Apply("Tanh", Operand(1)), parts[0], parts[1], carry[1]);
            var h = b.Map("h", Apply("Sigmoid", Operand(0)) * Apply("Tanh", Operand(1)), parts[2], c);
            if (!masked) return ([h, c], [h]);
            Value Choose(Value next, Value before) => b.Map(next.Name, Select(Operand(0), Operand(1), Operand(2)), now[1], next, before);
            var kept = Choose(h, carry[0]);
            return ([kept, Choose(c, carry[1])], [kept]);
        });
    }
}
