using System.Runtime.CompilerServices;

namespace Keras.Compiler.Tests.Emission.Surface;

/// <summary>Emitted files that the runtime's tests compile.</summary>
internal static class Snapshots
{
    /// <summary>The file holds exactly this text. With the environment variable UPDATE_SNAPSHOTS set the file is written instead.</summary>
    public static void Match(string file, string text, [CallerFilePath] string caller = "")
    {
        if (Environment.GetEnvironmentVariable("UPDATE_SNAPSHOTS") is { Length: > 0 })
            File.WriteAllText(Path.Combine(Path.GetDirectoryName(caller)!, "../../../Keras.Runtime.Tests/Training/Models", file), text);
        else
            Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Emission", file)).ReplaceLineEndings("\n"), text);
    }
}
