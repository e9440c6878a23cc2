using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Crosscheck.Views;

namespace Crosscheck.App.Storage;

/// <summary>
/// Everything that can be checked of a ledger: the store's pages, the chain, that every document's id is the hash of its
/// bytes, and that its readings and decisions, projected in memory in two other orders, give what is stored.
/// </summary>
public static class Verification
{
    public static IEnumerable<string> Run(LedgerStore ledger)
    {
        if (ledger.CheckPages() is { } pages)
            yield return "the store's pages do not fit together: " + pages;
        foreach (var fault in Chain.Check(ledger.Entries()))
            yield return fault.What;
        var (readings, decisions, faults) = Load(ledger);
        foreach (var fault in faults)
            yield return fault;
        var stored = ledger.Incidents.List(new IncidentFilter()).ToDictionary(i => i.Id, StoredIncident.Write, StringComparer.Ordinal);
        foreach (var fault in Compare("in the order of arrival", stored, readings, decisions))
            yield return fault;
        readings.Reverse();
        decisions.Reverse();
        foreach (var fault in Compare("backwards", stored, readings, decisions))
            yield return fault;
    }

    private static (List<Reading> Readings, List<Decision> Decisions, List<string> Faults) Load(LedgerStore ledger)
    {
        var documents = new Dictionary<string, Document>(StringComparer.Ordinal);
        var readings = new List<Reading>();
        var decisions = new List<Decision>();
        var faults = new List<string>();
        foreach (var entry in ledger.Entries())
        {
            try
            {
                Take(entry, documents, readings, decisions, faults);
            }
            catch (JsonException exception)
            {
                faults.Add($"entry {entry.Number} ({entry.Kind}) cannot be read: {exception.Message}");
            }
        }
        return (readings, decisions, faults);
    }

    private static void Take(LedgerEntry entry, Dictionary<string, Document> documents, List<Reading> readings, List<Decision> decisions, List<string> faults)
    {
        switch (entry.Kind)
        {
            case EntryKind.Document:
                var taken = EntryJson.ReadDocument(entry.Body);
                if (Document.IdOf(taken.Content.Span) != entry.Subject)
                    faults.Add($"entry {entry.Number}: the document's id is not the hash of its bytes");
                documents[entry.Subject] = taken.Document;
                break;
            case EntryKind.Reading:
                if (documents.TryGetValue(entry.Subject, out var document))
                    readings.Add(ReadingJsonReader.Read(entry.Body, document.Body) with { Document = document });
                break;
            case EntryKind.Decision:
                decisions.Add(DecisionJson.Read(entry.Body));
                break;
            default:
                faults.Add($"entry {entry.Number} is of a kind that this program does not know: {entry.Kind}");
                break;
        }
    }

    private static IEnumerable<string> Compare(string order, Dictionary<string, string> stored, List<Reading> readings, List<Decision> decisions)
    {
        var memory = new MemoryProjection();
        foreach (var batch in readings.Chunk(500))
            memory.Add(batch, []);
        memory.Add([], decisions);
        var projected = memory.Incidents.ToDictionary(i => i.Id, StoredIncident.Write, StringComparer.Ordinal);
        foreach (var (id, body) in projected.OrderBy(p => p.Key, StringComparer.Ordinal))
        {
            if (!stored.TryGetValue(id, out var known))
                yield return $"incident {id} is not stored; projected {order} it is there";
            else if (known != body)
                yield return $"incident {id} is stored otherwise than it is projected {order}";
        }
        foreach (var id in stored.Keys.Where(id => !projected.ContainsKey(id)).Order(StringComparer.Ordinal))
            yield return $"incident {id} is stored; projected {order} it is not there";
    }
}
