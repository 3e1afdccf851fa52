extern alias runtime;

using System.Reflection;
using Keras.Compiler.Binding;

namespace Keras.Generators.Tests;

/// <summary>The front end finds Keras's types by name, so the names must be those of the runtime.</summary>
public class KnownNamesTests
{
    [Fact]
    public void EveryNameOfKerasIsATypeOfTheRuntime()
    {
        var names = typeof(KnownNames).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(f => f.Name is not (nameof(KnownNames.Call) or nameof(KnownNames.Generator) or nameof(KnownNames.Debug)))
            .Select(f => (string)f.GetRawConstantValue()!).ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.NotNull(typeof(runtime::Keras.KerasTensor).Assembly.GetType(name)));
    }

    [Fact]
    public void PathsOfGeneratedFilesHoldTheGeneratorsName()
    {
        Assert.Equal(KnownNames.Generator, typeof(ModelGenerator).FullName);
        var run = GeneratorRun.Of(Keras.Tests.Sources.SourceCompilation.Of(Keras.Tests.Sources.SampleModels.Mlp));
        Assert.Equal([false, true], run.Output.SyntaxTrees.Select(tree => tree.IsGenerated()).Distinct());
    }
}
