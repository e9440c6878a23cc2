using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Ledger;

namespace Crosscheck.Views;

/// <summary>A document with the bytes that it was taken from.</summary>
public sealed record TakenDocument(Document Document, ReadOnlyMemory<byte> Content)
{
    /// <summary>Where it was fetched from and what the server said; null for files.</summary>
    public Received? Received { get; init; }
}

/// <summary>One answer of a server. Hash is of all that was received, which may hold more than one document.</summary>
public sealed record Received(string Url, DateTimeOffset At, int Status, string Hash, IReadOnlyDictionary<string, string> Headers);

/// <summary>The bodies of ledger entries. What is written here is read for ever: a change of form is a new kind.</summary>
public static class EntryJson
{
    public static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// A document as an entry. The bytes are kept exactly: as "head" (what stands before the body) where head and body
    /// in UTF-8 are all of them, else in base 64.
    /// </summary>
    public static EntryDraft Draft(TakenDocument taken)
    {
        var document = taken.Document;
        var body = Write(json =>
        {
            json.WriteStartObject();
            json.WriteString("id", document.Id);
            json.WriteString("path", document.Path);
            json.WriteString("url", document.Url);
            json.WriteString("publisher", document.Publisher);
            json.WriteString("title", document.Title);
            json.WriteString("published", document.Published?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("language", document.Language);
            if (document.Confidential)
                json.WriteBoolean("confidential", true);
            if (document.Story is not null)
                json.WriteString("story", document.Story);
            if (document.Revision is not null)
                json.WriteString("revision", document.Revision);
            if (taken.Received is { } received)
                Write(json, received);
            if (Head(taken.Content.Span, document.Body) is { } head)
                json.WriteString("head", head);
            else
                json.WriteBase64String("content", taken.Content.Span);
            json.WriteString("body", document.Body);
            json.WriteEndObject();
        });
        return new EntryDraft(EntryKind.Document, document.Id, "", body);
    }

    private static void Write(Utf8JsonWriter json, Received received)
    {
        json.WriteStartObject("received");
        json.WriteString("url", received.Url);
        json.WriteString("at", LedgerEntry.Instant(received.At));
        json.WriteNumber("status", received.Status);
        json.WriteString("hash", received.Hash);
        json.WriteStartObject("headers");
        foreach (var (name, value) in received.Headers.OrderBy(h => h.Key, StringComparer.Ordinal))
            json.WriteString(name, value);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    public static EntryDraft Draft(Reading reading) =>
        new(EntryKind.Reading, reading.Document.Id, reading.Reader, ReadingJson.Write(reading, indented: false));

    /// <summary>A decision as an entry, its id computed from what it says.</summary>
    public static (EntryDraft Entry, Decision Decision) Draft(Decision decision)
    {
        var unnamed = DecisionJson.Write(decision with { Id = "" });
        var id = "d-" + Document.IdOf(unnamed)[7..23];
        var named = decision with { Id = id };
        return (new EntryDraft(EntryKind.Decision, id, "", DecisionJson.Write(named)), named);
    }

    public static TakenDocument ReadDocument(string body)
    {
        using var parsed = JsonDocument.Parse(body);
        var e = parsed.RootElement;
        var text = e.Text("body") ?? "";
        var document = ReadingJsonReader.DocumentOf(e, text);
        var bytes = e.TryGetProperty("content", out var content) ? content.GetBytesFromBase64() : Encoding.UTF8.GetBytes((e.Text("head") ?? "") + text);
        return new TakenDocument(document, bytes);
    }

    /// <summary>An entry as one line of an exported ledger. Its place in the chain stays behind: it gets a new one where it is added.</summary>
    public static string Line(EntryDraft entry) => Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("kind", entry.Kind);
        json.WriteString("subject", entry.Subject);
        json.WriteString("version", entry.Version);
        json.WritePropertyName("body");
        json.WriteRawValue(entry.Body);
        json.WriteEndObject();
    });

    /// <summary>Reads what <see cref="Line"/> wrote; says why not where it is something else.</summary>
    public static bool TryReadLine(string line, out EntryDraft? draft, out string why)
    {
        draft = null;
        try
        {
            using var parsed = JsonDocument.Parse(line);
            var e = parsed.RootElement;
            var kind = e.Text("kind") ?? "";
            why = !EntryKind.IsKnown(kind) ? "it has no kind that this program knows" : e.Object("body") is null ? "it has no body" : "";
            if (why.Length > 0)
                return false;
            var body = e.Object("body")!.Value;
            var subject = kind == EntryKind.Reading ? body.Object("document")?.Text("id") : body.Text("id");
            if (string.IsNullOrEmpty(subject) || (kind == EntryKind.Document && Document.IdOf(ReadDocument(body.GetRawText()).Content.Span) != subject))
                why = "its id is not that of its content";
            else
                draft = new EntryDraft(kind, subject, kind == EntryKind.Reading ? body.Text("reader") ?? "" : "", body.GetRawText());
            return draft is not null;
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            why = exception.Message;
            return false;
        }
    }

    /// <summary>JSON written by hand, as text.</summary>
    public static string Write(Action<Utf8JsonWriter> write, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Compact with { Indented = indented }))
            write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static string? Head(ReadOnlySpan<byte> content, string body)
    {
        try
        {
            var text = Strict.GetString(content);
            return text.EndsWith(body, StringComparison.Ordinal) && Encoding.UTF8.GetByteCount(text) == content.Length ? text[..^body.Length] : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
