using System.Collections.Immutable;
using Keras.Compiler.Fusion.Steps;
using Keras.Compiler.Ops;
using Keras.Compiler.Planning;

namespace Keras.Compiler.Emission.Programs.Steps;

/// <summary>Writes the method with the steps of one tile, or several where one would be too long for the JIT.</summary>
internal sealed class TileText
{
    private readonly TiledStep _step;
    private readonly NestedPlan _nested;
    private readonly StepContext _outer;
    private readonly string _name;
    private readonly NestedBorder _border;

    public TileText(string name, TiledStep step, NestedPlan nested, StepContext outer)
    {
        (_name, _step, _nested, _outer) = (name, step, nested, outer);
        (First, Length) = (outer.Names.Reserve("first"), outer.Names.Reserve("tile"));
        var (source, names) = (nested.Plan.Source, outer.Names);
        var border = ImmutableDictionary.CreateBuilder<(Home, int), string>();
        var declarations = ImmutableArray.CreateBuilder<string>();
        declarations.AddRange($"nint {First}", $"nint {Length}");
        for (var i = 0; i < source.Inputs.Length; i++) Declare(Home.Input, i, source.Inputs[i], names.Local(source.Inputs[i]));
        for (var i = 0; i < source.Weights.Length; i++) Declare(Home.Weight, i, source.Weights[i].Value, names.Local(source.Weights[i].Value));
        for (var i = 0; i < source.Outputs.Length; i++)
            Declare(Home.Output, i, source.Outputs[i], names.Reserve(PhaseNames.Clean(source.Outputs[i].Name) + (i < step.Outputs ? "_now" : "_sum")));
        _border = new NestedBorder(border.ToImmutable(), declarations.ToImmutable(), nested.Slots)
        {
            Lengths = ImmutableDictionary<string, string>.Empty.Add(TileBody.Symbol, Length), Tile = (First, TileBody.Length),
        };

        void Declare(Home home, int index, Value value, string local)
        {
            border.Add((home, index), local);
            declarations.Add($"global::Keras.Hosting.Pointer<{StepContext.ElementType(value.Type.DType)}> {local}");
        }
    }

    /// <summary>Name of the number of the tile's first sample.</summary>
    public string First { get; }

    /// <summary>Name of the tile's number of samples.</summary>
    public string Length { get; }

    /// <summary>A call for one tile.</summary>
    /// <param name="arguments">Addresses of operands and results.</param>
    public string Call(IEnumerable<string> arguments) => Call(_name, new[] { First, Length }.Concat(arguments));

    public void Write(CodeWriter writer)
    {
        var running = _nested.Plan.Forward.Where(step => !step.Step.IsView).ToList();
        if (running.Count <= MethodText.MostSteps)
        {
            WriteMethod(writer, _name, running);
            return;
        }
        var parts = Enumerable.Range(0, (running.Count + MethodText.MostSteps - 1) / MethodText.MostSteps).ToList();
        WriteHead(writer);
        using (writer.Block(Signature(_name)))
            foreach (var part in parts) writer.Line(Call(PartName(part), _border.Declarations.Select(declaration => declaration.Split(' ')[1])));
        foreach (var part in parts) WriteMethod(writer, PartName(part), [.. running.Skip(part * MethodText.MostSteps).Take(MethodText.MostSteps)]);
    }

    public static string Describe(TiledStep step) =>
        (step.Scope == Scope.None ? step.Result.Name : $"{step.Scope.Path}: {step.Scope.Description}").Replace("\n", " ");

    private void WriteMethod(CodeWriter writer, string name, List<PlannedStep> steps)
    {
        var context = new StepContext(_nested.Plan, _outer.Names, _outer.Structs, _outer.Methods, _border);
        MethodText.WriteGuarded(steps, context);
        WriteHead(writer);
        MethodText.WriteBlock(writer, Signature(name), context);
    }

    private void WriteHead(CodeWriter writer)
    {
        writer.Line();
        writer.Line($"// {Describe(_step)}: one tile.");
    }

    private string PartName(int part) => _name + CSharpText.Literal(part + 1);

    private string Signature(string name) => $"private void {name}(\n    {string.Join(",\n    ", _border.Declarations.Prepend("global::Keras.Hosting.Frame frame"))})";

    private static string Call(string name, IEnumerable<string> arguments) => $"{name}(\n    {string.Join(",\n    ", arguments.Prepend("frame"))});";
}
