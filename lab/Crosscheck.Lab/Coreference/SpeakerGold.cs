using Crosscheck.Claims;
using Crosscheck.Lab.Attributions;
using Crosscheck.Text;

namespace Crosscheck.Lab.Coreference;

/// <summary>A place where a gold report cites a source: the words that stand there and who that is.</summary>
internal sealed record CitedSpeaker(string Words, TextSpan Span, string Source, bool Told)
{
    /// <summary>"pronoun", "noun" or "name" (told before) where the words there are not the source's own; "" where they are.</summary>
    public string Kind
    {
        get
        {
            var word = Words.Split(' ')[0].ToLowerInvariant();
            if (word is "he" or "she" or "it" or "they" or "him" or "her" or "his" or "its" or "their" or "them")
                return "pronoun";
            if (!NameMatch.Similar(Words, Source))
                return "noun";
            return Told && Source.Split(' ').Length > Words.Split(' ').Length + 1 && char.IsUpper(Words[0]) ? "name" : "";
        }
    }
}

/// <summary>The cited speakers of a gold report, each once.</summary>
internal static class SpeakerGold
{
    public static IEnumerable<CitedSpeaker> Of(GoldReport report) =>
        report.Incidents.SelectMany(i => i.Claims)
            .Where(c => c.Source.Length > 0 && c.SourceSpan is { Length: > 0 } && c.SourceAt is not null)
            .Select(c => new CitedSpeaker(c.SourceSpan!, new TextSpan(c.SourceAt!.Value, c.SourceAt.Value + c.SourceSpan!.Length), c.Source, IsTold(report.Document.Body, c)))
            .DistinctBy(c => (c.Span, c.Source))
            .Where(c => c.Span.End <= report.Document.Body.Length)
            .OrderBy(c => c.Span.Start);

    /// <summary>Whether the last word of what cites the source stands in the text before.</summary>
    private static bool IsTold(string body, GoldClaim claim)
    {
        var word = claim.SourceSpan!.Split(' ')[^1];
        var at = body.IndexOf(word, StringComparison.Ordinal);
        return at >= 0 && at < claim.SourceAt;
    }
}
