using System.Globalization;
using System.Text.Json;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Mcp;

/// <summary>
/// Incidents as a program that quotes needs them: the contract's JSON, and beside every claim its words as they stand in the
/// report, the source, and the address of the document.
/// </summary>
internal static class ToolAnswers
{
    /// <summary>UTF-16 units around a claim's words that are given with them.</summary>
    private const int Context = 240;

    public static string List(LedgerStore ledger, IncidentFilter filter) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("total", ledger.Incidents.Count(filter));
        json.WritePropertyName("answer");
        IncidentJson.WriteList(json, filter.AsOf, filter.Policy, ledger.Incidents.List(filter), ledger.Incidents.IncidentOf);
        json.WriteEndObject();
    });

    public static string Show(LedgerStore ledger, Incident incident, string policy) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WritePropertyName("incident");
        IncidentJson.Write(json, incident, policy, ledger.Incidents.IncidentOf, whole: false);
        WriteClaims(json, "claims", ledger, incident.Claims);
        json.WriteStartArray("left_unsaid");
        foreach (var o in incident.Omissions)
            WriteWords(json, ledger, o.Document, o.Source, ReadingJson.Name(o.Attribute), o.Evidence);
        json.WriteEndArray();
        json.WriteStartArray("statements");
        foreach (var s in incident.Statements)
            WriteWords(json, ledger, s.Document, s.Source, s.Kind, s.Evidence);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Discrepancies(LedgerStore ledger, IEnumerable<Incident> incidents) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("incidents");
        foreach (var incident in incidents)
        {
            json.WriteStartObject();
            json.WriteString("id", incident.Id);
            json.WriteString("title", incident.Title);
            json.WriteStartArray("discrepancies");
            foreach (var d in incident.Discrepancies)
            {
                json.WriteStartObject();
                json.WriteString("attribute", ReadingJson.Name(d.Attribute));
                json.WriteString("kind", d.Kind);
                json.WriteString("because", d.Because);
                json.WriteStartArray("positions");
                foreach (var p in d.Positions)
                {
                    json.WriteStartObject();
                    json.WriteString("says", Wording.Of(p.Value));
                    json.WriteNumber("origins", p.Origins);
                    WriteClaims(json, "claims", ledger, incident.Claims.Where(c => p.Claims.Contains(c.Id)));
                    json.WriteEndObject();
                }
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    public static string Figures(LedgerStore ledger, Incident incident, IEnumerable<string> policies, DateOnly? asOf) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", incident.Id);
        json.WriteString("title", incident.Title);
        json.WriteString("as_of", asOf?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteStartObject("policies");
        var deciding = new HashSet<string>(StringComparer.Ordinal);
        foreach (var policy in policies)
        {
            json.WriteStartObject(policy);
            foreach (var (attribute, figure) in incident.Figures[policy])
            {
                json.WriteStartObject(ReadingJson.Name(attribute));
                Number(json, "low", figure.Low);
                Number(json, "best", figure.Best);
                Number(json, "high", figure.High);
                json.WriteNumber("origins", figure.Origins);
                json.WriteBoolean("provisional", figure.Provisional);
                json.WriteString("chosen_by_decision", figure.Decision);
                json.WriteStartArray("decided_by");
                foreach (var claim in figure.Claims)
                    json.WriteStringValue(claim);
                json.WriteEndArray();
                json.WriteEndObject();
                deciding.UnionWith(figure.Claims);
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
        WriteClaims(json, "claims", ledger, incident.Claims.Where(c => deciding.Contains(c.Id)));
        json.WriteEndObject();
    });

    private static void WriteClaims(Utf8JsonWriter json, string name, LedgerStore ledger, IEnumerable<IncidentClaim> claims)
    {
        json.WriteStartArray(name);
        foreach (var c in claims)
        {
            json.WriteStartObject();
            json.WriteString("id", c.Id);
            json.WriteString("attribute", ReadingJson.Name(c.Claim.Attribute));
            json.WriteString("says", Wording.Of(c.Claim));
            ReadingJson.WriteValue(json, "value", c.Claim.Value);
            json.WriteString("source", c.SpeakerName);
            json.WriteStartArray("via");
            foreach (var relay in c.Claim.Source.Via)
                json.WriteStringValue(relay);
            json.WriteEndArray();
            json.WriteBoolean("anonymous", c.Claim.Source.Anonymous);
            json.WriteString("status", ReadingJson.Name(c.Claim.Status));
            json.WriteString("said", c.Said);
            json.WriteNumber("origin", c.Origin);
            json.WriteBoolean("standing", c.Standing);
            if (!c.Claim.FoundBy.IsEmpty)
                json.WriteString("found_by", Wording.FoundBy(c.Claim));
            WriteQuote(json, ledger, c.Document, c.Claim.Evidence);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteWords(Utf8JsonWriter json, LedgerStore ledger, string document, string source, string what, Evidence evidence)
    {
        json.WriteStartObject();
        json.WriteString("what", what);
        json.WriteString("source", source);
        WriteQuote(json, ledger, document, evidence);
        json.WriteEndObject();
    }

    /// <summary>The words, the line around them, and where they stand.</summary>
    private static void WriteQuote(Utf8JsonWriter json, LedgerStore ledger, string id, Evidence evidence)
    {
        var document = ledger.Incidents.Document(id);
        json.WriteString("words", evidence.Text);
        if (document is not null && evidence.Start >= 0 && evidence.End <= document.Body.Length)
        {
            var (before, after) = Surroundings.Of(document.Body, evidence.Span, Context);
            json.WriteString("context", before + evidence.Text + after);
        }
        json.WriteStartObject("report");
        json.WriteString("document", id);
        json.WriteString("address", document is null ? id : AddressOf(document));
        json.WriteString("publisher", document?.Publisher);
        json.WriteString("title", document?.Title);
        json.WriteString("published", document?.Published?.ToString("O", CultureInfo.InvariantCulture));
        json.WriteEndObject();
    }

    private static string AddressOf(Document document) => document.Url ?? document.Path ?? document.Id;

    private static void Number(Utf8JsonWriter json, string name, int? value)
    {
        if (value is { } n)
            json.WriteNumber(name, n);
        else
            json.WriteNull(name);
    }
}
