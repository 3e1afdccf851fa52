using System.Globalization;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs;

/// <summary>What emitters of steps write with: names of values and lengths as the method declares them on first use.</summary>
public sealed class StepContext
{
    private readonly PhaseNames _names;
    private readonly Dictionary<Value, string> _pointers = [];
    private readonly List<string> _lengths = [];
    private readonly HashSet<string> _symbols = new(StringComparer.Ordinal);
    private readonly List<string> _declarations = [];
    private readonly Dictionary<int, string> _workspaces = [];

    private readonly NestedBorder? _border;

    internal StepContext(PlannedProgram plan, PhaseNames names, StructTable structs, NestedMethods methods, NestedBorder? border = null)
    {
        Plan = plan;
        _names = names;
        _border = border;
        Structs = structs;
        Methods = methods;
    }

    /// <summary>The methods that the steps need besides.</summary>
    internal NestedMethods Methods { get; }

    internal PhaseNames Names => _names;

    /// <summary>Where the border of this program lies, if a step runs it.</summary>
    internal NestedBorder? Border => _border;

    public PlannedProgram Plan { get; }

    /// <summary>Takes the statements.</summary>
    public CodeWriter Body { get; } = new();

    internal StructTable Structs { get; }

    /// <summary>Lines that declare all lengths and buffers used so far.</summary>
    public IEnumerable<string> Declarations => _lengths.Concat(_declarations);

    /// <summary>The local or field that holds the address of a value.</summary>
    public string Pointer(Value value)
    {
        if (_pointers.TryGetValue(value, out var name)) return name;
        var type = Plan.Types[value];
        if (type.Within is null && _border?.Find(type) is { } parameter)
        {
            name = parameter;
        }
        else if (type.Home == Home.Weight && type.Within is null)
        {
            name = _names.WeightField(Plan.Source.Weights[type.Index].Weight.Path);
        }
        else if (type.Within is { } whole && type.RowsWithin!.Offset == 0 && !IsLogits(value))
        {
            // Another name for the same address needs no local of its own.
            name = Pointer(whole);
        }
        else
        {
            var address = type.Within is null ? Address(type) : Offset(type);
            if (LogitsOf(value) is >= 0 and var output)
                address = $"frame.CotangentIsAtLogits({Number(output)}) ? frame.Cotangent({Number(output)}) : {address}";
            name = _names.Local(value);
            _declarations.Add($"var {name} = {address};");
        }
        _pointers.Add(value, name);
        return name;
    }

    /// <summary>A length or size as an expression.</summary>
    public string Length(Dim dim)
    {
        return DimText.Write(dim, Symbol, Quotient);

        string Symbol(string symbol)
        {
            if (_border?.Lengths.TryGetValue(symbol, out var parameter) == true) return parameter;
            if (_symbols.Add(symbol)) _lengths.Add($"var {CSharpText.Identifier(symbol)} = {_names.LengthOf(symbol)};");
            return CSharpText.Identifier(symbol);
        }

        string Quotient(Quotient quotient)
        {
            if (quotient.Count is { } count) return $"frame.Count({Number(count)})";
            var name = _names.Local(quotient);
            if (!_symbols.Add(quotient.Name)) return name;
            var computation = DimText.Compute(quotient, Symbol, Quotient);
            _lengths.Add($"var {name} = {computation};");
            return name;
        }
    }

    /// <summary>The distance between rows of a value that the kernel sees as a matrix with these columns.</summary>
    public string Stride(Value value, Dim columns) => Length(Plan.Types[value].Rows is { IsDense: false } rows ? rows.Stride : columns);

    /// <summary>Whether a value is a gradient that is written row by row, and its local an object that takes the rows.</summary>
    public bool IsRowGradient(Value value) => Plan.Types[value] is { Home: Home.WeightGradient } type && Plan.HasRowGradient(type.Index);

    /// <summary>Whether a value is a gradient that is handed over as two factors, and its local an object that takes them.</summary>
    public bool IsProductGradient(Value value) => Plan.Types[value] is { Home: Home.WeightGradient } type && Plan.ProductGradients.Contains(type.Index);

    private string GradientKind(int weight) =>
        Plan.HasRowGradient(weight) ? "RowGradient" : Plan.ProductGradients.Contains(weight) ? "ProductGradient" : "Gradient";

    /// <summary>Whether a layer trains.</summary>
    public string Trains(string layer) => $"frame.Trains({Number(_names.LayerNumber(layer))})";

    /// <summary>The memory that a kernel works in.</summary>
    public string Workspace(PlannedStep step) => Workspace(step.WorkspaceSlot, "workspace", DType.Float32);

    /// <summary>A piece of memory that a step works in.</summary>
    /// <param name="slot">Its number.</param>
    /// <param name="meaning">What the local is to be called.</param>
    /// <param name="dtype">What it holds.</param>
    public string Workspace(int slot, string meaning, DType dtype)
    {
        if (_workspaces.TryGetValue(slot, out var name)) return name;
        name = _names.Reserve(PhaseNames.Clean(meaning));
        _declarations.Add($"var {name} = {SlotAddress(slot, dtype)};");
        _workspaces.Add(slot, name);
        return name;
    }

    /// <summary>The slot of the frame's arena that a slot of this plan is.</summary>
    public int SlotOfFrame(int slot) => _border is null ? slot : _border.Slots[slot];

    /// <summary>Writes a call of a kernel.</summary>
    public void Call(string kernel, params string[] arguments) =>
        Body.Line($"global::Keras.Kernels.{kernel}({string.Join(", ", arguments)});");

    /// <summary>The C# element type that a value has in memory; truth values are bytes.</summary>
    public static string ElementType(DType dtype) => dtype switch
    {
        DType.Float32 => "float",
        DType.Int32 => "int",
        _ => "byte",
    };

    private string Offset(PhysicalType type) => $"{Pointer(type.Within!)} + ({Length(type.RowsWithin!.Offset)})";

    private string SlotAddress(int slot, DType dtype)
    {
        var (number, element) = (Number(SlotOfFrame(slot)), ElementType(dtype));
        return dtype == DType.Float32 ? $"frame.Buffer({number})" : element == "byte" ? $"frame.Bytes({number})" : $"frame.Bytes({number}).As<{element}>()";
    }

    private string Address(PhysicalType type)
    {
        var (number, element) = (Number(type.Index), ElementType(type.DType));
        return type.Home switch
        {
            Home.Input => $"frame.Input<{element}>({number})",
            Home.Output => $"frame.Output<{element}>({number})",
            Home.OutputMask => $"frame.OutputMask({number})",
            Home.Prepared => $"frame.Prepared({number})",
            Home.State => $"frame.State({number})",
            Home.NextState => $"frame.NextState({number})",
            Home.Cotangent => $"frame.Cotangent({number})",
            Home.LossTerm => $"frame.LossTerm({number})",
            Home.WeightGradient => $"frame.{GradientKind(type.Index)}({number})",
            Home.InputGradient => $"frame.InputGradient({number})",
            Home.Slot => SlotAddress(type.Index, type.DType),
            _ => throw new OpVerificationException($"Nothing has an address in {type}."),
        };
    }

    private bool IsLogits(Value value) => LogitsOf(value) >= 0;

    private int LogitsOf(Value value) =>
        Plan.Fused.Results.OfKind(Fusion.ResultKind.LogitCotangent).FirstOrDefault(r => r.Value == value)?.Index ?? -1;

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
