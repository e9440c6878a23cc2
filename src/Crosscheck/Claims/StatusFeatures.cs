using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>The features of a claim's status: the words around it, its cue and the hedges of its sentence.</summary>
internal static class StatusFeatures
{
    public static void Fill(SourceScan scan, ClaimSpan claim, SourceCandidate candidate, FeatureBag bag)
    {
        var words = scan.Words;
        var sentence = scan.Text.Sentences[scan.Text.SentenceOf(claim.Tokens.First)];
        var attribute = (uint)claim.Attribute;
        bag.Add(101);
        bag.Add(102, attribute);
        bag.Add(103, candidate.Phrase is null ? 0u : 1u, attribute);
        var last = Math.Min(sentence.End, claim.Tokens.First + AttributionFeatures.Furthest);
        for (var t = Math.Max(sentence.First, claim.Tokens.First - AttributionFeatures.Furthest); t < last; t++)
        {
            bag.Add(104, words.Lower[t]);
            bag.Add(105, words.Lower[t], attribute);
            if (t + 1 < sentence.End)
                bag.Add(106, words.Lower[t], words.Lower[t + 1]);
        }
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
        if (candidate.Link is not { } link)
            return;
        bag.Add(112, link.Entry.Hash);
        bag.Add(113, link.Entry.Hash, attribute);
        bag.Add(114, Feature.Hash(link.Entry.Status));
        bag.Add(115, Feature.Hash(link.Entry.Status), attribute);
        if (link.Cue.First > 0)
            bag.Add(116, words.Lower[link.Cue.First - 1], link.Entry.Hash);
    }
}
