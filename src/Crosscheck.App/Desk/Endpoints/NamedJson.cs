using System.Collections.Immutable;
using System.Text.Json;
using Crosscheck.App.Desk.Models;
using Crosscheck.Views;

namespace Crosscheck.App.Desk.Endpoints;

/// <summary>The JSON of pages about a name: the incidents, each with the claims that concern it.</summary>
internal static class NamedJson
{
    public static string Source(SourceModel model) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("source", model.Name);
        if (model.Record is { } record)
        {
            json.WritePropertyName("record");
            json.WriteRawValue(SourceJson.List(null, [record]));
        }
        else
        {
            json.WriteNull("record");
        }
        WriteIncidents(json, model.Incidents);
        json.WriteEndObject();
    }, indented: true);

    public static string Named(string kind, string name, ImmutableArray<NamedIncident> incidents) => EntryJson.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString(kind, name);
        WriteIncidents(json, incidents);
        json.WriteEndObject();
    }, indented: true);

    private static void WriteIncidents(Utf8JsonWriter json, ImmutableArray<NamedIncident> incidents)
    {
        json.WriteStartArray("incidents");
        foreach (var i in incidents)
        {
            json.WriteStartObject();
            json.WriteString("id", i.Incident.Id);
            json.WriteString("title", i.Incident.Title);
            json.WriteStartArray("claims");
            foreach (var c in i.Claims)
            {
                json.WriteStartObject();
                json.WriteString("id", c.Id);
                json.WriteString("attribute", ReadingJson.Name(c.Claim.Attribute));
                ReadingJson.WriteValue(json, "value", c.Claim.Value);
                json.WriteString("status", ReadingJson.Name(c.Claim.Status));
                json.WriteString("speaker", c.SpeakerName);
                json.WriteString("said", c.Said);
                json.WriteString("text", c.Claim.Evidence.Text);
                json.WriteString("document", c.Document);
                json.WriteBoolean("standing", c.Standing);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
