using System.Buffers.Binary;
using System.Text;

namespace Keras.Benchmarks.Peers.Torch;

/// <summary>Makes libtorch's C# binding loadable where libstdc++ is older than GCC 13. The binding only names the symbol version
/// GLIBCXX_3.4.32 (for a marker that nothing calls); declared weak, the loader does not insist on it.</summary>
internal static class NativeTorch
{
    private const string Version = "GLIBCXX_3.4.32";
    private const uint VersionNeeds = 0x6FFFFFFE;
    private const ushort Weak = 2;

    /// <summary>Patches the copy of the library beside the program. Does nothing elsewhere, or the second time.</summary>
    public static void Prepare()
    {
        if (!OperatingSystem.IsLinux()) return;
        foreach (var file in Directory.EnumerateFiles(AppContext.BaseDirectory, "libLibTorchSharp.so", SearchOption.AllDirectories))
        {
            var image = File.ReadAllBytes(file);
            if (!Weaken(image)) continue;
            // A new file instead of the old one's content: the build may have linked it to the package cache.
            var patched = file + ".patched";
            File.WriteAllBytes(patched, image);
            File.Move(patched, file, overwrite: true);
        }
    }

    /// <summary>Walks the version needs of a 64-bit little-endian ELF file.</summary>
    private static bool Weaken(byte[] image)
    {
        var changed = false;
        var sections = Sections(image);
        foreach (var section in sections.Where(s => s.Type == VersionNeeds))
        {
            var names = sections[section.Link].Offset;
            var need = section.Offset;
            while (true)
            {
                var count = U16(image, need + 2);
                var entry = need + U32(image, need + 8);
                for (var i = 0; i < count; i++)
                {
                    var flags = U16(image, entry + 4);
                    if (Name(image, names + U32(image, entry + 8)) == Version && (flags & Weak) == 0)
                    {
                        BinaryPrimitives.WriteUInt16LittleEndian(image.AsSpan((int)entry + 4), (ushort)(flags | Weak));
                        changed = true;
                    }
                    entry += U32(image, entry + 12);
                }
                var next = U32(image, need + 12);
                if (next == 0) break;
                need += next;
            }
        }
        return changed;
    }

    private static List<(uint Type, long Offset, int Link)> Sections(byte[] image)
    {
        var table = BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan(0x28));
        var size = U16(image, 0x3A);
        var count = U16(image, 0x3C);
        var sections = new List<(uint, long, int)>();
        for (var i = 0; i < count; i++)
        {
            var header = table + (long)i * size;
            sections.Add((U32(image, header + 4), BinaryPrimitives.ReadInt64LittleEndian(image.AsSpan((int)header + 0x18)), (int)U32(image, header + 0x28)));
        }
        return sections;
    }

    private static ushort U16(byte[] image, long offset) => BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan((int)offset));

    private static uint U32(byte[] image, long offset) => BinaryPrimitives.ReadUInt32LittleEndian(image.AsSpan((int)offset));

    private static string Name(byte[] image, long offset) =>
        Encoding.ASCII.GetString(image, (int)offset, Array.IndexOf(image, (byte)0, (int)offset) - (int)offset);
}
