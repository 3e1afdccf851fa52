using System.Reflection;

namespace Keras.Package.Tests;

/// <summary>The package, packed once for all tests into a folder that serves as package source. Built outside the repository, so that it
/// does not meet the build which runs the tests. Its version occurs nowhere else, so that no cache can answer for it.</summary>
public sealed class PackedPackage : IDisposable
{
    public PackedPackage()
    {
        var root = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;
        Version = $"0.0.0-test.{Environment.ProcessId}.{Environment.TickCount64}";
        DotNet.MustRun(root, "pack", "src/Keras.Runtime", "-c", "Release", "-o", Feed, "--artifacts-path", Path.Combine(Folder, "artifacts"),
            $"-p:Version={Version}", "-nologo", "-v", "quiet");
    }

    public string Version { get; }

    public string Folder { get; } = Directory.CreateTempSubdirectory("keras-package-").FullName;

    public string Feed => Path.Combine(Folder, "feed");

    public string File => Path.Combine(Feed, $"Keras.Runtime.{Version}.nupkg");

    /// <summary>Writes a fresh console project that references the package and nothing of the repository.</summary>
    /// <param name="name">Unique name.</param>
    /// <param name="program">The text of Program.cs.</param>
    /// <returns>The project's folder.</returns>
    public string WriteProject(string name, string program)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        System.IO.File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        System.IO.File.WriteAllText(Path.Combine(folder, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <WarningsNotAsErrors>NU1603</WarningsNotAsErrors>
                <AnalysisLevel>latest-all</AnalysisLevel>
                <InvariantGlobalization>true</InvariantGlobalization>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Keras.Runtime" Version="{Version}" />
              </ItemGroup>
            </Project>
            """);
        // The package comes from the feed, all else from the machine's usual sources; packages are unpacked here, not in the user's cache.
        System.IO.File.WriteAllText(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config>
                <add key="globalPackagesFolder" value="{Path.Combine(Folder, "packages")}" />
              </config>
              <packageSources>
                <add key="packed" value="{Feed}" />
              </packageSources>
            </configuration>
            """);
        // Ends the search for build files of folders above.
        System.IO.File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), "<Project />");
        return folder;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}

/// <summary>The tests that share one packed package.</summary>
[CollectionDefinition(Name)]
public sealed class PackageCollection : ICollectionFixture<PackedPackage>
{
    public const string Name = "package";
}
