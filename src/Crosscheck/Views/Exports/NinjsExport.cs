using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.Views.Exports;

/// <summary>
/// IPTC ninjs 3.1, for newsrooms: one news object an incident, one a line. Its versions are counted by reports, so that a
/// receiver sees which one replaces which; reports are associations, speakers and publishers are info sources, accounts that
/// differ stand in edNote and in a description of their own.
/// </summary>
public static class NinjsExport
{
    private const string Schema = "http://www.iptc.org/std/ninjs/ninjs-schema_3.1.json#";

    /// <summary>One incident as one line of JSON.</summary>
    public static string Line(Incident incident, string policy, Func<string, string, string?> incidentOf) => EntryJson.Write(json => Write(json, incident, policy, incidentOf));

    private static void Write(Utf8JsonWriter json, Incident i, string policy, Func<string, string, string?> incidentOf)
    {
        json.WriteStartObject();
        json.WriteString("uri", "urn:crosscheck:incident:" + i.Id);
        json.WriteString("type", "text");
        json.WriteString("representationType", "full");
        json.WriteString("profile", "incident");
        json.WriteString("version", i.Reports.Length.ToString(CultureInfo.InvariantCulture));
        WriteInstant(json, "firstCreated", i.Reports.Min(r => r.Published));
        WriteInstant(json, "versionCreated", i.Reports.Max(r => r.Published));
        json.WriteString("pubStatus", "usable");
        json.WriteString("language", "en");
        json.WriteString("title", i.Title);
        json.WriteString("slugline", Slug(i.Title));
        json.All("headlines", [i.Title], (j, title) => WriteText(j, "main", title));
        WriteDescriptions(json, i);
        json.All("bodies", [IncidentText.Write(i, policy, incidentOf, markdown: false)], WriteBody);
        WritePlaces(json, i);
        json.All("subjects", [i.Type], WriteSubject);
        json.All("events", [i], WriteEvent);
        WriteSources(json, i);
        json.All("associations", i.Reports, WriteReport);
        json.All("altIds", [i.Id], (j, id) =>
        {
            j.WriteString("role", "crosscheck");
            j.WriteString("value", id);
        });
        WriteStandard(json);
        json.WriteEndObject();
    }

    private static void WriteStandard(Utf8JsonWriter json)
    {
        json.WriteStartObject("standard");
        json.WriteString("name", "ninjs");
        json.WriteString("version", "3.1");
        json.WriteString("schema", Schema);
        json.WriteEndObject();
    }

    /// <summary>What the accounts say in a line, and where they differ; the latter again as a note to the desk.</summary>
    private static void WriteDescriptions(Utf8JsonWriter json, Incident i)
    {
        var differ = string.Join(' ', i.Discrepancies.Select(Differs));
        if (differ.Length > 0)
            json.WriteString("edNote", differ);
        var all = new List<(string Role, string Text)> { ("summary", AcledCsv.Notes(i)) };
        if (differ.Length > 0)
            all.Add(("discrepancies", differ));
        json.All("descriptions", all, (j, d) => WriteText(j, d.Role, d.Text));
    }

    private static string Differs(IncidentDiscrepancy d) =>
        $"Accounts differ on {ReadingJson.Name(d.Attribute)}: {string.Join("; ", d.Positions.Select(p => $"{IncidentText.Value(p.Value)} ({string.Join(", ", p.Sources)})"))}.";

    private static void WriteText(Utf8JsonWriter json, string role, string text)
    {
        json.WriteString("role", role);
        json.WriteString("contentType", "text/plain");
        json.WriteString("value", text);
    }

    private static void WriteBody(Utf8JsonWriter json, string text)
    {
        json.WriteString("role", "main");
        json.WriteString("contentType", "text/plain");
        json.WriteNumber("charCount", text.Length);
        json.WriteNumber("wordCount", text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length);
        json.WriteString("value", text);
    }

    private static void WritePlaces(Utf8JsonWriter json, Incident i) => json.All("places", i.Place is { Name.Length: > 0 } place ? [place] : Array.Empty<IncidentPlace>(), (j, p) =>
    {
        j.WriteString("name", p.Name);
        j.WriteString("rel", "about");
        if (p.Geonames is { } id)
            j.WriteString("uri", string.Create(CultureInfo.InvariantCulture, $"https://sws.geonames.org/{id}/"));
        if (p.Country is not null)
            j.WriteString("literal", p.Country);
        if (p is not { Latitude: { } lat, Longitude: { } lon })
            return;
        j.WriteStartObject("geoJSON");
        GeoJsonExport.WritePoint(j, lat, lon);
        j.WriteEndObject();
    });

    private static void WriteSubject(Utf8JsonWriter json, string type)
    {
        json.WriteString("name", type);
        json.WriteString("rel", "about");
        json.WriteString("literal", "ACLED:" + type);
        json.WriteString("creator", "crosscheck");
    }

    private static void WriteEvent(Utf8JsonWriter json, Incident i)
    {
        json.WriteString("id", i.Id);
        json.WriteString("name", i.Title);
        json.WriteString("rel", "about");
        json.WriteString("uri", "urn:crosscheck:incident:" + i.Id);
    }

    /// <summary>Those who are cited, those who relayed them, and those who printed it: three roles that are never mixed.</summary>
    private static void WriteSources(Utf8JsonWriter json, Incident i)
    {
        var speakers = i.Claims.Where(c => c.Claim.Source.Name.Length > 0).Select(c => ("speaker", c.SpeakerName));
        var relays = i.Claims.SelectMany(c => c.Claim.Source.Via).Select(v => ("relay", v));
        var publishers = i.Reports.Select(r => r.Publisher).OfType<string>().Select(p => ("publisher", p));
        json.All("infoSources", speakers.Concat(relays).Concat(publishers).Distinct().OrderBy(s => s.Item1, StringComparer.Ordinal).ThenBy(s => s.Item2, StringComparer.Ordinal), (j, s) =>
        {
            j.WriteString("name", s.Item2);
            j.WriteString("role", s.Item1);
        });
    }

    /// <summary>An association must have a uri and a name; a report's own address stands there where it has one.</summary>
    private static void WriteReport(Utf8JsonWriter json, IncidentReport r)
    {
        json.WriteString("name", $"{r.Role}-{r.Telling}-{IncidentBuilder.Short(r.Document)}");
        json.WriteString("rel", r.Role);
        json.WriteString("uri", Uri.TryCreate(r.Url, UriKind.Absolute, out var address) ? address.AbsoluteUri : "urn:" + r.Document);
        json.WriteString("type", "text");
        if (r.Title is not null)
            json.WriteString("title", r.Title);
        WriteInstant(json, "versionCreated", r.Published);
    }

    private static void WriteInstant(Utf8JsonWriter json, string name, DateOnly? day)
    {
        if (day is { } known)
            json.WriteString(name, known.ToString("O", CultureInfo.InvariantCulture) + "T00:00:00Z");
    }

    private static string Slug(string title)
    {
        var words = new string([.. title.Select(c => char.IsLetterOrDigit(c) ? char.ToLowerInvariant(c) : ' ')]);
        return string.Join('-', words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }
}
