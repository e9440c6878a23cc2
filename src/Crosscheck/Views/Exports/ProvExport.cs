using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;

namespace Crosscheck.Views.Exports;

/// <summary>
/// PROV-O as JSON-LD: documents, claims and figures are entities; a claim was quoted from its document (Web Annotation
/// selectors say where) and attributed to its speaker, relays in between; readers and policies are software agents;
/// decisions are activities of persons.
/// </summary>
public static class ProvExport
{
    private const int Context = 32;

    /// <param name="bodyOf">The body of a document by its id, for the words around a quotation.</param>
    public static void Write(Utf8JsonWriter json, IEnumerable<Incident> incidents, string policy, Func<string, Document?> bodyOf, Func<string, string> readerOf)
    {
        json.WriteStartObject();
        json.WriteStartObject("@context");
        foreach (var (prefix, address) in (ReadOnlySpan<(string, string)>)[("prov", "http://www.w3.org/ns/prov#"), ("oa", "http://www.w3.org/ns/oa#"), ("dcterms", "http://purl.org/dc/terms/"), ("xsd", "http://www.w3.org/2001/XMLSchema#"), ("xc", "urn:crosscheck:")])
            json.WriteString(prefix, address);
        json.WriteEndObject();
        json.WriteStartArray("@graph");
        var written = new HashSet<string>(StringComparer.Ordinal);
        foreach (var incident in incidents)
            WriteIncident(new Graph(json, written), incident, policy, bodyOf, readerOf);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteIncident(Graph graph, Incident i, string policy, Func<string, Document?> bodyOf, Func<string, string> readerOf)
    {
        foreach (var report in i.Reports)
            WriteDocument(graph, report);
        foreach (var claim in i.Claims)
            WriteClaim(graph, claim, bodyOf(claim.Document), readerOf(claim.Document));
        foreach (var (attribute, figure) in i.Figures.GetValueOrDefault(policy) ?? System.Collections.Immutable.ImmutableSortedDictionary<ClaimAttribute, Figure>.Empty)
        {
            graph.Node($"xc:figure:{i.Id}:{policy}:{ReadingJson.Name(attribute)}", "prov:Entity", json =>
            {
                json.WriteString("prov:value", IncidentTable.Range(figure));
                Refs(json, "prov:wasDerivedFrom", figure.Claims.Select(c => "xc:claim:" + c));
                Refs(json, "prov:wasAttributedTo", [$"xc:policy:{policy}"]);
            });
        }
        graph.Node($"xc:policy:{policy}", "prov:SoftwareAgent", _ => { });
        foreach (var decision in i.Decisions)
            WriteDecision(graph, decision, i);
    }

    private static void WriteDocument(Graph graph, IncidentReport r) => graph.Node("xc:document:" + r.Document, "prov:Entity", json =>
    {
        if (r.Title is not null)
            json.WriteString("dcterms:title", r.Title);
        if (r.Url is not null)
            json.WriteString("dcterms:source", r.Url);
        if (r.Published is { } day)
            json.WriteString("prov:generatedAtTime", day.ToString("O", System.Globalization.CultureInfo.InvariantCulture));
        if (r.Publisher is not null)
            json.WriteString("dcterms:publisher", r.Publisher);
    });

    private static void WriteClaim(Graph graph, IncidentClaim c, Document? document, string reader)
    {
        var speaker = "xc:agent:" + Uri.EscapeDataString(c.Speaker);
        graph.Node(speaker, "prov:Agent", json => json.WriteString("dcterms:title", c.SpeakerName));
        graph.Node("xc:reader:" + reader, "prov:SoftwareAgent", _ => { });
        var from = "xc:document:" + c.Document;
        // The relay in order: what the speaker said reached the report through each of them.
        foreach (var (relay, n) in c.Claim.Source.Via.Select((v, n) => (v, n)))
        {
            var agent = "xc:agent:via:" + Uri.EscapeDataString(Speakers.Folded(relay));
            graph.Node(agent, "prov:Agent", json => json.WriteString("dcterms:title", relay));
            graph.Node($"xc:relay:{c.Id}:{n}", "prov:Entity", json => Refs(json, "prov:wasAttributedTo", [agent]));
        }
        graph.Node("xc:claim:" + c.Id, "prov:Entity", json =>
        {
            json.WriteString("xc:attribute", ReadingJson.Name(c.Claim.Attribute));
            ReadingJson.WriteValue(json, "prov:value", c.Claim.Value);
            json.WriteString("xc:status", ReadingJson.Name(c.Claim.Status));
            Refs(json, "prov:wasQuotedFrom", [from]);
            Refs(json, "prov:wasAttributedTo", [speaker]);
            Refs(json, "prov:wasGeneratedBy", ["xc:reader:" + reader]);
            if (!c.Claim.Source.Via.IsEmpty)
                Refs(json, "prov:wasDerivedFrom", Enumerable.Range(0, c.Claim.Source.Via.Length).Select(n => $"xc:relay:{c.Id}:{n}"));
            if (c.Said is not null)
                json.WriteString("prov:generatedAtTime", c.Said);
            WriteSelectors(json, c.Claim.Evidence, document);
        });
    }

    private static void WriteSelectors(Utf8JsonWriter json, Evidence e, Document? document)
    {
        json.WriteStartArray("oa:hasSelector");
        json.WriteStartObject();
        json.WriteString("@type", "oa:TextPositionSelector");
        json.WriteNumber("oa:start", e.Start);
        json.WriteNumber("oa:end", e.End);
        json.WriteEndObject();
        json.WriteStartObject();
        json.WriteString("@type", "oa:TextQuoteSelector");
        json.WriteString("oa:exact", e.Text);
        if (document is not null && e.Start >= 0 && e.End <= document.Body.Length && e.Start < e.End)
        {
            json.WriteString("oa:prefix", document.Body[Math.Max(0, e.Start - Context)..e.Start]);
            json.WriteString("oa:suffix", document.Body[e.End..Math.Min(document.Body.Length, e.End + Context)]);
        }
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void WriteDecision(Graph graph, Decision d, Incident i)
    {
        var editor = "xc:editor:" + Uri.EscapeDataString(d.Editor);
        graph.Node(editor, "prov:Person", json => json.WriteString("dcterms:title", d.Editor));
        graph.Node("xc:decision:" + d.Id, "prov:Activity", json =>
        {
            json.WriteString("xc:kind", ReadingJson.Name(d.Kind));
            json.WriteString("dcterms:description", d.Why);
            json.WriteString("prov:endedAtTime", LedgerEntry.Instant(d.At));
            Refs(json, "prov:wasAssociatedWith", [editor]);
            Refs(json, "prov:used", i.Claims.Where(c => c.Decisions.Contains(d.Id)).Select(c => "xc:claim:" + c.Id));
        });
    }

    private static void Refs(Utf8JsonWriter json, string name, IEnumerable<string> ids) => json.All(name, ids, (j, id) => j.WriteString("@id", id));

    /// <summary>Nodes, each written once however often it is met.</summary>
    private sealed class Graph(Utf8JsonWriter json, HashSet<string> written)
    {
        public void Node(string id, string type, Action<Utf8JsonWriter> rest)
        {
            if (!written.Add(id))
                return;
            json.WriteStartObject();
            json.WriteString("@id", id);
            json.WriteString("@type", type);
            rest(json);
            json.WriteEndObject();
        }
    }
}
