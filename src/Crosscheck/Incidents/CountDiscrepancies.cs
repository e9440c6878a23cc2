using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>Counts of one incident that cannot all be true.</summary>
internal static class CountDiscrepancies
{
    public static IEnumerable<IncidentDiscrepancy> Find(ImmutableArray<IncidentClaim> claims, ClaimAttribute attribute)
    {
        var tolls = WithoutParts(Tolls.Of(claims.Select(Reopened), attribute));
        if (Positions(tolls, ReachOf(attribute)) is { Count: > 1 } positions)
            yield return new IncidentDiscrepancy(attribute, "number", [.. positions.Select(Describe)], Because(positions));
    }

    /// <summary>A claim replaced by its speaker's newer word is a position too: that is how an update shows.</summary>
    private static IncidentClaim Reopened(IncidentClaim claim) =>
        claim.Claim.Status is ClaimStatus.Asserted or ClaimStatus.Confirmed or ClaimStatus.Preliminary ? claim with { Standing = true } : claim;

    /// <summary>"No civilian was hurt" says nothing against another's count of all.</summary>
    private static List<Toll> WithoutParts(ImmutableArray<Toll> tolls)
    {
        var counted = tolls.Any(t => CountsAll(t) && t.Number > 0);
        return [.. tolls.Where(t => CountsAll(t) || t.Number != 0 || !counted)];
    }

    private static bool CountsAll(Toll toll) => toll.Claims.Length > 1 || Tolls.Group(toll.Claims[0].Claim.Value.Who).Length == 0;

    /// <summary>Groups tolls that agree; more than one group is a discrepancy. Exact numbers make the groups, bounds join them.</summary>
    private static List<List<Toll>> Positions(List<Toll> tolls, double reach)
    {
        var groups = new List<List<Toll>>();
        foreach (var toll in tolls.OrderBy(t => t.N is null).ThenBy(t => t.Approximate).ThenBy(t => t.Number).ThenBy(t => t.Claims[0].Id, StringComparer.Ordinal))
        {
            var home = groups.Find(g => Agree(g[0], toll, reach));
            if (home is null)
                groups.Add([toll]);
            else
                home.Add(toll);
        }
        return [.. groups.OrderBy(g => g[0].Number)];
    }

    /// <summary>
    /// "At least 20" does not exclude 23, and yet nobody who knows of 60 says it of the dead: a bound reaches only so far.
    /// </summary>
    private static bool Agree(Toll a, Toll b, double reach)
    {
        if (!a.AgreesWith(b))
            return false;
        if (a.High is not null && b.High is not null)
            return true;
        int x = a.Number ?? 0, y = b.Number ?? 0;
        return Math.Max(x, y) <= reach * Math.Max(1, Math.Min(x, y));
    }



    /// <summary>Tuned on gold-train: the dead are counted with care, the injured and the shells are not.</summary>
    private static double ReachOf(ClaimAttribute attribute) => attribute == ClaimAttribute.Killed ? 2.5 : double.PositiveInfinity;

    private static Position Describe(List<Toll> tolls)
    {
        var first = tolls[0];
        var claims = tolls.SelectMany(t => t.Claims).ToList();
        return new Position(
            new ClaimValue { Low = first.Low, N = first.N, High = first.High, Approximate = first.Approximate, Who = first.Claims.Length == 1 ? first.Claims[0].Claim.Value.Who : null },
            DiscrepancyFinder.SourcesOf(claims), Origins.Count(tolls.SelectMany(t => t.Claims.Take(1))), DiscrepancyFinder.IdsOf(claims));
    }

    private static string Because(List<List<Toll>> positions)
    {
        var speakers = positions.Select(p => p.Select(t => t.Speaker).ToHashSet(StringComparer.Ordinal)).ToList();
        if (speakers.Skip(1).All(s => s.Overlaps(speakers[0])))
            return "update";
        var groups = positions.Select(p => p.Select(t => string.Join(' ', Tolls.Group(t.Claims[0].Claim.Value.Who))).ToHashSet(StringComparer.Ordinal)).ToList();
        if (groups.Skip(1).All(g => !g.Overlaps(groups[0])))
            return "scope";
        var days = positions.Select(p => p.Max(t => t.Said)).ToList();
        return days.Distinct().Count() == days.Count && days[0] is not null ? "time" : "contradiction";
    }
}
