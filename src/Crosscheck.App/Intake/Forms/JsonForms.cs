using System.Globalization;
using System.Text;
using System.Text.Json;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Ledger;

namespace Crosscheck.App.Intake.Forms;

/// <summary>JSON that carries reports: one object a line, an array of objects, or one object; ninjs where it is that.</summary>
internal static class JsonForms
{
    /// <summary>Lines as they come, without waiting for the end; what is one object over many lines is read whole.</summary>
    public static IEnumerable<Part> Lines(string path, ByteReader reader, FieldMap map, Limits limits)
    {
        var first = true;
        for (var n = 1; reader.ReadLine(InputReader.MaxBytes) is { } line; n++)
        {
            var bytes = WithoutMark(line).TrimEnd("\r\n \t"u8).ToArray();
            if (bytes.Length == 0)
                continue;
            if (first && !IsWhole(bytes))
            {
                yield return One(path, [.. bytes, (byte)'\n', .. reader.ReadAll(InputReader.MaxBytes) ?? throw new IntakeException(Codes.TooLarge.With(InputReader.MaxBytes >> 20))], map);
                yield break;
            }
            first = false;
            limits.TakePart();
            yield return One(string.Create(CultureInfo.InvariantCulture, $"{path}:{n}"), bytes, map);
        }
    }

    public static IEnumerable<Part> Array(string path, byte[] bytes, FieldMap map, Limits limits)
    {
        using var json = JsonDocument.Parse(WithoutMark(bytes).ToArray());
        var n = 0;
        foreach (var item in json.RootElement.EnumerateArray())
        {
            limits.TakePart();
            yield return One(string.Create(CultureInfo.InvariantCulture, $"{path}:{++n}"), Encoding.UTF8.GetBytes(item.GetRawText()), map);
        }
    }

    private static Part One(string path, byte[] bytes, FieldMap map) => new(path, bytes, (p, b) => Parse(p, b, map));

    private static Input Parse(string path, byte[] bytes, FieldMap map)
    {
        try
        {
            using var json = JsonDocument.Parse(bytes);
            var o = json.RootElement;
            if (o.ValueKind != JsonValueKind.Object)
                return Input.Failed(path, Codes.Broken.With("JSON Lines", "the line is no object"));
            if (IsEntry(o))
                return Input.Failed(path, Codes.ExportedLedger.With());
            return Ninjs.Is(o) ? Ninjs.Read(path, o, bytes)
                : map.Read(o) is { } document ? new Input(path, document with { Id = Document.IdOf(bytes), Path = path }, [])
                : Input.Failed(path, Codes.NoText.With("JSON object", map.LookedFor("text")));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return Input.Failed(path, Codes.Broken.With("JSON", exception.Message));
        }
    }

    /// <summary>A string of JSON; null where its escapes make no text.</summary>
    public static string? String(JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A line that <c>export --to jsonl</c> wrote.</summary>
    public static bool IsEntry(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject && reader.Read() && reader.ValueTextEquals("kind"u8)
                && reader.Read() && reader.TokenType == JsonTokenType.String && EntryKind.IsKnown(reader.GetString()!);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return false;
        }
    }

    private static bool IsEntry(JsonElement o) =>
        o.TryGetProperty("kind", out var kind) && kind.ValueKind == JsonValueKind.String && EntryKind.IsKnown(String(kind) ?? "") && o.TryGetProperty("subject", out _);

    private static bool IsWhole(byte[] line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            while (reader.Read())
            {
            }
            return true;
        }
        catch (JsonException)
        {
            // A first line that is broken by itself, with whole lines behind it, is one broken line and not the begin of one object.
            return line is [(byte)'{', .., (byte)'}'];
        }
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
}
