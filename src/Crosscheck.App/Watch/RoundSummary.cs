using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.App.Watch;

/// <summary>What one round changed about one incident.</summary>
/// <param name="Kind">new_incident, figure or discrepancy.</param>
internal sealed record Change(string Kind, string Incident, string Title, string? Attribute, string? From, string? To)
{
    public override string ToString() => Kind switch
    {
        "new_incident" => $"new          {Incident}  {Title}",
        "figure" => $"figure       {Incident}  {Title}: {Attribute} {From ?? "not said"} -> {To ?? "not said"}",
        _ => $"discrepancy  {Incident}  {Title}: {Attribute}, {To}",
    };
}

/// <summary>What one round brought: how many reports, and what changed with them.</summary>
internal sealed record RoundSummary(DateTimeOffset At, int Added, int Failed, ImmutableArray<Change> Changes)
{
    private const string Policy = Policies.Range;

    public static RoundSummary Of(DateTimeOffset at, int added, int failed, ProjectionChanges changes) =>
        new(at, added, failed, [.. changes.All.Where(c => c.Now.Reports.Any(r => r.Role == "main")).SelectMany(c => ChangesOf(c.Now, c.Before))]);

    public string Json() => EntryJsonText(json =>
    {
        json.WriteStartObject();
        json.WriteString("at", At.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteNumber("added", Added);
        json.WriteNumber("failed", Failed);
        json.WriteStartArray("changes");
        foreach (var change in Changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", change.Kind);
            json.WriteString("incident", change.Incident);
            json.WriteString("title", change.Title);
            json.WriteString("attribute", change.Attribute);
            json.WriteString("from", change.From);
            json.WriteString("to", change.To);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static IEnumerable<Change> ChangesOf(Incident now, IReadOnlyList<Incident> before)
    {
        if (before.Count == 0)
            yield return new Change("new_incident", now.Id, now.Title, null, null, null);
        foreach (var attribute in before.Count == 0 ? [] : Policies.Counted)
        {
            var (from, to) = (before.Select(b => FigureOf(b, attribute)).FirstOrDefault(f => f is not null), FigureOf(now, attribute));
            if (from != to)
                yield return new Change("figure", now.Id, now.Title, ReadingJson.Name(attribute), from, to);
        }
        foreach (var d in now.Discrepancies)
        {
            if (!before.Any(b => b.Discrepancies.Any(x => x.Attribute == d.Attribute && x.Kind == d.Kind && x.Positions.Length >= d.Positions.Length)))
                yield return new Change("discrepancy", now.Id, now.Title, ReadingJson.Name(d.Attribute), null, string.Join(" against ", d.Positions.Select(p => Wording.Of(p.Value))));
        }
    }

    private static string? FigureOf(Incident incident, ClaimAttribute attribute)
    {
        if (!incident.Figures.TryGetValue(Policy, out var figures) || !figures.TryGetValue(attribute, out var figure))
            return null;
        return figure.Low == figure.High ? Number(figure.Low) : $"{Number(figure.Low)} to {Number(figure.High)}";
    }

    private static string Number(int? n) => n?.ToString(CultureInfo.InvariantCulture) ?? "?";

    private static string EntryJsonText(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, EntryJson.Compact))
            write(json);
        return System.Text.Encoding.UTF8.GetString(buffer.ToArray());
    }
}
