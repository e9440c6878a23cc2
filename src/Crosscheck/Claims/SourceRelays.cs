using System.Collections.Immutable;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>Through whom the report has what a source says: "told Reuters", "on Twitter", "quoted by the agency".</summary>
internal static class SourceRelays
{
    public static ImmutableArray<string> Of(SourceScan scan, SourceCandidate candidate)
    {
        if (candidate.Link is not { } link)
            return [];
        if (link.Hearer is { HasName: true } hearer)
            return [scan.Text.Words(hearer.Tokens)];
        if (candidate.Phrase is { } cited && Citing(scan, link.Sentence, cited) is { } outlet)
            return [scan.Text.Words(new Text.TokenRange(outlet.First, outlet.End))];
        if (Signature(scan, link)?.Source is { } signer)
            return [scan.Text.Words(new Text.TokenRange(signer.First, signer.End))];
        var sentence = scan.Text.Sentences[link.Sentence];
        for (var t = sentence.First; t < sentence.End; t++)
        {
            if (scan.Words.IsAny(t, ["twitter", "facebook", "telegram", "instagram"]))
                return [scan.Text.Form(t).ToString()];
        }
        return [];
    }

    /// <summary>"Reuters reported, citing the officials": who cites, where a word of citing stands right before the phrase.</summary>
    private static Phrase? Citing(SourceScan scan, int sentence, Phrase cited)
    {
        var first = scan.Text.Sentences[sentence].First;
        for (var t = cited.First; t >= Math.Max(first, cited.First - 3); t--)
        {
            if (!scan.Words.IsAny(t, ["citing", "quoting"]))
                continue;
            Phrase? nearest = null;
            foreach (var link in scan.LinksNear(sentence, 0))
            {
                if (link.Sentence == sentence && link.Cue.End <= t && link.Source is { HasName: true } source && source.First != cited.First)
                    nearest = source;
            }
            return nearest;
        }
        return null;
    }

    /// <summary>Who signed the post whose first words name a speaker: "Ministry of Defence: ... — Lucy Fisher".</summary>
    internal static SourceLink? Signature(SourceScan scan, SourceLink prefix)
    {
        if (!ReferenceEquals(prefix.Entry, SpeakerLines.Prefix))
            return null;
        var paragraph = scan.Text.Sentences[prefix.Sentence].Paragraph;
        for (var s = prefix.Sentence; s < Math.Min(scan.Text.Sentences.Length, prefix.Sentence + 8) && scan.Text.Sentences[s].Paragraph == paragraph; s++)
        {
            foreach (var link in scan.LinksNear(s, 0))
            {
                if (ReferenceEquals(link.Entry, SpeakerLines.Signature))
                    return link;
            }
        }
        return null;
    }
}
