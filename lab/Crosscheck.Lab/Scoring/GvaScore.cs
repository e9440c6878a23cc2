using System.Globalization;
using System.Text.Json;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Incidents;
using Crosscheck.Lab.Linking;
using Crosscheck.Text;

namespace Crosscheck.Lab.Scoring;

/// <summary>
/// <c>lab score gva FOLDER</c>: reports of the Gun Violence Archive against the records of their incidents. Exact: the main
/// incident's killed and injured under the policy "range" are the record's numbers (nothing told is 0), its date is the record's
/// day, its place the record's city by name or within 15 km of a city of that name. And reports of incidents with two or more,
/// linked by text alone.
/// </summary>
internal static class GvaScore
{
    private const double SameCity = 15;

    private sealed record Shooting(string Date, int Killed, int Injured, string[] Cities);

    /// <summary>Options: --every N reads one report of N; --errors prints what was read where a number is wrong; --text leaves the reading out.</summary>
    public static int Run(string[] args)
    {
        var figures = new List<PublicFigure>();
        if (!args.Contains("--text"))
            figures.AddRange(Exact(args));
        var linked = TextClusterScores.Gva(args[0]);
        figures.Add(new PublicFigure("gva", "linking by text, B-cubed F1", linked.F1,
            string.Create(CultureInfo.InvariantCulture, $"precision {linked.Precision:F3}, recall {linked.Recall:F3}; {linked.Count} reports"), ""));
        return AccuracyPage.Report(args, figures);
    }

    private static List<PublicFigure> Exact(string[] args)
    {
        var every = Array.IndexOf(args, "--every") is >= 0 and var at ? int.Parse(args[at + 1], CultureInfo.InvariantCulture) : 1;
        var records = File.ReadLines(Path.Combine(args[0], "incidents.jsonl")).Select(RecordOf).ToDictionary(r => r.Id, r => r.Record);
        var (all, hits) = (0, new int[4]);
        foreach (var line in File.ReadLines(Path.Combine(args[0], "documents.jsonl")).Where((_, i) => i % every == 0))
        {
            using var json = JsonDocument.Parse(line);
            var e = json.RootElement;
            if (!records.TryGetValue(e.GetProperty("incident_id").ToString(), out var record))
                continue;
            all++;
            var answer = Answer(ReportReader.Read(DocumentOf(e)));
            var right = (bool[])[answer.Killed == record.Killed, answer.Injured == record.Injured, answer.Date == record.Date, IsCity(answer.Place, record.Cities)];
            for (var i = 0; i < hits.Length; i++)
                hits[i] += right[i] ? 1 : 0;
            if (args.Contains("--errors") && right.Contains(false))
                Console.WriteLine($"{e.GetProperty("doc_id")} killed {answer.Killed}/{record.Killed} injured {answer.Injured}/{record.Injured} date {answer.Date}/{record.Date} place {answer.Place?.Name}/{string.Join('|', record.Cities)}");
        }
        return [.. ((string[])["killed, exact", "injured, exact", "date", "city"]).Select((m, i) => PublicFigure.Share("gva", m, hits[i], all, ""))];
    }

    internal static (int Killed, int Injured, string? Date, IncidentPlace? Place) Answer(Reading reading)
    {
        var main = reading.Incidents.OrderByDescending(t => t.Role == "main").ThenByDescending(t => reading.Claims.Count(c => c.Incident == t.Id)).FirstOrDefault();
        if (main is null)
            return (0, 0, null, null);
        var memory = new MemoryProjection();
        memory.Add([reading], []);
        var id = memory.IncidentOf(reading.Document.Id, main.Id);
        var figures = memory.Incidents.FirstOrDefault(i => i.Id == id)?.Figures.GetValueOrDefault(Policies.Range);
        return (figures?.GetValueOrDefault(ClaimAttribute.Killed)?.Best ?? 0, figures?.GetValueOrDefault(ClaimAttribute.Injured)?.Best ?? 0, main.Date?.Value, main.Place);
    }

    private static bool IsCity(IncidentPlace? place, string[] cities)
    {
        if (place is null)
            return false;
        foreach (var city in cities)
        {
            if (PlaceName.Fold(place.Name) == PlaceName.Fold(city) || (place is { Latitude: { } lat, Longitude: { } lon } && Cities(city).Any(c => Geo.Kilometres(lat, lon, c.Latitude, c.Longitude) <= SameCity)))
                return true;
        }
        return false;
    }

    private static List<(double Latitude, double Longitude)> Cities(string name)
    {
        var found = new int[64];
        var count = Gazetteer.Shared.Find(PlaceName.Hash(PlaceName.Fold(name)), found);
        return [.. found.Take(count).Select(p => p & (Gazetteer.Alternate - 1)).Where(p => Gazetteer.Shared.Code(Gazetteer.Shared.Country(p)) == "US")
            .Select(p => (Gazetteer.Shared.Latitude(p), Gazetteer.Shared.Longitude(p)))];
    }

    private static Document DocumentOf(JsonElement e)
    {
        var body = e.GetProperty("content").GetString() ?? "";
        return new Document
        {
            Id = Document.IdOf(body),
            Body = body,
            Title = e.GetProperty("title").GetString(),
            Published = DateOnly.TryParseExact(e.GetProperty("dct").GetString(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Language = "en",
        };
    }

    private static (string Id, Shooting Record) RecordOf(string line)
    {
        using var json = JsonDocument.Parse(line);
        var e = json.RootElement;
        var date = DateOnly.ParseExact(e.GetProperty("date").GetString()!, "MMMM d, yyyy", CultureInfo.InvariantCulture).ToString("O", CultureInfo.InvariantCulture);
        var cities = new List<string> { e.GetProperty("city_or_county").GetString() ?? "" };
        // "http://dbpedia.org/resource/Nashville,_Tennessee" names the city that a part of it belongs to.
        if (e.GetProperty("locations") is { ValueKind: JsonValueKind.Object } l && l.TryGetProperty("city", out var city) && city.GetString() is { } address)
            cities.Add(Uri.UnescapeDataString(address[(address.LastIndexOf('/') + 1)..]).Split(',')[0].Replace('_', ' '));
        return (e.GetProperty("incident_id").ToString(), new Shooting(date, e.GetProperty("num_killed").GetInt32(), e.GetProperty("num_injured").GetInt32(), [.. cities.Where(c => c.Length > 0)]));
    }
}
