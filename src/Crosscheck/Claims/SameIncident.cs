using System.Collections.Immutable;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Puts together what the grouping took apart: two incidents of one report of the same type, on the same day, at the same place,
/// neither of which the report ties to the other, are one incident that is told twice; so is one that is told as background
/// and has no place on the map.
/// </summary>
internal static class SameIncident
{
    /// <summary>Places no further apart than this, in kilometres, are one.</summary>
    private const double OnePlace = 5;

    /// <summary>The groups with such incidents joined, each to the first of them.</summary>
    public static IncidentGroups Join(IncidentGroups groups)
    {
        var tellings = groups.Incidents;
        var firsts = new int[tellings.Length];
        for (var k = 0; k < firsts.Length; k++)
        {
            firsts[k] = k;
            for (var earlier = 0; earlier < k && firsts[k] == k; earlier++)
            {
                if (firsts[earlier] == earlier && Same(tellings[earlier], tellings[k]))
                    firsts[k] = earlier;
            }
        }
        var kept = Enumerable.Range(0, firsts.Length).Where(k => firsts[k] == k).ToArray();
        if (kept.Length == firsts.Length)
            return groups;
        var ids = Enumerable.Range(0, firsts.Length).ToDictionary(k => tellings[k].Id, k => tellings[firsts[k]].Id);
        return new IncidentGroups(
            [.. kept.Select(k => Joined([.. tellings.Where((_, other) => firsts[other] == k)], ids))],
            [.. groups.IncidentOf.Select(k => k < 0 ? k : Array.IndexOf(kept, firsts[k]))]);
    }

    private static Telling Joined(ImmutableArray<Telling> parts, Dictionary<string, string> ids) => parts[0] with
    {
        Role = parts.Any(p => p.Role == "main") ? "main" : parts[0].Role,
        Links = [.. parts.SelectMany(p => p.Links).Select(l => l with { To = ids[l.To] }).Where(l => l.To != parts[0].Id).DistinctBy(l => (l.Kind, l.To))],
    };

    private static bool Same(Telling a, Telling b) =>
        a.Type == b.Type
        && a.Date is { Value.Length: 10 } && a.Date.Value == b.Date?.Value
        && (IsOnePlace(a.Place, b.Place) || b is { Place: null, Role: "background" })
        && a.Links.All(l => l.To != b.Id) && b.Links.All(l => l.To != a.Id);

    private static bool IsOnePlace(IncidentPlace? a, IncidentPlace? b) =>
        a is { Precision: "site" or "town", Latitude: { } north, Longitude: { } east }
        && b is { Precision: "site" or "town", Latitude: { } otherNorth, Longitude: { } otherEast }
        && Geo.Kilometres(north, east, otherNorth, otherEast) <= OnePlace;
}
