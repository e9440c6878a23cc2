using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Models;

namespace Crosscheck.Incidents;

/// <summary>
/// Which claims of one attribute go back to one utterance: one named speaker with one value; one relay's own words; the
/// same value in reports that are copies of each other, or in sentences that are.
/// </summary>
public static class Origins
{
    private const double CopiedReport = 0.5;
    private const double CopiedSentence = 0.6;

    /// <summary>Numbers the origins of the claims from 0 in their order.</summary>
    public static ImmutableArray<IncidentClaim> Number(ImmutableArray<IncidentClaim> claims, IReadOnlyDictionary<string, string> bodies)
    {
        var sketches = bodies.ToDictionary(b => b.Key, b => Sketch.Of(b.Value), StringComparer.Ordinal);
        var result = claims.ToBuilder();
        foreach (var attribute in Enum.GetValues<ClaimAttribute>())
        {
            var at = Enumerable.Range(0, claims.Length).Where(i => claims[i].Claim.Attribute == attribute).ToArray();
            var sentences = at.Select(i => SentenceOf(claims[i], bodies)).ToArray();
            var edges = new List<(int, int)>();
            for (var a = 0; a < at.Length; a++)
            {
                for (var b = a + 1; b < at.Length; b++)
                {
                    if (IsOneUtterance(claims[at[a]], claims[at[b]], sentences[a], sentences[b], sketches))
                        edges.Add((a, b));
                }
            }
            foreach (var (origin, n) in Components.Of(at.Length, edges).Select((o, n) => (o, n)))
            {
                foreach (var i in origin)
                    result[at[i]] = result[at[i]] with { Origin = n };
            }
        }
        return result.ToImmutable();
    }

    public static int Count(IEnumerable<IncidentClaim> claims) => claims.Select(c => (c.Claim.Attribute, c.Origin)).Distinct().Count();

    private static bool IsOneUtterance(IncidentClaim a, IncidentClaim b, ImmutableArray<uint> first, ImmutableArray<uint> second, Dictionary<string, ImmutableArray<uint>> sketches)
    {
        if (!SameValue(a.Claim.Value, b.Claim.Value))
            return false;
        if (a.Speaker == b.Speaker)
            return true;
        if (a.Document == b.Document)
            return false;
        return Sketch.Overlap(sketches[a.Document], sketches[b.Document]) >= CopiedReport
            || Sketch.Overlap(first, second) >= CopiedSentence;
    }

    private static bool SameValue(ClaimValue a, ClaimValue b) =>
        a.Text is null && b.Text is null ? a.N == b.N && a.Low == b.Low && a.High == b.High : Names.Similar(a.Text, b.Text);

    private static ImmutableArray<uint> SentenceOf(IncidentClaim claim, IReadOnlyDictionary<string, string> bodies)
    {
        var body = bodies[claim.Document];
        var e = claim.Claim.Evidence;
        if (e.Start < 0 || e.Start >= e.End || e.End > body.Length)
            return [];
        var start = body.LastIndexOfAny(['.', '\n'], e.Start);
        var end = body.IndexOfAny(['.', '\n'], e.End);
        return Sketch.Words(body, start + 1, end < 0 ? body.Length : end, run: 2);
    }
}

/// <summary>Bottom-k sketches of runs of words (Broder 1997): how much two texts have in common, from a fixed number of hashes.</summary>
public static class Sketch
{
    private const int Size = 96;
    private const int Run = 5;

    public static ImmutableArray<uint> Of(string text) => Words(text, 0, Math.Min(text.Length, 30_000), Run);

    /// <summary>The smallest hashes of runs of words of text[start..end), ascending.</summary>
    public static ImmutableArray<uint> Words(string text, int start, int end, int run)
    {
        var hashes = new List<uint>();
        var recent = new Queue<uint>();
        var from = -1;
        for (var i = start; i <= end; i++)
        {
            var letter = i < end && char.IsLetterOrDigit(text[i]);
            if (letter && from < 0)
                from = i;
            if (letter || from < 0)
                continue;
            recent.Enqueue(Feature.Hash(WordCounts.Fold(text.AsSpan(from, i - from))));
            from = -1;
            if (recent.Count > run)
                recent.Dequeue();
            if (recent.Count == run)
                hashes.Add(recent.Aggregate(17u, (h, w) => Feature.Of(1, h, w)));
        }
        hashes.Sort();
        return [.. hashes.Distinct().Take(Size)];
    }

    /// <summary>The share of the smaller sketch that the other holds, 0..1, over the hashes that both could hold.</summary>
    public static double Overlap(ImmutableArray<uint> a, ImmutableArray<uint> b)
    {
        if (a.IsEmpty || b.IsEmpty)
            return 0;
        // Only below the smaller of the two largest kept hashes is absence known.
        var limit = Math.Min(a.Length < Size ? uint.MaxValue : a[^1], b.Length < Size ? uint.MaxValue : b[^1]);
        var shared = Names.Shared(a, b);
        var possible = Math.Min(a.Count(h => h <= limit), b.Count(h => h <= limit));
        return possible < 3 ? 0 : (double)shared / possible;
    }
}
