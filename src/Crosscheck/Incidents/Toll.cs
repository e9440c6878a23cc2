using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>
/// What one speaker of one report counts in all: the stated total, or the sum of the distinct groups where none is
/// stated. Null bounds are open.
/// </summary>
public sealed record Toll(int? Low, int? N, int? High, bool Approximate, ImmutableArray<IncidentClaim> Claims)
{
    /// <summary>The number that stands for it: the value, else the bound that is told.</summary>
    public int? Number => N ?? Low ?? High;

    public string Speaker => Claims[0].Speaker;

    public string Document => Claims[0].Document;

    public string? Said => Claims.Max(c => c.Said);

    public bool Preliminary => Claims.All(c => c.Claim.Status == ClaimStatus.Preliminary);

    /// <summary>Can both be true? Bounds overlap, an approximate number reaching a tenth to either side.</summary>
    public bool AgreesWith(Toll other)
    {
        var (aLow, aHigh) = Bounds();
        var (bLow, bHigh) = other.Bounds();
        return aLow <= bHigh && bLow <= aHigh;
    }

    /// <summary>Low and high with nothing open.</summary>
    public (int Low, int High) Bounds()
    {
        var low = Low ?? N ?? 0;
        var high = High ?? N ?? int.MaxValue;
        if (!Approximate || N is not { } n)
            return (low, high);
        var slack = Math.Max(1, n / 10);
        return (Math.Min(low, n - slack), Math.Max(high, n + slack));
    }
}

/// <summary>Adds up the counts of an incident by report and speaker.</summary>
public static class Tolls
{
    /// <summary>Words that name nobody in particular: a count of them is a count of all.</summary>
    private static readonly HashSet<string> Everybody = new(
        "people person dead death victim casualty casualtie individual other life live human body bodie wounded injured killed hurt fatality fatalitie toll".Split(' '),
        StringComparer.Ordinal);

    public static ImmutableArray<Toll> Of(IEnumerable<IncidentClaim> claims, ClaimAttribute attribute)
    {
        var result = ImmutableArray.CreateBuilder<Toll>();
        foreach (var said in claims.Where(c => c.Claim.Attribute == attribute && c.Standing && HasNumber(c.Claim.Value))
            .GroupBy(c => (c.Document, c.Speaker)).OrderBy(g => g.Key.Document, StringComparer.Ordinal).ThenBy(g => g.Key.Speaker, StringComparer.Ordinal))
            result.Add(Total([.. said]));
        return result.ToImmutable();
    }

    /// <summary>The words of a group, those that mean everybody left out.</summary>
    public static ImmutableArray<string> Group(string? who) =>
        [.. Names.Words(who).Where(w => !Everybody.Contains(w)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    public static bool HasNumber(ClaimValue value) => (value.N ?? value.Low ?? value.High) is not null;

    private static Toll Total(ImmutableArray<IncidentClaim> said)
    {
        // The last word on each group counts; of words on everybody the largest that is not preliminary.
        var groups = said.GroupBy(c => string.Join(' ', Group(c.Claim.Value.Who)), StringComparer.Ordinal)
            .Select(g => g.OrderBy(c => c.Claim.Status == ClaimStatus.Preliminary).ThenByDescending(c => Number(c)).ThenBy(c => c.Id, StringComparer.Ordinal).First())
            .OrderByDescending(Number).ThenBy(c => c.Id, StringComparer.Ordinal).ToList();
        var everybody = groups.Find(c => Group(c.Claim.Value.Who).Length == 0);
        var sum = groups.Sum(c => (long)Number(c));
        if (everybody is not null && groups.All(c => Number(c) <= Number(everybody)))
            return Of(everybody);
        if (groups.Count == 1 || groups.Any(c => 2L * Number(c) == sum) || groups.Any(IsPartOfLargest(groups[0])))
            return Of(groups[0]);
        return new Toll(
            Sum(groups, v => v.Low ?? v.N), Sum(groups, v => v.N), Sum(groups, v => v.High ?? v.N), groups.Any(c => c.Claim.Value.Approximate), [.. groups]);
    }

    /// <summary>"12 soldiers" with "two of the soldiers": a group whose words hold all words of a larger one is part of it.</summary>
    private static Func<IncidentClaim, bool> IsPartOfLargest(IncidentClaim largest)
    {
        var whole = Group(largest.Claim.Value.Who);
        return c => !ReferenceEquals(c, largest) && whole.Length > 0 && whole.All(Group(c.Claim.Value.Who).Contains);
    }

    private static int Number(IncidentClaim c) => (c.Claim.Value.N ?? c.Claim.Value.Low ?? c.Claim.Value.High) ?? 0;

    private static Toll Of(IncidentClaim c)
    {
        var v = c.Claim.Value;
        return new Toll(v.Low ?? v.N, v.N, v.High ?? v.N, v.Approximate, [c]);
    }

    private static int? Sum(List<IncidentClaim> claims, Func<ClaimValue, int?> part)
    {
        var sum = 0L;
        foreach (var claim in claims)
        {
            if (part(claim.Claim.Value) is not { } n)
                return null;
            sum += n;
        }
        return (int)Math.Min(sum, int.MaxValue);
    }
}
