using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>Standing claims of one incident that cannot all be true, with the positions and why they differ.</summary>
public static class DiscrepancyFinder
{
    public static ImmutableArray<IncidentDiscrepancy> Find(ImmutableArray<IncidentClaim> claims)
    {
        var result = ImmutableArray.CreateBuilder<IncidentDiscrepancy>();
        foreach (var attribute in Policies.Counted)
            result.AddRange(CountDiscrepancies.Find(claims, attribute));
        result.AddRange(ActorDiscrepancies.Find(claims));
        result.AddRange(Weapons(claims));
        result.AddRange(Dates(claims));
        result.AddRange(Distances(claims));
        return result.ToImmutable();
    }

    private static IEnumerable<IncidentDiscrepancy> Weapons(ImmutableArray<IncidentClaim> claims)
    {
        var told = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Weapon && c.Standing && c.Claim.Value.Text is { Length: > 0 }).ToList();
        var kinds = told.GroupBy(c => WeaponKinds.Of(c.Claim.Value.Text!)).Where(g => g.Key.Length > 0).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        foreach (var (a, b) in WeaponKinds.Exclusive)
        {
            var first = kinds.Find(k => k.Key == a);
            var second = kinds.Find(k => k.Key == b);
            if (first is null || second is null)
                continue;
            yield return new IncidentDiscrepancy(
                ClaimAttribute.Weapon, "attribution", [Describe([.. first], first.First().Claim.Value), Describe([.. second], second.First().Claim.Value)], "contradiction");
            yield break;
        }
    }

    /// <summary>
    /// Days that differ. Days far apart are rather two events than two accounts: only neighbours of the day that most
    /// reports tell count. A report that tells two days tells of what was said on the second; it is left aside.
    /// </summary>
    private static IEnumerable<IncidentDiscrepancy> Dates(ImmutableArray<IncidentClaim> claims)
    {
        var days = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Date && c.Standing && DayRange.Parse(c.Claim.Value.Text) is { IsDay: true })
            .GroupBy(c => c.Document).Where(d => d.Select(c => c.Claim.Value.Text).Distinct().Count() == 1).SelectMany(d => d)
            .GroupBy(c => DayRange.Parse(c.Claim.Value.Text)!.Value.First).OrderBy(g => g.Key).ToList();
        if (days.Count < 2)
            yield break;
        var most = days.MaxBy(d => (d.Select(c => c.Document).Distinct().Count(), -d.Key))!.Key;
        var near = days.Where(d => Math.Abs(d.Key - most) <= 1).ToList();
        if (near.Count > 1)
            yield return new IncidentDiscrepancy(ClaimAttribute.Date, "time", [.. near.Select(d => Describe([.. d], d.First().Claim.Value))], "contradiction");
    }

    /// <summary>"20km" and "30 km from Srinagar": distances in one unit that are not one number.</summary>
    private static IEnumerable<IncidentDiscrepancy> Distances(ImmutableArray<IncidentClaim> claims)
    {
        var told = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Place && c.Standing).Select(c => (Claim: c, Distance: DistanceIn(c.Claim.Value.Text ?? "")))
            .Where(x => x.Distance.Unit.Length > 0).ToList();
        foreach (var unit in told.GroupBy(x => (x.Distance.Unit, x.Distance.From)).OrderBy(g => g.Key.Unit, StringComparer.Ordinal).ThenBy(g => g.Key.From, StringComparer.Ordinal))
        {
            var values = unit.GroupBy(x => x.Distance.Number).OrderBy(g => g.Key).ToList();
            if (values.Count < 2)
                continue;
            yield return new IncidentDiscrepancy(ClaimAttribute.Place, "place", [.. values.Select(v => Describe([.. v.Select(x => x.Claim)], v.First().Claim.Claim.Value))], "contradiction");
            yield break;
        }
    }

    /// <summary>The first number of a place's words that a unit of length follows, and the last word: from where.</summary>
    private static (double Number, string Unit, string From) DistanceIn(string words)
    {
        var i = words.AsSpan().IndexOfAnyInRange('0', '9');
        if (i < 0)
            return (0, "", "");
        var end = i;
        while (end < words.Length && (char.IsAsciiDigit(words[end]) || words[end] is '.' or ','))
            end++;
        var after = words.AsSpan(end).TrimStart(" -");
        string unit = "";
        foreach (var (prefix, name) in (ReadOnlySpan<(string, string)>)[("km", "km"), ("kilomet", "km"), ("nautical", "nm"), ("mile", "mi"), ("met", "m")])
        {
            if (unit.Length == 0 && after.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                unit = name;
        }
        var from = Names.Words(words).LastOrDefault() ?? "";
        return double.TryParse(words.AsSpan(i, end - i).TrimEnd(".,"), NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out var n) ? (n, unit, from) : (0, "", "");
    }

    internal static Position Describe(List<IncidentClaim> claims, ClaimValue value) =>
        new(value, SourcesOf(claims), Origins.Count(claims), IdsOf(claims));

    internal static ImmutableArray<string> SourcesOf(IEnumerable<IncidentClaim> claims) =>
        [.. claims.Select(c => c.SpeakerName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal static ImmutableArray<string> IdsOf(IEnumerable<IncidentClaim> claims) =>
        [.. claims.Select(c => c.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
