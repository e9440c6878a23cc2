using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Data;

namespace Crosscheck.Incidents;

/// <summary>What was hit, where accounts differ: one side calls it armed and another civilian, or somebody denies that it was hit.</summary>
internal static class TargetDiscrepancies
{
    public static IEnumerable<IncidentDiscrepancy> Find(ImmutableArray<IncidentClaim> claims)
    {
        var told = claims.Where(c => c.Claim.Attribute == ClaimAttribute.Target && c.Claim.Value.Text is { Length: > 0 }).ToList();
        if (Denials.Find(claims, ClaimAttribute.Target) is { } denied)
            yield return denied;
        else if (ArmedOrCivilian([.. told.Where(c => c.Standing)]) is { } kinds)
            yield return kinds;
    }

    /// <summary>Two kinds differ where no speaker tells both: who tells of soldiers and of children tells of who was there.</summary>
    private static IncidentDiscrepancy? ArmedOrCivilian(List<IncidentClaim> told)
    {
        var kinds = told.ToLookup(c => TargetKinds.Of(c.Claim.Value.Text!));
        var (armed, civilian) = (kinds["armed"].ToList(), kinds["civilian"].ToList());
        if (armed.Count == 0 || civilian.Count == 0 || armed.Select(c => c.Speaker).Intersect(civilian.Select(c => c.Speaker), StringComparer.Ordinal).Any())
            return null;
        return new IncidentDiscrepancy(ClaimAttribute.Target, "attribution",
            [DiscrepancyFinder.Describe(armed, armed[0].Claim.Value), DiscrepancyFinder.Describe(civilian, civilian[0].Claim.Value)], "contradiction");
    }
}

/// <summary>What one source asserts and another denies, in words that mean one thing.</summary>
internal static class Denials
{
    /// <summary>Who denies a whole account in one sentence ("denied that the bus in Gao carried fighters") denies neither its place nor its target.</summary>
    public static IncidentDiscrepancy? Find(ImmutableArray<IncidentClaim> claims, ClaimAttribute attribute)
    {
        var denied = claims.Where(c => c.Claim.Status == ClaimStatus.Denied).ToLookup(c => (c.Document, c.Speaker));
        var told = claims.Where(c => c.Claim.Attribute == attribute && c.Claim.Value.Text is { Length: > 0 }).ToList();
        var denials = told.Where(c => c.Claim.Status == ClaimStatus.Denied && denied[(c.Document, c.Speaker)].All(d => d.Claim.Attribute == attribute)).ToList();
        var asserted = told.Where(c => c.Standing && denials.Exists(d => d.Speaker != c.Speaker && Names.Similar(d.Claim.Value.Text, c.Claim.Value.Text))).ToList();
        if (asserted.Count == 0)
            return null;
        var against = denials.Where(d => asserted.Exists(a => Names.Similar(d.Claim.Value.Text, a.Claim.Value.Text))).ToList();
        return new IncidentDiscrepancy(attribute, "denial",
            [DiscrepancyFinder.Describe(asserted, asserted[0].Claim.Value), DiscrepancyFinder.Describe(against, new ClaimValue { Text = "not " + against[0].Claim.Value.Text })], "contradiction");
    }
}

/// <summary>Whether the words for a target make it armed or civilian (lexicons/target-kinds.tsv).</summary>
public static class TargetKinds
{
    private static readonly Lazy<Dictionary<string, string>> Words = new(() => DataFile.Rows("lexicons/target-kinds.tsv").ToDictionary(r => r[0], r => r[1], StringComparer.Ordinal));

    /// <summary>"armed" or "civilian"; empty where the words name neither or both.</summary>
    public static string Of(string words)
    {
        var found = "";
        foreach (var word in Names.Words(words))
        {
            if (!Words.Value.TryGetValue(word, out var kind) || kind == found)
                continue;
            if (found.Length > 0)
                return "";
            found = kind;
        }
        return found;
    }
}
