using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>The features of a claim's status: the words around it, its cue and the hedges of its sentence.</summary>
internal static class StatusFeatures
{
    /// <summary>The most words of a sentence that are looked at together.</summary>
    private const int Most = 300;

    /// <summary>The claim's sentence, or of a sentence without end the piece that the claim begins in.</summary>
    public static TokenRange Window(SourceScan scan, ClaimSpan claim)
    {
        var sentence = scan.Text.Sentences[scan.Text.SentenceOf(claim.Tokens.First)];
        var first = sentence.First + (claim.Tokens.First - sentence.First) / Most * Most;
        return new TokenRange(first, Math.Min(sentence.End, first + Most));
    }

    /// <summary>The words of the sentence.</summary>
    public static void Fixed(SourceScan scan, TokenRange window, FeatureBag bag)
    {
        var words = scan.Words;
        bag.Add(101);
        for (var t = window.First; t < window.End; t++)
        {
            bag.Add(104, words.Lower[t]);
            if (t + 1 < window.End)
                bag.Add(106, words.Lower[t], words.Lower[t + 1]);
        }
    }

    /// <summary>What stands around the claim, and its source's cue.</summary>
    public static void Fill(SourceScan scan, SourcePaths paths, ClaimSpan claim, SourceCandidate candidate, FeatureBag bag)
    {
        var words = scan.Words;
        var sentence = scan.Text.Sentences[scan.Text.SentenceOf(claim.Tokens.First)];
        var attribute = (uint)claim.Attribute;
        bag.Add(102, attribute);
        bag.Add(103, candidate.Phrase is null ? 0u : 1u, attribute);
        for (var t = Math.Max(sentence.First, claim.Tokens.First - 5); t < claim.Tokens.First; t++)
        {
            bag.Add(107, words.Lower[t]);
            bag.Add(108, words.Lower[t], (uint)(claim.Tokens.First - t));
        }
        for (var t = claim.Tokens.First; t < Math.Min(claim.Tokens.End, sentence.End); t++)
            bag.Add(109, words.Lower[t]);
        for (var t = claim.Tokens.End; t < Math.Min(sentence.End, claim.Tokens.End + 5); t++)
        {
            bag.Add(110, words.Lower[t]);
            bag.Add(111, words.Lower[t], (uint)(t - claim.Tokens.End));
        }
        Hedges(scan, paths, claim, sentence, bag);
        Links(scan, claim, bag);
        if (candidate.Link is not { } link)
            return;
        var holds = candidate.Distance != 0 ? 2u : scan.ContentOf(link).Contains(claim.Tokens) ? 1u : 0u;
        bag.Add(117, Feature.Hash(link.Entry.Status), holds);
        bag.Add(118, link.Entry.Hash, holds);
        bag.Add(112, link.Entry.Hash);
        bag.Add(113, link.Entry.Hash, attribute);
        bag.Add(114, Feature.Hash(link.Entry.Status));
        bag.Add(115, Feature.Hash(link.Entry.Status), attribute);
        if (link.Cue.First > 0)
            bag.Add(116, words.Lower[link.Cue.First - 1], link.Entry.Hash);
    }

    /// <summary>The hedges of the sentence by how they stand to the claim.</summary>
    private static void Hedges(SourceScan scan, SourcePaths paths, ClaimSpan claim, Sentence sentence, FeatureBag bag)
    {
        var attribute = (uint)claim.Attribute;
        uint kinds = 0, near = 0;
        foreach (var (tokens, entry) in scan.Hedges.Near(sentence, claim.Tokens.First))
        {
            var standing = claim.Tokens.Overlaps(tokens) ? 8u : claim.Tokens.First - tokens.End is >= 0 and <= 1 ? 7u : paths.Standing(claim, tokens.First);
            var gap = tokens.First < claim.Tokens.First ? claim.Tokens.First - tokens.End : tokens.First - claim.Tokens.End;
            var distance = (gap < 3 ? 0u : gap < 7 ? 1u : gap < 14 ? 2u : 3u) * 2 + (tokens.First < claim.Tokens.First ? 1u : 0u);
            var kind = (uint)entry.Kind;
            bag.Add(120, entry.Hash, standing);
            bag.Add(121, entry.Hash, distance);
            bag.Add(122, kind, standing, attribute);
            bag.Add(123, kind, standing);
            bag.Add(124, kind, distance, AttributionFeatures.Between(scan, claim.Tokens, tokens));
            bag.Add(125, kind, distance, standing);
            kinds |= 1u << (int)kind;
            near |= standing is 1 or 3 or 4 or 7 or 8 ? 1u << (int)kind : 0;
        }
        bag.Add(126, kinds);
        bag.Add(127, near);
        bag.Add(128, near, attribute);
    }

    /// <summary>The cues of the sentence and whether they hold the claim.</summary>
    private static void Links(SourceScan scan, ClaimSpan claim, FeatureBag bag)
    {
        foreach (var link in scan.LinksNear(scan.Text.SentenceOf(claim.Tokens.First), claim.Tokens.First))
        {
            var holds = scan.ContentOf(link).Contains(claim.Tokens) ? 1u : 0u;
            bag.Add(129, Feature.Hash(link.Entry.Status), holds);
            bag.Add(130, link.Entry.Hash, holds);
        }
    }
}
