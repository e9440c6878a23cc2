using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Crosscheck.Claims;

namespace Crosscheck.Views;

/// <summary>A reading as the JSON of the contract: written by hand, so that no field is renamed by accident.</summary>
public static class ReadingJson
{
    public static string Write(Reading reading, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = indented, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, reading);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static void Write(Utf8JsonWriter json, Reading reading)
    {
        json.WriteStartObject();
        WriteDocument(json, reading.Document);
        json.WriteString("reader", reading.Reader);
        WriteAll(json, "incidents", reading.Incidents, WriteTelling);
        WriteAll(json, "claims", reading.Claims, WriteClaim);
        WriteAll(json, "omissions", reading.Omissions, WriteOmission);
        WriteAll(json, "statements", reading.Statements, WriteStatement);
        WriteAll(json, "discrepancies", reading.Discrepancies, WriteDiscrepancy);
        WriteAll(json, "diagnostics", reading.Diagnostics, (j, d) =>
        {
            j.WriteString("code", d.Code);
            j.WriteString("severity", Name(d.Severity));
            j.WriteString("message", d.Message);
            if (d.Span is { } span)
            {
                j.WriteStartObject("span");
                j.WriteNumber("start", span.Start);
                j.WriteNumber("end", span.End);
                j.WriteEndObject();
            }
            else
            {
                j.WriteNull("span");
            }
        });
        json.WriteEndObject();
    }

    /// <summary>The name of an enum member as the contract writes it: lower case.</summary>
    public static string Name<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    private static void WriteDocument(Utf8JsonWriter json, Documents.Document document)
    {
        json.WriteStartObject("document");
        json.WriteString("id", document.Id);
        json.WriteString("path", document.Path);
        json.WriteString("url", document.Url);
        json.WriteString("publisher", document.Publisher);
        json.WriteString("title", document.Title);
        json.WriteString("published", document.Published?.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("language", document.Language);
        if (document.Confidential)
            json.WriteBoolean("confidential", true);
        if (document.Story is not null)
            json.WriteString("story", document.Story);
        if (document.Revision is not null)
            json.WriteString("revision", document.Revision);
        json.WriteNumber("length", document.Body.Length);
        json.WriteEndObject();
    }

    private static void WriteTelling(Utf8JsonWriter json, Telling telling)
    {
        json.WriteString("id", telling.Id);
        json.WriteString("role", telling.Role);
        json.WriteString("type", telling.Type);
        WriteDate(json, telling.Date);
        WritePlace(json, telling.Place);
        WriteEvidence(json, "trigger", telling.Trigger);
        WriteAll(json, "links", telling.Links, (j, link) =>
        {
            j.WriteString("to", link.To);
            j.WriteString("kind", link.Kind);
            WriteEvidence(j, "evidence", link.Evidence);
        });
    }

    internal static void WriteDate(Utf8JsonWriter json, IncidentDate? date)
    {
        if (date is null)
        {
            json.WriteNull("date");
            return;
        }
        json.WriteStartObject("date");
        json.WriteString("value", date.Value);
        json.WriteString("precision", date.Precision);
        json.WriteEndObject();
    }

    internal static void WritePlace(Utf8JsonWriter json, IncidentPlace? place)
    {
        if (place is null)
        {
            json.WriteNull("place");
            return;
        }
        json.WriteStartObject("place");
        json.WriteString("name", place.Name);
        WriteNumber(json, "lat", place.Latitude);
        WriteNumber(json, "lon", place.Longitude);
        json.WriteString("country", place.Country);
        json.WriteString("precision", place.Precision);
        WriteNumber(json, "geonames", place.Geonames);
        json.WriteEndObject();
    }

    internal static void WriteClaim(Utf8JsonWriter json, Claim claim)
    {
        json.WriteString("id", claim.Id);
        json.WriteString("incident", claim.Incident);
        json.WriteString("attribute", Name(claim.Attribute));
        WriteValue(json, "value", claim.Value);
        WriteSource(json, claim.Source);
        json.WriteString("status", Name(claim.Status));
        json.WriteString("said", claim.Said);
        WriteEvidence(json, "evidence", claim.Evidence);
        WriteEvidence(json, "source_evidence", claim.SourceEvidence);
        WriteEvidence(json, "cue", claim.Cue);
        json.WriteString("by", claim.By);
        json.WriteNumber("score", Math.Round(claim.Score, 3));
        if (!claim.FoundBy.IsEmpty)
            json.Strings("found_by", claim.FoundBy);
        if (!claim.Differs.IsEmpty)
            json.Strings("readers_differ", claim.Differs);
    }

    public static void WriteValue(Utf8JsonWriter json, string name, ClaimValue value)
    {
        if (value.Text is not null)
        {
            json.WriteString(name, value.Text);
            return;
        }
        json.WriteStartObject(name);
        WriteNumber(json, "n", value.N);
        WriteNumber(json, "low", value.Low);
        WriteNumber(json, "high", value.High);
        json.WriteBoolean("approximate", value.Approximate);
        json.WriteString("who", value.Who ?? "");
        json.WriteEndObject();
    }

    private static void WriteSource(Utf8JsonWriter json, Source source)
    {
        json.WriteStartObject("source");
        json.WriteString("name", source.Name);
        json.WriteString("kind", source.Kind);
        json.WriteBoolean("anonymous", source.Anonymous);
        if (source.Ground is not null)
            json.WriteString("ground", source.Ground);
        json.WriteStartArray("via");
        foreach (var relay in source.Via)
            json.WriteStringValue(relay);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteOmission(Utf8JsonWriter json, Omission omission)
    {
        json.WriteString("incident", omission.Incident);
        json.WriteString("attribute", Name(omission.Attribute));
        WriteSource(json, omission.Source);
        WriteEvidence(json, "evidence", omission.Evidence);
    }

    private static void WriteStatement(Utf8JsonWriter json, Statement statement)
    {
        WriteSource(json, statement.Source);
        json.WriteString("kind", statement.Kind);
        json.WriteString("incident", statement.Incident);
        json.WriteString("said", statement.Said);
        WriteEvidence(json, "evidence", statement.Evidence);
    }

    private static void WriteDiscrepancy(Utf8JsonWriter json, Discrepancy discrepancy)
    {
        json.WriteString("incident", discrepancy.Incident);
        json.WriteString("attribute", Name(discrepancy.Attribute));
        json.WriteString("kind", discrepancy.Kind);
        json.WriteStartArray("claims");
        foreach (var id in discrepancy.Claims)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteString("because", discrepancy.Because);
    }

    internal static void WriteEvidence(Utf8JsonWriter json, string name, Evidence? evidence)
    {
        if (evidence is null)
        {
            json.WriteNull(name);
            return;
        }
        json.WriteStartObject(name);
        json.WriteNumber("start", evidence.Start);
        json.WriteNumber("end", evidence.End);
        json.WriteString("text", evidence.Text);
        json.WriteEndObject();
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } v)
            json.WriteNumber(name, Math.Round(v, 4));
        else
            json.WriteNull(name);
    }

    internal static void WriteNumber(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } v)
            json.WriteNumber(name, v);
        else
            json.WriteNull(name);
    }

    private static void WriteAll<T>(Utf8JsonWriter json, string name, ImmutableArray<T> items, Action<Utf8JsonWriter, T> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(json, item);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
