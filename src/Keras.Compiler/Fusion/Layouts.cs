using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;

namespace Keras.Compiler.Fusion;

/// <summary>In which layout each value lies, and conversions where a kernel wants another one.</summary>
public static class Layouts
{
    /// <summary>The layout of each value of a program that has no conversions left to make.</summary>
    public static IReadOnlyDictionary<Value, WeightLayout> Of(FusedProgram program)
    {
        var layouts = OfGiven(program);
        foreach (var step in program.Steps)
            for (var i = 0; i < step.Results.Length; i++) layouts[step.Results[i]] = ResultLayout(step, i, layouts);
        return layouts;
    }

    /// <summary>The program with a conversion wherever layouts differ.</summary>
    public static FusedProgram Convert(FusedProgram program)
    {
        var layouts = OfGiven(program);
        var converted = new Dictionary<(Value, WeightLayout), Value>();
        var nextId = 1 + program.Given.Concat(program.Steps.SelectMany(s => s.Results)).Select(v => v.Id).DefaultIfEmpty(-1).Max();
        var forward = ConvertSteps(program.Forward);
        var backward = ConvertSteps(program.Backward);
        var ends = (Forward: forward.ToBuilder(), Backward: backward.ToBuilder());
        var results = program.Results.Items.Select(result => result with
        {
            Value = Wanted(result.Value, WantedLayout(program, result),
                result.Kind is ResultKind.WeightGradient or ResultKind.InputGradient ? ends.Backward : ends.Forward),
        }).ToImmutableArray();
        return program with { Forward = ends.Forward.ToImmutable(), Backward = ends.Backward.ToImmutable(), Results = new(results) };

        ImmutableArray<Step> ConvertSteps(ImmutableArray<Step> steps)
        {
            var list = ImmutableArray.CreateBuilder<Step>();
            foreach (var step in steps)
            {
                var operands = step.Operands.Select((operand, i) => Wanted(operand, OperandLayout(step, i, layouts), list)).ToImmutableArray();
                var fitting = operands.SequenceEqual(step.Operands) ? step : step with { Operands = operands };
                list.Add(fitting);
                for (var i = 0; i < step.Results.Length; i++) layouts[step.Results[i]] = ResultLayout(fitting, i, layouts);
            }
            return list.ToImmutable();
        }

        Value Wanted(Value value, WeightLayout layout, ImmutableArray<Step>.Builder list)
        {
            if (layouts[value] == layout) return value;
            if (converted.TryGetValue((value, layout), out var other)) return other;
            other = new Value(nextId++, value.Type, value.Name);
            list.Add(new LayoutStep(layout, [value], [other], Scope.None));
            layouts[other] = layout;
            converted.Add((value, layout), other);
            return other;
        }
    }

    private static Dictionary<Value, WeightLayout> OfGiven(FusedProgram program)
    {
        var layouts = program.Given.ToDictionary(v => v, _ => WeightLayout.RowMajor);
        foreach (var (weight, value) in program.Source.Weights) layouts[value] = weight.Layout;
        foreach (var (value, layout) in program.Prepared) layouts[value] = layout;
        return layouts;
    }

    private static WeightLayout WantedLayout(FusedProgram program, ProgramResult result) =>
        result.Kind is ResultKind.WeightGradient or ResultKind.State ? program.Source.Weights[result.Index].Weight.Layout : WeightLayout.RowMajor;

    private static WeightLayout OperandLayout(Step step, int operand, Dictionary<Value, WeightLayout> layouts) =>
        step is MapStep map ? ResultLayout(map, 0, layouts) : step.OperandLayout(operand);

    /// <summary>A sum of values that lie in panels lies in panels.</summary>
    private static WeightLayout ResultLayout(Step step, int result, Dictionary<Value, WeightLayout> layouts) => step is MapStep map
        ? map.Operands.Length > 0 && map.Formula.KeepsZero() && map.Operands.All(o => layouts[o] == WeightLayout.Panels && o.Shape == map.Result.Shape)
            ? WeightLayout.Panels : WeightLayout.RowMajor
        : step.ResultLayout(result);
}
