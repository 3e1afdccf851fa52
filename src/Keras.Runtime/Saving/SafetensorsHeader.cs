using System.Text;
using System.Text.Json;

namespace Keras.Saving;

/// <summary>The JSON header of a safetensors file, checked in full: after this, every entry lies inside the file, and no two overlap.</summary>
/// <remarks>Without queries and lists over numbers: to compile them would be a good part of a start that loads weights.</remarks>
internal sealed class SafetensorsHeader
{
    private const string MetadataKey = "__metadata__";

    private readonly string _file;
    private readonly long _dataBytes;
    private readonly Dictionary<string, SafetensorsEntry> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);

    private SafetensorsHeader(string file, long dataBytes)
    {
        _file = file;
        _dataBytes = dataBytes;
    }

    public IReadOnlyDictionary<string, SafetensorsEntry> Entries => _entries;

    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="file">Name of the file, for messages.</param>
    /// <param name="json">The header.</param>
    /// <param name="dataBytes">How many bytes follow it.</param>
    /// <exception cref="InvalidDataException">Anything that the format does not allow.</exception>
    public static SafetensorsHeader Read(string file, ReadOnlySpan<byte> json, long dataBytes)
    {
        var header = new SafetensorsHeader(file, dataBytes);
        try
        {
            var reader = new Utf8JsonReader(json);
            header.ReadEntries(ref reader);
            if (reader.Read()) throw header.Fault("the header goes on after its closing brace");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or DecoderFallbackException)
        {
            throw new InvalidDataException($"'{file}' is not a valid safetensors file: the header is not valid JSON ({e.Message})", e);
        }
        header.CheckCover();
        return header;
    }

    private void ReadEntries(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, "the header is not an object");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (name == MetadataKey)
            {
                ReadMetadata(ref reader);
                continue;
            }
            if (!_entries.TryAdd(name, ReadEntry(ref reader, name))) throw Fault($"entry '{name}' stands there twice");
        }
    }

    private void ReadMetadata(ref Utf8JsonReader reader)
    {
        Expect(ref reader, JsonTokenType.StartObject, $"'{MetadataKey}' is not an object");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            var key = reader.GetString()!;
            Expect(ref reader, JsonTokenType.String, $"'{MetadataKey}': the value of '{key}' is not a string");
            if (!_metadata.TryAdd(key, reader.GetString()!)) throw Fault($"'{MetadataKey}': '{key}' stands there twice");
        }
    }

    private SafetensorsEntry ReadEntry(ref Utf8JsonReader reader, string name)
    {
        string? type = null;
        long[]? shape = null, offsets = null;
        Expect(ref reader, JsonTokenType.StartObject, $"entry '{name}' is not an object");
        while (Next(ref reader) == JsonTokenType.PropertyName)
        {
            switch (reader.GetString())
            {
                case "dtype":
                    Expect(ref reader, JsonTokenType.String, $"entry '{name}': dtype is not a string");
                    type = reader.GetString()!;
                    break;
                case "shape":
                    shape = ReadNumbers(ref reader, name, "shape");
                    break;
                case "data_offsets":
                    offsets = ReadNumbers(ref reader, name, "data_offsets");
                    break;
                default:
                    reader.Read();
                    reader.Skip();
                    break;
            }
        }
        if (type is null || shape is null || offsets is null)
            throw Fault($"entry '{name}' lacks {(type is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        if (!SafetensorsTypes.TryParse(type, out var known)) throw Fault($"entry '{name}': dtype '{type}' is not known");
        return Checked(name, known, shape, offsets);
    }

    private SafetensorsEntry Checked(string name, SafetensorsType type, long[] shape, long[] offsets)
    {
        if (offsets.Length != 2) throw Fault($"entry '{name}': data_offsets must be two numbers, found {offsets.Length}");
        var (begin, end) = (offsets[0], offsets[1]);
        if (begin > end || end > _dataBytes)
            throw Fault($"entry '{name}': data_offsets [{begin}, {end}] do not lie in the {_dataBytes} bytes of data");
        long needed = type.Size();
        foreach (var length in shape)
        {
            // A product beyond the file's size needs no exact value.
            if (length != 0 && needed > long.MaxValue / length) throw Fault($"entry '{name}': a shape of ({string.Join(", ", shape)}) is too large");
            needed *= length;
        }
        if (needed != end - begin)
            throw Fault($"entry '{name}': {type} of shape ({string.Join(", ", shape)}) needs {needed} bytes, data_offsets [{begin}, {end}] give {end - begin}");
        return new(name, type, shape, begin, needed);
    }

    private long[] ReadNumbers(ref Utf8JsonReader reader, string entry, string member)
    {
        Expect(ref reader, JsonTokenType.StartArray, $"entry '{entry}': {member} is not an array");
        var ahead = reader;
        var count = 0;
        while (Next(ref ahead) != JsonTokenType.EndArray) count++;
        var numbers = new long[count];
        for (var i = 0; Next(ref reader) != JsonTokenType.EndArray; i++)
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Fault($"entry '{entry}': {member} must hold whole numbers that are not negative");
        return numbers;
    }

    /// <summary>The format wants the data covered: no two entries overlap, and no byte belongs to none.</summary>
    private void CheckCover()
    {
        var position = 0L;
        SafetensorsEntry? before = null;
        var entries = _entries.Values.ToArray();
        Array.Sort(entries, (left, right) => left.Start != right.Start ? left.Start.CompareTo(right.Start) : left.Bytes.CompareTo(right.Bytes));
        foreach (var entry in entries)
        {
            if (entry.Start < position) throw Fault($"entry '{entry.Name}' overlaps entry '{before!.Name}'");
            if (entry.Start > position) throw Fault($"bytes {position} to {entry.Start} before entry '{entry.Name}' belong to no entry");
            position = entry.Start + entry.Bytes;
            before = entry;
        }
        if (position != _dataBytes) throw Fault($"the entries take {position} bytes, but {_dataBytes} follow the header; was the file cut short or appended to?");
    }

    private void Expect(ref Utf8JsonReader reader, JsonTokenType token, string fault)
    {
        if (Next(ref reader) != token) throw Fault(fault);
    }

    private JsonTokenType Next(ref Utf8JsonReader reader) =>
        reader.Read() ? reader.TokenType : throw Fault("the header ends too early");

    private InvalidDataException Fault(string what) => new($"'{_file}' is not a valid safetensors file: {what}.");
}
