using System.Collections.Immutable;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>One value of one attribute from one source, with every place in the text that states it; the best stated first.</summary>
internal sealed record ClaimGroup(ClaimAttribution Attribution, ImmutableArray<ClaimCandidate> Mentions)
{
    public ClaimCandidate Best => Mentions[0];
    public ClaimAttribute Attribute => Mentions[0].Attribute;

    /// <summary>Puts candidates that say the same from the same source together, in the order of their first words.</summary>
    public static ImmutableArray<ClaimGroup> Of(ImmutableArray<ClaimCandidate> candidates, Func<ClaimCandidate, ClaimAttribution> attribute)
    {
        var groups = new List<(ClaimAttribution Attribution, List<ClaimCandidate> Mentions)>();
        foreach (var proposed in candidates)
        {
            var attribution = attribute(proposed);
            var candidate = proposed with { Attribution = attribution };
            var twin = groups.FindIndex(g => g.Mentions[0].Attribute == candidate.Attribute
                && Same(g.Mentions[0].Value, candidate.Value)
                && SameSource(g.Attribution.Source, attribution.Source));
            if (twin < 0)
            {
                groups.Add((attribution, [candidate]));
                continue;
            }
            var (_, mentions) = groups[twin];
            mentions.Add(candidate);
            // The best stated mention speaks for the group, with its own words for the source.
            if (candidate.Score > mentions[0].Score)
            {
                (mentions[0], mentions[^1]) = (candidate, mentions[0]);
                groups[twin] = (attribution, mentions);
            }
        }
        return [.. groups.Select(g => new ClaimGroup(g.Attribution, [.. g.Mentions]))];
    }

    private static bool SameSource(Source a, Source b) => (a.Name.Length == 0) == (b.Name.Length == 0) && SameValue.Words(a.Name, b.Name);

    private static bool Same(ClaimValue a, ClaimValue b) =>
        SameValue.Holds(a, b) && (a.Text is not null || string.IsNullOrEmpty(a.Who) || string.IsNullOrEmpty(b.Who) || SameValue.Words(a.Who, b.Who) || (a.N ?? a.Low) > 3);

    /// <summary>From the first word of the first mention to the last of it: where the text first says so.</summary>
    public TokenRange First => Mentions.MinBy(m => m.Tokens.First)!.Tokens;
}
