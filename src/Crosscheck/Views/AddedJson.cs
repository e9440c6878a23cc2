namespace Crosscheck.Views;

/// <summary>What a program is told of a text that it put into the ledger: over HTTP and over MCP alike.</summary>
public static class AddedJson
{
    /// <summary>The document's id, whether it was new, and the incidents that it tells of.</summary>
    public static string Write(string document, bool isNew, IEnumerable<string> incidents) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("document", document);
        json.WriteBoolean("new", isNew);
        json.WriteStartArray("incidents");
        foreach (var id in incidents)
            json.WriteStringValue(id);
        json.WriteEndArray();
        json.WriteEndObject();
    });
}
