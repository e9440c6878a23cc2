using System.Collections.Immutable;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>Through whom the report has what a source says: "told Reuters", "on Twitter", "quoted by the agency".</summary>
internal static class SourceRelays
{
    public static ImmutableArray<string> Of(SourceScan scan, SourceCandidate candidate, ClaimSpan claim)
    {
        if (candidate.Link is not { } link)
            return [];
        if (link.Hearer is { HasName: true } hearer)
            return [scan.Text.Words(hearer.Tokens)];
        var sentence = scan.Text.Sentences[link.Sentence];
        for (var t = sentence.First; t < sentence.End; t++)
        {
            if (scan.Words.IsAny(t, ["twitter", "facebook", "telegram", "instagram"]))
                return [scan.Text.Form(t).ToString()];
        }
        return [];
    }
}
