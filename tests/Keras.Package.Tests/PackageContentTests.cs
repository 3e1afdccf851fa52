using System.IO.Compression;

namespace Keras.Package.Tests;

[Collection(PackageCollection.Name)]
public class PackageContentTests(PackedPackage package)
{
    [Fact]
    public void The_package_holds_runtime_documentation_compiler_and_build_targets()
    {
        using var archive = ZipFile.OpenRead(package.File);
        var files = archive.Entries.Select(e => e.FullName).ToHashSet();
        Assert.All(
            [
                "lib/net10.0/Keras.Runtime.dll", "lib/net10.0/Keras.Runtime.xml",
                "analyzers/dotnet/cs/Keras.Compiler.dll", "analyzers/dotnet/cs/Keras.Generators.dll",
                "analyzers/dotnet/cs/Keras.Analyzers.dll", "analyzers/dotnet/cs/Keras.CodeFixes.dll",
                "build/Keras.Runtime.targets", "README.md",
            ],
            file => Assert.Contains(file, files));
        Assert.Equal(4, files.Count(f => f.StartsWith("analyzers/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("linux-x64", "", "x86-64-v3")]
    [InlineData("win-x64", "x86-64-v4", "x86-64-v4")]
    [InlineData("linux-arm64", "", "")]
    public void Programs_published_with_NativeAOT_get_vector_instructions(string runtime, string given, string expected)
    {
        var folder = package.WriteProject($"aot-{runtime}", "");
        DotNet.MustRun(folder, "restore", "-nologo", "-v", "quiet");
        string[] arguments = ["msbuild", "-getProperty:IlcInstructionSet", "-p:PublishAot=true", $"-p:RuntimeIdentifier={runtime}",
            .. given.Length == 0 ? Array.Empty<string>() : [$"-p:IlcInstructionSet={given}"]];
        Assert.Equal(expected, DotNet.MustRun(folder, arguments).Trim());
    }
}
