using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Views;

/// <summary>
/// Reads the JSON that <see cref="ReadingJson"/> writes. Unknown fields are passed over and missing ones take their
/// default, so that an older or newer reading is still read.
/// </summary>
public static class ReadingJsonReader
{
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Reading Read(string json, string body = "")
    {
        using var parsed = JsonDocument.Parse(json);
        return Read(parsed.RootElement, body);
    }

    public static Reading Read(JsonElement e, string body = "") => new()
    {
        Document = e.TryGetProperty("document", out var document) ? DocumentOf(document, body) : new Document { Id = "", Body = body },
        Reader = e.Text("reader") ?? "",
        Incidents = e.All("incidents", TellingOf),
        Claims = e.All("claims", ClaimOf),
        Omissions = e.All("omissions", o => new Omission(o.Text("incident") ?? "", o.Enum<ClaimAttribute>("attribute"), SourceOf(o), EvidenceOf(o, "evidence") ?? Nowhere)),
        Statements = e.All("statements", s => new Statement(SourceOf(s), s.Text("kind") ?? "other", s.Text("incident"), s.Text("said"), EvidenceOf(s, "evidence") ?? Nowhere)),
        Discrepancies = e.All("discrepancies", d => new Discrepancy(
            d.Text("incident") ?? "", d.Enum<ClaimAttribute>("attribute"), d.Text("kind") ?? "", d.Texts("claims"), d.Text("because") ?? "")),
        Diagnostics = e.All("diagnostics", d => new Diagnostic(
            d.Text("code") ?? "", d.Enum<Severity>("severity"), d.Text("message") ?? "",
            d.Object("span") is { } span ? new TextSpan(span.Int("start") ?? 0, span.Int("end") ?? 0) : null)),
    };

    private static readonly Evidence Nowhere = new(0, 0, "");

    internal static Document DocumentOf(JsonElement d, string body) => new()
    {
        Id = d.Text("id") ?? "",
        Path = d.Text("path"),
        Url = d.Text("url"),
        Publisher = d.Text("publisher"),
        Title = d.Text("title"),
        Published = DateOnly.TryParseExact(d.Text("published"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null,
        Language = d.Text("language"),
        Confidential = d.TryGetProperty("confidential", out var mark) && mark.ValueKind == JsonValueKind.True,
        Story = d.Text("story"),
        Revision = d.Text("revision"),
        Body = body,
    };

    internal static Telling TellingOf(JsonElement t) => new()
    {
        Id = t.Text("id") ?? "",
        Role = t.Text("role") ?? "main",
        Type = t.Text("type") ?? "Other",
        Date = t.Object("date") is { } d && d.Text("value") is { } value ? new IncidentDate(value, d.Text("precision") ?? "day") : null,
        Place = t.Object("place") is { } p
            ? new IncidentPlace(p.Text("name") ?? "", p.Number("lat"), p.Number("lon"), p.Text("country"), p.Text("precision"), p.Int("geonames"))
            : null,
        Trigger = EvidenceOf(t, "trigger"),
        Links = t.All("links", l => new IncidentLink(l.Text("to") ?? "", l.Text("kind") ?? "", EvidenceOf(l, "evidence"))),
    };

    private static Claim ClaimOf(JsonElement c) => new()
    {
        Id = c.Text("id") ?? "",
        Incident = c.Text("incident") ?? "",
        Attribute = c.Enum<ClaimAttribute>("attribute"),
        Value = ValueOf(c, "value") ?? new ClaimValue(),
        Source = SourceOf(c),
        Status = c.Enum<ClaimStatus>("status"),
        Said = c.Text("said"),
        Evidence = EvidenceOf(c, "evidence") ?? Nowhere,
        SourceEvidence = EvidenceOf(c, "source_evidence"),
        Cue = EvidenceOf(c, "cue"),
        By = c.Text("by") ?? "",
        Score = c.Number("score") ?? 0,
        FoundBy = c.Texts("found_by"),
        Differs = c.Texts("readers_differ"),
    };

    internal static ClaimValue? ValueOf(JsonElement e, string name)
    {
        if (e.Text(name) is { } text)
            return new ClaimValue { Text = text };
        if (e.Object(name) is not { } v)
            return null;
        return new ClaimValue
        {
            N = v.Int("n"),
            Low = v.Int("low"),
            High = v.Int("high"),
            Approximate = v.TryGetProperty("approximate", out var a) && a.ValueKind == JsonValueKind.True,
            Who = v.Text("who") is { Length: > 0 } who ? who : null,
        };
    }

    private static Source SourceOf(JsonElement e)
    {
        if (e.Object("source") is not { } s)
            return Source.OwnVoice;
        var anonymous = s.TryGetProperty("anonymous", out var a) && a.ValueKind == JsonValueKind.True;
        return new Source(s.Text("name") ?? "", s.Text("kind") ?? "report", anonymous, s.Texts("via")) { Ground = s.Text("ground") };
    }

    private static Evidence? EvidenceOf(JsonElement e, string name) =>
        e.Object(name) is { } v ? new Evidence(v.Int("start") ?? 0, v.Int("end") ?? 0, v.Text("text") ?? "") : null;
}

/// <summary>Lenient look-ups in parsed JSON: a field that is missing, null or of another kind is null.</summary>
internal static class JsonFields
{
    public static string? Text(this JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.String ? v.GetString() : null;

    public static int? Int(this JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var n) ? n : null;

    public static double? Number(this JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Number ? v.GetDouble() : null;

    public static JsonElement? Object(this JsonElement e, string name) =>
        e.ValueKind == JsonValueKind.Object && e.TryGetProperty(name, out var v) && v.ValueKind == JsonValueKind.Object ? v : null;

    /// <summary>The enum member whose lower-case name stands there; the first member where none does.</summary>
    public static T Enum<T>(this JsonElement e, string name) where T : struct, Enum =>
        System.Enum.TryParse<T>(e.Text(name), ignoreCase: true, out var value) && System.Enum.IsDefined(value) ? value : default;

    public static ImmutableArray<T> All<T>(this JsonElement e, string name, Func<JsonElement, T> read)
    {
        if (e.ValueKind != JsonValueKind.Object || !e.TryGetProperty(name, out var v) || v.ValueKind != JsonValueKind.Array)
            return [];
        var result = ImmutableArray.CreateBuilder<T>(v.GetArrayLength());
        foreach (var item in v.EnumerateArray())
            result.Add(read(item));
        return result.MoveToImmutable();
    }

    public static ImmutableArray<string> Texts(this JsonElement e, string name) => e.All(name, x => x.GetString() ?? "");
}
