extern alias generators;
using System.Diagnostics;
using Basic.Reference.Assemblies;
using Keras;
using Keras.Models.Tests.Guide;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

// dotnet run -c Release: how long the generator takes for the models of docs/guide.md, each alone with the models it holds, once the
// compiler is warm; and how much it writes.
const int Rounds = 15;

var usings = string.Concat(CSharpSyntaxTree.ParseText(GuideSource.Write()).GetCompilationUnitRoot().Usings);
MetadataReference[] references =
[
    .. Net100.References.All,
    MetadataReference.CreateFromFile(typeof(Model).Assembly.Location),
    MetadataReference.CreateFromFile(typeof(System.Numerics.Tensors.Tensor).Assembly.Location),
];

Console.WriteLine($"{"model",-18}{"median ms",10}{"least ms",10}{"KB written",12}");
foreach (var model in GuideSource.Models.Keys)
{
    var source = usings + $"namespace {GuideSource.Namespace};\n" + string.Concat(GuideSource.Closure(model).Select(name => GuideSource.Models[name].ToFullString()));
    var compilation = CSharpCompilation.Create(
        "guide", [CSharpSyntaxTree.ParseText(source)], references,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
    // Binding is the compiler's work, not the generator's.
    compilation.GetDiagnostics();
    var times = new List<double>();
    var written = 0;
    for (var round = 0; round < Rounds; round++)
    {
        var driver = CSharpGeneratorDriver.Create(new generators::Keras.Generators.ModelGenerator());
        var begin = Stopwatch.GetTimestamp();
        var result = driver.RunGenerators(compilation).GetRunResult().Results.Single();
        times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        if (result.Exception is { } exception) throw exception;
        written = result.GeneratedSources.Where(s => s.HintName.StartsWith($"{GuideSource.Namespace}.{model}.", StringComparison.Ordinal))
            .Sum(s => s.SourceText.Length);
    }
    times.RemoveAt(0);
    times.Sort();
    Console.WriteLine($"{model,-18}{times[times.Count / 2],10:0.0}{times[0],10:0.0}{written / 1024.0,12:0.0}");
}
