using System.Buffers.Binary;
using System.Text;
using CsCheck;
using Keras.Saving;

namespace Keras.Runtime.Tests.Saving;

public sealed class SafetensorsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("safetensors").FullName;

    private string File(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Any_tensors_come_back_as_they_were_written() =>
        Gen.Select(Gen.String[1, 12], Gen.Int[0, 4].Array[0, 3], Gen.Int)
            .Array[0, 5]
            .Sample(tensors =>
            {
                var written = tensors.DistinctBy(t => t.Item1).Where(t => t.Item1 != "__metadata__" && IsText(t.Item1)).Select(t =>
                    (Name: t.Item1, Shape: t.Item2, Values: Enumerable.Range(0, t.Item2.Aggregate(1, (a, b) => a * b)).Select(i => MathF.Sin(i + t.Item3)).ToArray())).ToArray();
                var path = File("roundtrip.safetensors");
                SafetensorsFile.Write(path, [.. written.Select(t => new SafetensorsTensor(t.Name, t.Shape, t.Values))], new Dictionary<string, string> { ["format"] = "keras" });
                using var file = SafetensorsFile.Open(path);
                Assert.Equal(written.Select(t => t.Name).Order(StringComparer.Ordinal), file.Entries.Keys.Order(StringComparer.Ordinal));
                Assert.Equal("keras", file.Metadata["format"]);
                foreach (var (name, shape, values) in written)
                {
                    Assert.Equal(shape.Select(l => (long)l), file.Entries[name].Shape);
                    var read = new float[values.Length];
                    file.Read(name, read);
                    Assert.Equal(values, read);
                }
            }, threads: 1, iter: 200);

    [Fact]
    public void The_layout_is_that_of_the_format()
    {
        var path = File("layout.safetensors");
        SafetensorsFile.Write(path, [new("dense/kernel", [1, 2], new float[] { 1f, -2f })]);
        var bytes = System.IO.File.ReadAllBytes(path);
        var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        Assert.Equal(0, length % 8);
        Assert.Equal("""{"dense/kernel":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}""", Encoding.UTF8.GetString(bytes, 8, length).TrimEnd());
        Assert.Equal([0, 0, 128, 63, 0, 0, 0, 192], bytes[(8 + length)..]);
    }

    [Fact]
    public void A_file_that_is_cut_short_anywhere_is_refused()
    {
        var path = File("whole.safetensors");
        SafetensorsFile.Write(path, [new("a", [2], new float[] { 1f, 2f }), new("b", [], new float[] { 3f })], new Dictionary<string, string> { ["k"] = "v" });
        var whole = System.IO.File.ReadAllBytes(path);
        for (var length = 0; length < whole.Length; length++)
        {
            var cut = File("cut.safetensors");
            System.IO.File.WriteAllBytes(cut, whole[..length]);
            var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(cut));
            Assert.Contains("cut.safetensors", error.Message);
        }
        System.IO.File.WriteAllBytes(File("longer"), [.. whole, 0]);
        Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(File("longer")));
    }

    [Fact]
    public void A_damaged_byte_is_found_or_harms_nothing()
    {
        var path = File("whole.safetensors");
        SafetensorsFile.Write(path, [new("a", [2, 2], new float[] { 1f, 2f, 3f, 4f }), new("b", [1], new float[] { 3f })]);
        var whole = System.IO.File.ReadAllBytes(path);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte).Sample((place, value) =>
        {
            var damaged = File("damaged.safetensors");
            byte[] bytes = [.. whole];
            bytes[place] = value;
            System.IO.File.WriteAllBytes(damaged, bytes);
            try
            {
                using var file = SafetensorsFile.Open(damaged);
                foreach (var entry in file.Entries.Values)
                    file.ReadBytes(entry.Name, new byte[entry.Bytes]);
            }
            catch (InvalidDataException e)
            {
                Assert.Contains("damaged.safetensors", e.Message);
            }
        }, threads: 1, iter: 500);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "'a'")]
    [InlineData("""{"a":{"dtype":"X9","shape":[1],"data_offsets":[0,4]}}""", 4, "X9")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 0, "data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "shape")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}""", 4, "too large")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "overlaps")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "belong to no entry")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 8, "follow the header")]
    [InlineData("""{"a":5}""", 0, "'a'")]
    [InlineData("""{"__metadata__":{"k":5}}""", 0, "'k'")]
    [InlineData("""[]""", 0, "not an object")]
    [InlineData("""{} {}""", 0, "JSON")]
    [InlineData("""{"a":""", 0, "JSON")]
    public void Faults_of_the_header_are_named(string header, int dataBytes, string named)
    {
        var error = Assert.Throws<InvalidDataException>(() => SafetensorsFile.Open(Make(header, new byte[dataBytes])));
        Assert.Contains(named, error.Message);
    }

    [Fact]
    public void Other_element_types_are_read_where_they_fit()
    {
        var header = """{"h":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"BF16","shape":[1],"data_offsets":[4,6]},"i":{"dtype":"I32","shape":[1],"data_offsets":[6,10]},"t":{"dtype":"BOOL","shape":[2],"data_offsets":[10,12]},"d":{"dtype":"F64","shape":[1],"data_offsets":[12,20]}}""";
        byte[] data = [.. BitConverter.GetBytes((Half)1.5f), .. BitConverter.GetBytes((Half)(-2f)), 0x40, 0x40, .. BitConverter.GetBytes(-7), 1, 0, .. BitConverter.GetBytes(0.25)];
        using var file = SafetensorsFile.Open(Make(header, data));
        var (two, one, whole) = (new float[2], new float[1], new int[1]);
        file.Read("h", two);
        Assert.Equal([1.5f, -2f], two);
        file.Read("b", one);
        Assert.Equal([3f], one);
        file.Read("d", one);
        Assert.Equal([0.25f], one);
        file.Read("i", whole);
        Assert.Equal([-7], whole);
        var bytes = new byte[2];
        file.ReadBytes("t", bytes);
        Assert.Equal([1, 0], bytes);
        Assert.Contains("'t'", Assert.Throws<ArgumentException>(() => file.ReadBytes("t", new byte[3])).Message);
        Assert.Contains("'t'", Assert.Throws<InvalidDataException>(() => file.Read("t", two)).Message);
        Assert.Contains("'x'", Assert.Throws<KeyNotFoundException>(() => file.Read("x", two)).Message);
        Assert.Contains("'h'", Assert.Throws<ArgumentException>(() => file.Read("h", one)).Message);
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_else()
    {
        var path = File("model.safetensors");
        SafetensorsFile.Write(path, [new("a", [1], new float[] { 1f })]);
        var before = System.IO.File.ReadAllBytes(path);
        Assert.Throws<IOException>(() => SafetensorsFile.Write(path, [new("a", [1], (_, _) => throw new IOException("disk full"))]));
        Assert.Equal(before, System.IO.File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Fact]
    public void Writing_over_an_open_file_leaves_what_its_reader_sees()
    {
        var path = File("model.safetensors");
        SafetensorsFile.Write(path, [new("a", [1], new float[] { 1f })]);
        using var old = SafetensorsFile.Open(path);
        if (OperatingSystem.IsWindows()) return;
        SafetensorsFile.Write(path, [new("a", [1], new float[] { 2f })]);
        var value = new float[1];
        old.Read("a", value);
        Assert.Equal(1f, value[0]);
    }

    [Fact]
    public void A_file_that_is_cut_while_it_is_open_is_named()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = File("model.safetensors");
        SafetensorsFile.Write(path, [new("a", [2], new float[] { 1f, 2f })]);
        using var file = SafetensorsFile.Open(path);
        using (var writer = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) writer.SetLength(writer.Length - 4);
        Assert.Contains("model.safetensors", Assert.Throws<EndOfStreamException>(() => file.Read("a", new float[2])).Message);
    }

    [Fact]
    public void Bad_requests_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SafetensorsFile.Write(File("x"), [new("a", [1], new float[1]), new("a", [1], new float[1])]));
        Assert.Throws<ArgumentException>(() => new SafetensorsTensor("a", [2], new float[1]));
        Assert.Throws<DirectoryNotFoundException>(() => SafetensorsFile.Write(File(Path.Combine("no", "x")), []));
        Assert.Throws<FileNotFoundException>(() => SafetensorsFile.Open(File("absent")));
    }

    private string Make(string header, byte[] data)
    {
        var json = Encoding.UTF8.GetBytes(header);
        var path = File("made.safetensors");
        System.IO.File.WriteAllBytes(path, [.. BitConverter.GetBytes((ulong)json.Length), .. json, .. data]);
        return path;
    }

    /// <summary>Lone surrogates have no UTF-8 form, so no name can hold them.</summary>
    private static bool IsText(string text) => text == Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}
