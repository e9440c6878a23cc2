using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views;

/// <summary>Incidents as the JSON of the contract.</summary>
public static class IncidentJson
{
    public static string List(DateOnly? asOf, string policy, IEnumerable<Incident> incidents, Func<string, string, string?> incidentOf) =>
        EntryJson.Write(json => WriteList(json, asOf, policy, incidents, incidentOf), indented: true);

    public static string One(Incident incident, string policy, Func<string, string, string?> incidentOf) =>
        EntryJson.Write(json => Write(json, incident, policy, incidentOf, whole: true), indented: true);

    /// <summary>The list that <c>incidents --format json</c> prints.</summary>
    public static void WriteList(Utf8JsonWriter json, DateOnly? asOf, string policy, IEnumerable<Incident> incidents, Func<string, string, string?> incidentOf)
    {
        json.WriteStartObject();
        json.WriteString("as_of", asOf?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("policy", policy);
        json.WriteStartArray("incidents");
        foreach (var incident in incidents)
            Write(json, incident, policy, incidentOf, whole: false);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <param name="incidentOf">Document and telling to the id of the incident that holds it, for links; null where there is none.</param>
    /// <param name="whole">With claims, history, omissions, statements and decisions, as <c>show</c> prints it.</param>
    public static void Write(Utf8JsonWriter json, Incident incident, string policy, Func<string, string, string?> incidentOf, bool whole)
    {
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("type", incident.Type);
        ReadingJson.WriteDate(json, incident.Date);
        ReadingJson.WritePlace(json, incident.Place);
        json.WriteString("title", incident.Title);
        json.All("reports", incident.Reports, WriteReport);
        WriteFigures(json, "figures", incident.Figures.GetValueOrDefault(policy));
        json.All("discrepancies", incident.Discrepancies, WriteDiscrepancy);
        WriteLinks(json, incident, incidentOf);
        if (whole)
            WriteRest(json, incident);
        json.WriteEndObject();
    }

    internal static void WriteReport(Utf8JsonWriter json, IncidentReport r)
    {
        json.WriteString("document", r.Document);
        json.WriteString("path", r.Path);
        json.WriteString("url", r.Url);
        json.WriteString("publisher", r.Publisher);
        json.WriteString("title", r.Title);
        json.WriteString("published", r.Published?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("role", r.Role);
        json.WriteString("telling", r.Telling);
    }

    internal static void WriteFigures(Utf8JsonWriter json, string name, ImmutableSortedDictionary<ClaimAttribute, Figure>? figures)
    {
        json.WriteStartObject(name);
        foreach (var (attribute, figure) in figures ?? ImmutableSortedDictionary<ClaimAttribute, Figure>.Empty)
        {
            json.WriteStartObject(ReadingJson.Name(attribute));
            ReadingJson.WriteNumber(json, "low", figure.Low);
            ReadingJson.WriteNumber(json, "best", figure.Best);
            ReadingJson.WriteNumber(json, "high", figure.High);
            json.WriteNumber("origins", figure.Origins);
            if (figure.Provisional)
                json.WriteBoolean("provisional", true);
            if (figure.Decision is not null)
                json.WriteString("decision", figure.Decision);
            json.Strings("claims", figure.Claims);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    internal static void WriteDiscrepancy(Utf8JsonWriter json, IncidentDiscrepancy d)
    {
        json.WriteString("attribute", ReadingJson.Name(d.Attribute));
        json.WriteString("kind", d.Kind);
        json.All("positions", d.Positions, (j, p) =>
        {
            ReadingJson.WriteValue(j, "value", p.Value);
            j.Strings("sources", p.Sources);
            j.WriteNumber("origins", p.Origins);
            j.Strings("claims", p.Claims);
        });
        json.WriteString("because", d.Because);
    }

    private static void WriteLinks(Utf8JsonWriter json, Incident incident, Func<string, string, string?> incidentOf)
    {
        var links = incident.Links.Select(l => (Link: l, To: incidentOf(l.Document, l.ToTelling)))
            .Where(l => l.To is not null && l.To != incident.Id)
            .GroupBy(l => (To: l.To!, l.Link.Kind)).OrderBy(g => g.Key.To, StringComparer.Ordinal).ThenBy(g => g.Key.Kind, StringComparer.Ordinal);
        json.All("links", links, (j, group) =>
        {
            j.WriteString("to", group.Key.To);
            j.WriteString("kind", group.Key.Kind);
            j.Strings("documents", group.Select(l => l.Link.Document).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
            j.Strings("claims", group.Select(l => l.Link.Evidence).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        });
    }

    private static void WriteRest(Utf8JsonWriter json, Incident incident)
    {
        json.All("claims", incident.Claims, (j, c) =>
        {
            j.WriteString("document", c.Document);
            ReadingJson.WriteClaim(j, c.Claim with { Id = c.Id });
            j.WriteString("speaker", c.SpeakerName);
            j.WriteNumber("origin", c.Origin);
            j.WriteBoolean("standing", c.Standing);
            j.Strings("decisions", c.Decisions);
        });
        json.All("history", incident.History, (j, h) =>
        {
            j.WriteString("attribute", ReadingJson.Name(h.Attribute));
            j.WriteString("when", h.When);
            j.WriteString("speaker", h.Speaker);
            ReadingJson.WriteNumber(j, "low", h.Low);
            ReadingJson.WriteNumber(j, "n", h.N);
            ReadingJson.WriteNumber(j, "high", h.High);
            j.Strings("claims", h.Claims);
        });
        json.All("omissions", incident.Omissions, (j, o) =>
        {
            j.WriteString("attribute", ReadingJson.Name(o.Attribute));
            j.WriteString("source", o.Source);
            j.WriteString("document", o.Document);
            ReadingJson.WriteEvidence(j, "evidence", o.Evidence);
        });
        json.All("statements", incident.Statements, (j, s) =>
        {
            j.WriteString("source", s.Source);
            j.WriteString("kind", s.Kind);
            j.WriteString("said", s.Said);
            j.WriteString("document", s.Document);
            ReadingJson.WriteEvidence(j, "evidence", s.Evidence);
        });
        json.WriteStartArray("decisions");
        foreach (var decision in incident.Decisions)
            DecisionJson.Write(json, decision);
        json.WriteEndArray();
        json.Strings("unplaced_decisions", incident.Unplaced);
    }

    internal static void Strings(this Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    internal static void All<T>(this Utf8JsonWriter json, string name, IEnumerable<T> items, Action<Utf8JsonWriter, T> write)
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
