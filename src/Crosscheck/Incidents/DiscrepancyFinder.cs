using System.Collections.Immutable;
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
        result.AddRange(TargetDiscrepancies.Find(claims));
        result.AddRange(PlaceDiscrepancies.Find(claims));
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
    /// reports tell count, and the same day of another month, which is a slip. A report that tells two days tells of what was
    /// said on the second; it is left aside.
    /// </summary>
    private static IEnumerable<IncidentDiscrepancy> Dates(ImmutableArray<IncidentClaim> claims)
    {
        var days = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Date && c.Standing && DayRange.Parse(c.Claim.Value.Text) is { IsDay: true })
            .GroupBy(c => c.Document).Where(d => d.Select(c => c.Claim.Value.Text).Distinct().Count() == 1).SelectMany(d => d)
            .GroupBy(c => DayRange.Parse(c.Claim.Value.Text)!.Value.First).OrderBy(g => g.Key).ToList();
        if (days.Count < 2)
            yield break;
        var most = days.MaxBy(d => (d.Select(c => c.Document).Distinct().Count(), -d.Key))!.Key;
        var near = days.Where(d => Math.Abs(d.Key - most) <= 1 || IsSlip(d.Key, most)).ToList();
        if (near.Count > 1)
            yield return new IncidentDiscrepancy(ClaimAttribute.Date, "time", [.. near.Select(d => Describe([.. d], d.First().Claim.Value))], "contradiction");
    }

    private static bool IsSlip(int a, int b)
    {
        var (x, y) = (DateOnly.FromDayNumber(a), DateOnly.FromDayNumber(b));
        return x.Day == y.Day && x.Year == y.Year && Math.Abs(x.Month - y.Month) == 1;
    }

    internal static Position Describe(List<IncidentClaim> claims, ClaimValue value) =>
        new(value, SourcesOf(claims), Origins.Count(claims), IdsOf(claims));

    internal static ImmutableArray<string> SourcesOf(IEnumerable<IncidentClaim> claims) =>
        [.. claims.Select(c => c.SpeakerName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    internal static ImmutableArray<string> IdsOf(IEnumerable<IncidentClaim> claims) =>
        [.. claims.Select(c => c.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
