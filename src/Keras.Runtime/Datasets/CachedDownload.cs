using System.Security.Cryptography;
using Keras.Saving;
using Spectre.Console;

namespace Keras.Datasets;

/// <summary>Files from the net, kept in the folder that Keras uses: <c>datasets</c> in KERAS_HOME or in <c>~/.keras</c>.</summary>
internal static class CachedDownload
{
    private static string Home =>
        Environment.GetEnvironmentVariable("KERAS_HOME") is { Length: > 0 } home ? home
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".keras");

    /// <summary>Path of the file in the cache. It is there only whole and with the right checksum.</summary>
    /// <param name="dataset">Folder within the cache.</param>
    /// <param name="name">Name of the file.</param>
    /// <param name="sources">Addresses to try in order.</param>
    /// <param name="sha256">Checksum in lower-case hexadecimal digits.</param>
    /// <exception cref="IOException">No address gave the right file: says what happened at each.</exception>
    public static string Get(string dataset, string name, IReadOnlyList<Uri> sources, string sha256)
    {
        var folder = Path.Combine(Home, "datasets", dataset);
        var path = Path.Combine(folder, name);
        if (File.Exists(path)) return path;
        Directory.CreateDirectory(folder);

        using var client = new HttpClient();
        var failures = new List<string>();
        foreach (var source in sources)
        {
            try
            {
                AtomicFile.Write(path, stream => Download(client, source, name, sha256, stream));
                return path;
            }
            catch (Exception e) when (e is HttpRequestException or IOException or InvalidDataException or TaskCanceledException)
            {
                failures.Add($"{source}: {e.Message}");
            }
        }
        throw new IOException(
            $"'{name}' is not in '{folder}' and could not be downloaded. {string.Join(" ", failures)} Put the file there, or give its folder.");
    }

    private static void Download(HttpClient client, Uri source, string name, string sha256, Stream destination)
    {
        using var response = client.Send(new HttpRequestMessage(HttpMethod.Get, source), HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        using var content = response.Content.ReadAsStream();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        AnsiConsole.Progress().AutoClear(true).Start(progress =>
        {
            var length = response.Content.Headers.ContentLength;
            var task = progress.AddTask(Markup.Escape(name), maxValue: length ?? 1);
            task.IsIndeterminate = length is null;
            var buffer = new byte[1 << 16];
            for (int read; (read = content.Read(buffer)) > 0; task.Increment(read))
            {
                hash.AppendData(buffer, 0, read);
                destination.Write(buffer, 0, read);
            }
        });
        var found = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (found != sha256) throw new InvalidDataException($"the file's SHA-256 is {found}; {sha256} is expected.");
    }
}
