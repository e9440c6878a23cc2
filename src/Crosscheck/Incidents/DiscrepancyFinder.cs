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
            result.AddRange(Counts(claims, attribute));
        foreach (var attribute in (ReadOnlySpan<ClaimAttribute>)[ClaimAttribute.Perpetrator, ClaimAttribute.Responsibility])
            result.AddRange(Actors(claims, attribute));
        result.AddRange(Weapons(claims));
        result.AddRange(Dates(claims));
        return result.ToImmutable();
    }

    private static IEnumerable<IncidentDiscrepancy> Counts(ImmutableArray<IncidentClaim> claims, ClaimAttribute attribute)
    {
        var tolls = Tolls.Of(claims.Select(Reopened), attribute);
        if (Positions(tolls) is { Count: > 1 } positions)
            yield return new IncidentDiscrepancy(attribute, "number", [.. positions.Select(p => Describe(p))], Because(positions));
    }

    /// <summary>A claim replaced by its speaker's newer word is a position too: that is how an update shows.</summary>
    private static IncidentClaim Reopened(IncidentClaim claim) =>
        claim.Claim.Status is ClaimStatus.Asserted or ClaimStatus.Confirmed or ClaimStatus.Preliminary ? claim with { Standing = true } : claim;

    /// <summary>Groups tolls that agree; more than one group is a discrepancy. Exact numbers make the groups, bounds join them.</summary>
    private static List<List<Toll>> Positions(ImmutableArray<Toll> tolls)
    {
        var groups = new List<List<Toll>>();
        foreach (var toll in tolls.OrderBy(t => t.N is null).ThenBy(t => t.Approximate).ThenBy(t => t.Number).ThenBy(t => t.Claims[0].Id, StringComparer.Ordinal))
        {
            var home = groups.Find(g => g[0].AgreesWith(toll));
            if (home is null)
                groups.Add([toll]);
            else
                home.Add(toll);
        }
        return [.. groups.OrderBy(g => g[0].Number)];
    }

    private static Position Describe(List<Toll> tolls)
    {
        var first = tolls[0];
        var claims = tolls.SelectMany(t => t.Claims).ToList();
        return new Position(
            new ClaimValue { Low = first.Low, N = first.N, High = first.High, Approximate = first.Approximate, Who = first.Claims.Length == 1 ? first.Claims[0].Claim.Value.Who : null },
            SourcesOf(claims), Origins.Count(tolls.SelectMany(t => t.Claims.Take(1))), IdsOf(claims));
    }

    private static string Because(List<List<Toll>> positions)
    {
        var speakers = positions.Select(p => p.Select(t => t.Speaker).ToHashSet(StringComparer.Ordinal)).ToList();
        if (speakers.Skip(1).All(s => s.Overlaps(speakers[0])))
            return "update";
        if (positions.Count(p => !p.TrueForAll(t => t.Preliminary)) < 2)
            return "time";
        var groups = positions.Select(p => p.Select(t => string.Join(' ', Tolls.Group(t.Claims[0].Claim.Value.Who))).ToHashSet(StringComparer.Ordinal)).ToList();
        if (groups.Skip(1).All(g => !g.Overlaps(groups[0])))
            return "scope";
        var days = positions.Select(p => p.Max(t => t.Said)).ToList();
        return days.Distinct().Count() == days.Count && days[0] is not null ? "time" : "contradiction";
    }

    /// <summary>Actors accused or claiming: two that are not one, or one that is accused and denies.</summary>
    private static IEnumerable<IncidentDiscrepancy> Actors(ImmutableArray<IncidentClaim> claims, ClaimAttribute attribute)
    {
        var told = claims.Where(c => c.Claim.Attribute == attribute && IsNamed(c.Claim.Value.Text)).ToList();
        var asserted = told.Where(c => c.Claim.Status is ClaimStatus.Asserted or ClaimStatus.Confirmed or ClaimStatus.Preliminary).ToList();
        var denied = told.Where(c => c.Claim.Status == ClaimStatus.Denied).ToList();
        var groups = Grouped(asserted);
        var contested = denied.Where(d => asserted.Exists(a => SameActor(a.Claim.Value.Text, d.Claim.Value.Text))).ToList();
        if (groups.Count < 2 && contested.Count == 0)
            yield break;
        var positions = groups.Select(g => Describe(g, g[0].Claim.Value)).ToList();
        if (contested.Count > 0)
            positions.Add(Describe(contested, new ClaimValue { Text = "not " + contested[0].Claim.Value.Text }));
        yield return new IncidentDiscrepancy(attribute, contested.Count > 0 ? "denial" : "attribution", [.. positions], "contradiction");
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

    private static IEnumerable<IncidentDiscrepancy> Dates(ImmutableArray<IncidentClaim> claims)
    {
        var days = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Date && c.Standing && DayRange.Parse(c.Claim.Value.Text) is { IsDay: true })
            .GroupBy(c => c.Claim.Value.Text!).OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        if (days.Count > 1 && days.Count(d => Origins.Count(d) > 0) > 1)
            yield return new IncidentDiscrepancy(ClaimAttribute.Date, "time", [.. days.Select(d => Describe([.. d], d.First().Claim.Value))], "contradiction");
    }

    /// <summary>Groups names that could be one actor, transitively, by the most frequent first.</summary>
    private static List<List<IncidentClaim>> Grouped(List<IncidentClaim> claims)
    {
        var edges = new List<(int, int)>();
        for (var i = 0; i < claims.Count; i++)
        {
            for (var j = i + 1; j < claims.Count; j++)
            {
                if (SameActor(claims[i].Claim.Value.Text, claims[j].Claim.Value.Text))
                    edges.Add((i, j));
            }
        }
        return [.. Components.Of(claims.Count, edges).Select(c => c.Select(i => claims[i]).ToList())];
    }

    private static bool SameActor(string? a, string? b) =>
        Names.Similar(ActorAliases.Canonical(a ?? ""), ActorAliases.Canonical(b ?? ""));

    /// <summary>A name, not "gunmen" or "three attackers": those agree with any name.</summary>
    private static bool IsNamed(string? text) =>
        text is { Length: > 0 } && text != "none" && text.AsSpan().ContainsAnyInRange('A', 'Z');

    private static Position Describe(List<IncidentClaim> claims, ClaimValue value) =>
        new(value, SourcesOf(claims), Origins.Count(claims), IdsOf(claims));

    private static ImmutableArray<string> SourcesOf(IEnumerable<IncidentClaim> claims) =>
        [.. claims.Select(c => c.SpeakerName).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static ImmutableArray<string> IdsOf(IEnumerable<IncidentClaim> claims) =>
        [.. claims.Select(c => c.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}

/// <summary>Weapons by kind, as far as two kinds exclude each other.</summary>
public static class WeaponKinds
{
    public static readonly ImmutableArray<(string, string)> Exclusive =
        [("drone", "rocket"), ("rocket", "mortar"), ("air strike", "rocket"), ("air strike", "car bomb"), ("air strike", "artillery"), ("drone", "artillery"), ("car bomb", "device")];

    public static string Of(string words)
    {
        foreach (var (part, kind) in Parts)
        {
            if (words.Contains(part, StringComparison.OrdinalIgnoreCase))
                return kind;
        }
        return "";
    }

    private static readonly ImmutableArray<(string Part, string Kind)> Parts =
    [
        ("drone", "drone"), ("unmanned", "drone"), ("UAV", "drone"), ("mortar", "mortar"), ("rocket", "rocket"), ("missile", "missile"),
        ("air strike", "air strike"), ("airstrike", "air strike"), ("warplane", "air strike"), ("artillery", "artillery"), ("shell", "artillery"),
        ("car bomb", "car bomb"), ("vehicle", "car bomb"), ("truck", "car bomb"), ("IED", "device"), ("improvised", "device"), ("landmine", "device"),
    ];
}
