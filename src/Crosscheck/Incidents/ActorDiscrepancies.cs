using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>Who did it, where accounts differ: two actors that are not one, or an accused who denies it.</summary>
internal static class ActorDiscrepancies
{
    private sealed record Told(IncidentClaim Claim, ActorIdentity Actor);

    public static IEnumerable<IncidentDiscrepancy> Find(ImmutableArray<IncidentClaim> claims)
    {
        var accused = Of(claims, ClaimAttribute.Perpetrator);
        var claimed = Of(claims, ClaimAttribute.Responsibility);
        // "Hezbollah denied it" stands under responsibility, and is a word against those who accuse Hezbollah.
        var denials = accused.Concat(claimed).Where(t => t.Claim.Claim.Status == ClaimStatus.Denied).ToList();
        if (Differ(Asserted(accused), denials, ClaimAttribute.Perpetrator) is { } perpetrator)
            yield return perpetrator;
        else if (HowMany(claims) is { } number)
            yield return number;
        if (Differ(Asserted(claimed), [.. denials.Where(t => t.Claim.Claim.Attribute == ClaimAttribute.Responsibility)], ClaimAttribute.Responsibility) is { } responsibility)
            yield return responsibility;
    }

    /// <summary>"Two of its fighters" against "three attackers": how many they were.</summary>
    private static IncidentDiscrepancy? HowMany(ImmutableArray<IncidentClaim> claims)
    {
        var counted = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Perpetrator && c.Standing)
            .Select(c => (Claim: c, Number: AttackerCount.Of(c.Claim.Value.Text ?? ""))).Where(c => c.Number > 0)
            .GroupBy(c => c.Number).OrderBy(g => g.Key).ToList();
        if (counted.Count < 2)
            return null;
        return new IncidentDiscrepancy(ClaimAttribute.Perpetrator, "number",
            [.. counted.Select(g => DiscrepancyFinder.Describe([.. g.Select(c => c.Claim)], new ClaimValue { Low = g.Key, N = g.Key, High = g.Key, Who = g.First().Claim.Claim.Value.Text }))], "contradiction");
    }

    private static List<Told> Of(ImmutableArray<IncidentClaim> claims, ClaimAttribute attribute) =>
        [.. claims.Where(c => c.Claim.Attribute == attribute && c.Claim.Value.Text != "none" && !c.Claim.Status.Equals(ClaimStatus.Unknown))
            .Select(c => new Told(c, ActorIdentity.Of(c.Claim.Value.Text))).Where(t => t.Actor.Named)];

    private static List<Told> Asserted(List<Told> told) =>
        [.. told.Where(t => t.Claim.Claim.Status is ClaimStatus.Asserted or ClaimStatus.Confirmed or ClaimStatus.Preliminary)];

    private static IncidentDiscrepancy? Differ(List<Told> asserted, List<Told> denials, ClaimAttribute attribute)
    {
        var groups = Grouped(asserted);
        var contested = denials.Where(d => asserted.Exists(a => a.Actor.Agrees(d.Actor))).Select(d => d.Claim).ToList();
        var apart = Apart(groups);
        if (!apart && contested.Count == 0)
            return null;
        var positions = groups.Select(g => DiscrepancyFinder.Describe([.. g.Select(t => t.Claim)], g[0].Claim.Claim.Value)).ToList();
        if (contested.Count > 0)
            positions.Add(DiscrepancyFinder.Describe(contested, new ClaimValue { Text = "not " + contested[0].Claim.Value.Text }));
        return new IncidentDiscrepancy(attribute, contested.Count > 0 ? "denial" : "attribution", [.. positions], "contradiction");
    }

    /// <summary>Two groups differ when no speaker stands for both: one who names a group and its man tells one story.</summary>
    private static bool Apart(List<List<Told>> groups)
    {
        for (var i = 0; i < groups.Count; i++)
        {
            var speakers = groups[i].Select(t => t.Claim.Speaker).ToHashSet(StringComparer.Ordinal);
            for (var j = i + 1; j < groups.Count; j++)
            {
                if (groups[j].TrueForAll(t => !speakers.Contains(t.Claim.Speaker)))
                    return true;
            }
        }
        return false;
    }

    private static List<List<Told>> Grouped(List<Told> told)
    {
        var edges = new List<(int, int)>();
        for (var i = 0; i < told.Count; i++)
        {
            for (var j = i + 1; j < told.Count; j++)
            {
                if (told[i].Actor.Agrees(told[j].Actor))
                    edges.Add((i, j));
            }
        }
        return [.. Components.Of(told.Count, edges).Select(c => c.Select(i => told[i]).ToList())];
    }
}

/// <summary>How many attackers a perpetrator's words count.</summary>
internal static class AttackerCount
{
    private static readonly string[] Numbers = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>"Two of its fighters" 2, "300 Maoists" 300; 0 where no count begins the words. Ages are none.</summary>
    public static int Of(string words)
    {
        var parts = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A lone gunman is often just how a sentence speaks of them; a count begins at two.
        if (parts.Length < 2)
            return 0;
        var first = parts[0].ToLowerInvariant();
        if (Array.IndexOf(Numbers, first) is > 0 and var n)
            return n + 1;
        return int.TryParse(first, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : 0;
    }
}
