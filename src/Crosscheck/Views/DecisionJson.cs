using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Views;

/// <summary>A decision as JSON, for the ledger, the command line and the API.</summary>
public static class DecisionJson
{
    public static string Write(Decision decision) => EntryJson.Write(json => Write(json, decision));

    public static void Write(Utf8JsonWriter json, Decision d)
    {
        json.WriteStartObject();
        json.WriteString("id", d.Id);
        json.WriteString("kind", ReadingJson.Name(d.Kind));
        json.WriteString("editor", d.Editor);
        json.WriteString("at", LedgerEntry.Instant(d.At));
        json.WriteString("why", d.Why);
        WriteAnchors(json, "anchors", d.Anchors);
        WriteAnchors(json, "apart", d.Apart);
        json.WriteString("attribute", d.Attribute is { } a ? ReadingJson.Name(a) : null);
        if (d.Value is { } value)
            ReadingJson.WriteValue(json, "value", value);
        else
            json.WriteNull("value");
        json.WriteString("status", d.Status is { } s ? ReadingJson.Name(s) : null);
        json.WriteString("undoes", d.Undoes);
        // Only where it is given: the text of older decisions, and with it their id, stays what it was.
        if (d.Source is not null)
            json.WriteString("source", d.Source);
        if (d.Words is not null)
            WriteAnchors(json, "words", [d.Words]);
        json.WriteEndObject();
    }

    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static Decision Read(string text)
    {
        using var parsed = JsonDocument.Parse(text);
        var e = parsed.RootElement;
        return new Decision
        {
            Id = e.Text("id") ?? "",
            Kind = e.Enum<DecisionKind>("kind"),
            Editor = e.Text("editor") ?? "",
            At = DateTimeOffset.TryParse(e.Text("at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : default,
            Why = e.Text("why") ?? "",
            Anchors = e.All("anchors", AnchorOf),
            Apart = e.All("apart", AnchorOf),
            Attribute = e.Text("attribute") is null ? null : e.Enum<ClaimAttribute>("attribute"),
            Value = ReadingJsonReader.ValueOf(e, "value"),
            Status = e.Text("status") is null ? null : e.Enum<ClaimStatus>("status"),
            Undoes = e.Text("undoes"),
            Source = e.Text("source"),
            Words = e.All("words", AnchorOf) is [var words] ? words : null,
        };
    }

    private static Anchor AnchorOf(JsonElement a) =>
        new(a.Text("document") ?? "", a.Int("start") ?? -1, a.Int("end") ?? -1, a.Text("attribute") is null ? null : a.Enum<ClaimAttribute>("attribute"))
        {
            Text = a.Text("text") ?? "",
        };

    private static void WriteAnchors(Utf8JsonWriter json, string name, ImmutableArray<Anchor> anchors)
    {
        json.WriteStartArray(name);
        foreach (var a in anchors)
        {
            json.WriteStartObject();
            json.WriteString("document", a.Document);
            json.WriteNumber("start", a.Start);
            json.WriteNumber("end", a.End);
            json.WriteString("attribute", a.Attribute is { } attribute ? ReadingJson.Name(attribute) : null);
            json.WriteString("text", a.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
