using System.Collections.Immutable;
using System.Globalization;
using Keras.Compiler.Fusion;
using Keras.Compiler.Ops;
using Keras.Compiler.Ops.Elementwise;

namespace Keras.Compiler.Emission.Programs;

/// <summary>Writes a fused expression as a struct and the C# that makes an instance of it.</summary>
/// <param name="context">Names, sizes and structs of the method.</param>
/// <param name="operands">The operands from which the expression reads, by number; null for one that the kernel hands over.</param>
internal sealed class FusedExpression(StepContext context, ImmutableArray<Value?> operands)
{
    private const string Inline =
        "[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]";

    private readonly List<string> _parameters = [];
    private readonly List<string> _arguments = [];
    private readonly List<string> _loads = [];

    /// <summary>The instance for an element-wise loop.</summary>
    public string Map(Formula formula, BroadcastAxes axes, Shape result)
    {
        for (var i = 0; i < operands.Length; i++)
        {
            Load(i, Strides(axes, i), axes.Strides[i].LastOrDefault() is { } last && last != 0);
        }
        var body = Body(
            [formula], Element("(outer * rows + row) * columns + column", formula, result), "TLanes Evaluate<TLanes>(nint outer, nint row, nint column)", [],
            (_, value) => $"return {value};");
        AddShape(formula, ("rows", Length(axes, 1)), ("columns", Length(axes, 2)));
        return New("Map", formula.Print(), body);
    }

    /// <summary>The instance for a loop that writes several results.</summary>
    /// <param name="formulas">One for each result.</param>
    /// <param name="results">Where they go.</param>
    /// <param name="axes">With the strides of the operands, then of the results.</param>
    public string Group(ImmutableArray<Formula> formulas, ImmutableArray<Value> results, BroadcastAxes axes)
    {
        for (var i = 0; i < operands.Length; i++) Load(i, Strides(axes, i), axes.Strides[i].LastOrDefault() is { } last && last != 0);
        var places = results.Select((result, i) => Place(result, "r" + Number(i), Strides(axes, operands.Length + i), goesOn: true)).ToList();
        var body = Body(
            formulas, "", "void Evaluate<TLanes>(nint outer, nint row, nint column)", [],
            (i, value) => $"TLanes.Store({value}, r{Number(i)}, {places[i]});");
        return New("MapGroup", string.Join("; ", formulas.Select(formula => formula.Print())), body);
    }

    /// <summary>The instance for the end of a matrix product.</summary>
    public string Epilogue(Formula formula, Shape result)
    {
        var asked = new List<string>();
        for (var i = 1; i < operands.Length; i++)
        {
            var shape = operands[i]!.Shape;
            var hasColumns = shape.Rank > 0 && shape[-1] != 1;
            var hasRows = shape.Rank > 1 && shape.WithoutAxis(-1).Size != 1;
            Load(i, [(hasRows ? hasColumns ? result[-1] : 1 : 0, "row", "Row")], hasColumns);
            if (hasRows && hasColumns && operands[i]!.Type.DType == DType.Float32)
                asked.Add($"    global::Keras.Kernels.CacheLines.Ask(p{Number(i)}, p{Number(i)}Row, row, rows, column, columns);");
        }
        var body = Body(
            [formula], Element("row * columns + column", formula, result), "TLanes Apply<TLanes>(TLanes value, nint row, nint column)",
            [$"public static bool IsHeavy => {CSharpText.Literal(formula.IsHeavy())};", "",
                "public void Ask(nint row, nint rows, nint column, nint columns)", "{", .. asked, "}", ""], (_, value) => $"return {value};");
        AddShape(formula, ("columns", context.Length(result[-1])));
        return New("Epilogue", formula.Print(i => i == 0 ? "value" : "x" + Number(i)), body);
    }

    /// <summary>The number of an element among those of all samples, by which its random number is drawn, whatever tile it is in.</summary>
    private string Element(string within, Formula formula, Shape result)
    {
        if (!formula.IsRandom() || context.Border?.Tile is not var (first, tile) || result.Size.DivideExactly(tile) is not { } sample) return within;
        var size = context.Length(sample);
        Add("nint start", $"{first} * {(size.Contains(' ') ? $"({size})" : size)}");
        return "start + " + within;
    }

    private string Length(BroadcastAxes axes, int axis) =>
        axis - (BroadcastAxes.Most - axes.Lengths.Length) is >= 0 and var own ? context.Length(axes.Lengths[own]) : "1";

    /// <summary>Right-aligned: outer, row, column.</summary>
    private static IEnumerable<(Dim Stride, string Index, string Name)> Strides(BroadcastAxes axes, int value)
    {
        var strides = Enumerable.Repeat(Dim.Known(0), BroadcastAxes.Most - axes.Lengths.Length).Concat(axes.Strides[value]).ToList();
        return [(strides[0], "outer", "Outer"), (strides[1], "row", "Row")];
    }

    private void Load(int operand, IEnumerable<(Dim Stride, string Index, string Name)> strides, bool goesOn)
    {
        var (value, pointer) = (operands[operand]!, "p" + Number(operand));
        var place = Place(value, pointer, strides, goesOn);
        var load = goesOn ? "TLanes.Load" : "global::Keras.Kernels.Scalar.Load<TLanes>";
        _loads.Add($"var x{Number(operand)} = {load}({pointer}, {place});");
    }

    /// <summary>Adds fields for a value's address and strides; returns the number of the element at hand.</summary>
    private string Place(Value value, string pointer, IEnumerable<(Dim Stride, string Index, string Name)> strides, bool goesOn)
    {
        var terms = new List<string>();
        Add($"global::Keras.Hosting.Pointer<{StepContext.ElementType(value.Type.DType)}> {pointer}", context.Pointer(value));
        foreach (var (stride, index, name) in strides)
        {
            if (stride == 0) continue;
            Add($"nint {pointer}{name}", context.Length(stride));
            terms.Add($"{index} * {pointer}{name}");
        }
        if (goesOn) terms.Add("column");
        return terms.Count == 0 ? "0" : string.Join(" + ", terms);
    }

    private List<string> Body(
        IReadOnlyList<Formula> formulas, string element, string signature, IReadOnlyList<string> members, Func<int, string, string> use)
    {
        var used = new HashSet<int>(formulas.SelectMany(formula => formula.Operands()));
        var statements = FormulaWriter.Write(formulas, part => part switch
        {
            OperandFormula { Index: var i } => operands[i] is null ? "value" : "x" + Number(i),
            RandomFormula random => $"TLanes.Uniform({Field("ulong", "key" + Number(random.Stream), $"global::Keras.Kernels.CounterRandom.Key(frame.RandomKey, {Number(random.Stream)})")}, {element})",
            LengthFormula length => $"TLanes.Broadcast({Number("length", $"(float)({context.Length(length.Dim)})")})",
            TrainsFormula trains => $"TLanes.Broadcast({Number("trains", $"{context.Trains(trains.Layer)} ? 1f : 0f")})",
            _ => throw new OpVerificationException($"A formula {part} cannot be emitted."),
        }, use);
        var lines = new List<string>();
        lines.AddRange(members);
        lines.Add(Inline);
        lines.Add($"public {signature} where TLanes : struct, global::Keras.Kernels.ILanes<TLanes>");
        lines.Add("{");
        lines.AddRange(_loads.Where((_, i) => used.Contains(i + (operands[0] is null ? 1 : 0))).Concat(statements).Select(s => "    " + s));
        lines.Add("}");
        return lines;
    }

    private void AddShape(Formula formula, params (string Name, string Value)[] lengths)
    {
        if (!formula.IsRandom()) return;
        foreach (var (name, value) in lengths) Add("nint " + name, value);
    }

    /// <summary>A field for a number that is known when the step starts; equal ones are one.</summary>
    private string Number(string name, string value)
    {
        var known = _arguments.IndexOf(value);
        if (known >= 0) return _parameters[known].Split(' ')[1];
        return Field("float", name + Number(_parameters.Count), value);
    }

    private string Field(string type, string name, string value)
    {
        if (!_parameters.Contains($"{type} {name}")) Add($"{type} {name}", value);
        return name;
    }

    private void Add(string parameter, string argument)
    {
        _parameters.Add(parameter);
        _arguments.Add(argument);
    }

    private string New(string kind, string comment, List<string> body)
    {
        var name = context.Structs.Add(kind, comment, _parameters, body);
        return $"new {name}({string.Join(", ", _arguments)})";
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
