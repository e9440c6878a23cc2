using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views;

/// <summary>
/// What a list needs of an incident, as the cache beside the ledger keeps it: figures of every policy, links by telling,
/// no claims. A change of form changes <see cref="Projector.Version"/>.
/// </summary>
public static class StoredIncident
{
    public static string Write(Incident incident) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("type", incident.Type);
        ReadingJson.WriteDate(json, incident.Date);
        ReadingJson.WritePlace(json, incident.Place);
        json.WriteString("title", incident.Title);
        json.All("reports", incident.Reports, (j, r) =>
        {
            j.WriteString("key", r.Key);
            IncidentJson.WriteReport(j, r);
        });
        json.WriteStartObject("policies");
        foreach (var (policy, figures) in incident.Figures)
            IncidentJson.WriteFigures(json, policy, figures);
        json.WriteEndObject();
        json.All("discrepancies", incident.Discrepancies, IncidentJson.WriteDiscrepancy);
        json.All("links", incident.Links, (j, l) =>
        {
            j.WriteString("telling", l.ToTelling);
            j.WriteString("kind", l.Kind);
            j.WriteString("document", l.Document);
            j.WriteString("evidence", l.Evidence);
        });
        json.WriteEndObject();
    });

    /// <summary>The incident without claims, history, omissions, statements and decisions.</summary>
    public static Incident Read(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        var e = parsed.RootElement;
        var telling = ReadingJsonReader.TellingOf(e);
        return new Incident
        {
            Id = e.Text("id") ?? "",
            Type = telling.Type,
            Date = telling.Date,
            Place = telling.Place,
            Title = e.Text("title") ?? "",
            Reports = e.All("reports", ReportOf),
            Figures = e.GetProperty("policies").EnumerateObject().ToImmutableSortedDictionary(p => p.Name, p => FiguresOf(p.Value), StringComparer.Ordinal),
            Discrepancies = e.All("discrepancies", d => new IncidentDiscrepancy(d.Enum<ClaimAttribute>("attribute"), d.Text("kind") ?? "", d.All("positions", PositionOf), d.Text("because") ?? "")),
            Links = e.All("links", l => new TellingLink(l.Text("telling") ?? "", l.Text("kind") ?? "", l.Text("document") ?? "", l.Text("evidence"))),
        };
    }

    private static IncidentReport ReportOf(JsonElement r) => new(
        r.Text("key") ?? "", r.Text("document") ?? "", r.Text("telling") ?? "", r.Text("role") ?? "main", r.Text("path"), r.Text("url"), r.Text("publisher"), r.Text("title"),
        DateOnly.TryParseExact(r.Text("published"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null);

    private static ImmutableSortedDictionary<ClaimAttribute, Figure> FiguresOf(JsonElement e) => e.EnumerateObject().ToImmutableSortedDictionary(
        p => Enum.Parse<ClaimAttribute>(p.Name, ignoreCase: true),
        p => new Figure(p.Value.Int("low"), p.Value.Int("best"), p.Value.Int("high"), p.Value.Int("origins") ?? 0, p.Value.Texts("claims"))
        {
            Provisional = p.Value.TryGetProperty("provisional", out var v) && v.ValueKind == JsonValueKind.True,
            Decision = p.Value.Text("decision"),
        });

    private static Position PositionOf(JsonElement p) =>
        new(ReadingJsonReader.ValueOf(p, "value") ?? new ClaimValue(), p.Texts("sources"), p.Int("origins") ?? 0, p.Texts("claims"));
}
