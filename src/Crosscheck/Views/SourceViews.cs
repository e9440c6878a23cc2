using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views;

/// <summary>Track records of sources as JSON.</summary>
public static class SourceJson
{
    public static string List(DateOnly? asOf, IEnumerable<SourceRecord> records) => EntryJson.Write(json => WriteList(json, asOf, records), indented: true);

    public static void WriteList(Utf8JsonWriter json, DateOnly? asOf, IEnumerable<SourceRecord> records)
    {
        json.WriteStartObject();
        json.WriteString("as_of", asOf?.ToString("O", CultureInfo.InvariantCulture));
        json.All("sources", records, Write);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, SourceRecord r)
    {
        json.WriteString("source", r.Name);
        json.WriteString("key", r.Key);
        json.WriteNumber("incidents", r.Incidents);
        json.WriteNumber("figures", r.Cases.Length);
        json.WriteStartObject("first_figure");
        foreach (var outcome in Enum.GetValues<FirstFigure>())
            json.WriteNumber(ReadingJson.Name(outcome), r.Count(outcome));
        json.WriteEndObject();
        json.WriteStartObject("own_figure");
        json.WriteNumber("revised", r.Revised);
        json.WriteNumber("up", r.MovedUp);
        json.WriteNumber("down", r.MovedDown);
        json.WriteEndObject();
        json.All("cases", r.Cases, WriteCase);
    }

    private static void WriteCase(Utf8JsonWriter json, SourceCase c)
    {
        json.WriteString("incident", c.Incident);
        json.WriteString("title", c.Title);
        json.WriteString("attribute", ReadingJson.Name(c.Attribute));
        WriteWord(json, "first", c.FirstSaid, c.First);
        WriteWord(json, "last", c.LastSaid, c.Last);
        if (c.Later is { } later)
            WriteWord(json, "later", null, later);
        else
            json.WriteNull("later");
        json.WriteString("outcome", ReadingJson.Name(c.Outcome));
        json.WriteNumber("words", c.Words);
    }

    private static void WriteWord(Utf8JsonWriter json, string name, string? said, ClaimValue value)
    {
        json.WriteStartObject(name);
        if (said is not null)
            json.WriteString("said", said);
        ReadingJson.WriteNumber(json, "low", value.Low);
        ReadingJson.WriteNumber(json, "n", value.N);
        ReadingJson.WriteNumber(json, "high", value.High);
        json.WriteEndObject();
    }
}

/// <summary>Track records of sources for a terminal and for a spreadsheet.</summary>
public static class SourceTable
{
    public static readonly IReadOnlyList<string> Columns =
        ["source", "key", "incidents", "figures", "first_inside", "first_below", "first_above", "first_alone", "own_revised", "own_up", "own_down"];

    /// <summary>Counts of first figures beside what others told on later days, and of how the source's own figures moved.</summary>
    public static void Write(TextWriter writer, ImmutableArray<SourceRecord> records, int width)
    {
        var name = Math.Clamp(width - 68, 20, 60);
        writer.WriteLine($"{"source".PadRight(name)}  incidents  figures  inside  below  above  alone  revised     up   down");
        foreach (var r in records)
        {
            var shown = r.Name.Length <= name ? r.Name.PadRight(name) : r.Name[..(name - 1)] + "…";
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{shown}  {r.Incidents,9}  {r.Cases.Length,7}  {r.Count(FirstFigure.Inside),6}  {r.Count(FirstFigure.Below),5}  {r.Count(FirstFigure.Above),5}  {r.Count(FirstFigure.Alone),5}  {r.Revised,7}  {r.MovedUp,5}  {r.MovedDown,5}"));
        }
    }

    public static void WriteCsv(TextWriter writer, IEnumerable<SourceRecord> records)
    {
        Csv.Row(writer, Columns);
        foreach (var r in records)
        {
            Csv.Row(writer, r.Name, r.Key, r.Incidents, r.Cases.Length, r.Count(FirstFigure.Inside), r.Count(FirstFigure.Below), r.Count(FirstFigure.Above), r.Count(FirstFigure.Alone),
                r.Revised, r.MovedUp, r.MovedDown);
        }
    }
}
