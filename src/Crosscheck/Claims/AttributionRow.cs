using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>
/// The numbers by which boosted trees choose among the candidates that the linear ranking has scored: its own score
/// and rank, where the candidate stands, and how the whole text attributes.
/// </summary>
internal sealed class AttributionRow(SourceScan scan, SourceNames names, SourcePaths paths)
{
    public const int Count = 53;
    private readonly Dictionary<string, int> _cited = Cited(scan, names);
    private readonly float _density = Density(scan);

    /// <summary>Fills in what is the same for all candidates of a claim.</summary>
    public void Begin(ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates, Span<float> row)
    {
        row.Clear();
        Claim(claim, candidates, row[8..]);
    }

    /// <summary>Fills in the rest of one candidate's row. <paramref name="scores"/> are the linear scores of all.</summary>
    public void Fill(ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates, ReadOnlySpan<float> scores, int index, Span<float> row)
    {
        var candidate = candidates[index];
        row[22..48].Clear();
        row[48..].Fill(-1);
        Ranks(scores, index, row);
        if (candidate.Phrase is { } phrase)
        {
            Source(candidate, phrase, row[22..]);
            Relation(claim, candidate, phrase, row[34..]);
            Carried(claim, candidate, row[48..]);
        }
    }

    private static void Ranks(ReadOnlySpan<float> scores, int index, Span<float> row)
    {
        float best = float.NegativeInfinity, sum = 0;
        var rank = 0;
        for (var k = 0; k < scores.Length; k++)
        {
            if (k != index)
                best = MathF.Max(best, scores[k]);
            rank += scores[k] > scores[index] ? 1 : 0;
            sum += MathF.Exp(scores[k] - scores[index]);
        }
        row[0] = scores[index];
        row[1] = scores.Length > 1 ? scores[index] - best : 9;
        row[2] = rank;
        row[3] = 1 / sum;
        row[4] = scores[index] - scores[0];
        row[5] = scores.Length;
        row[6] = index == 0 ? 1 : 0;
    }

    private void Claim(ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates, Span<float> row)
    {
        var number = scan.Text.SentenceOf(claim.Tokens.First);
        var sentence = scan.Text.Sentences[number];
        int linked = 0, holding = 0;
        foreach (var candidate in candidates)
        {
            linked += candidate is { Distance: 0, Link: not null } ? 1 : 0;
            holding += candidate is { Distance: 0, Link: { } link } && scan.ContentOf(link).Contains(claim.Tokens) ? 1 : 0;
        }
        row[0] = (float)claim.Attribute;
        row[1] = Math.Min(number, 12);
        row[2] = sentence.Paragraph == 0 ? 1 : 0;
        row[3] = linked;
        row[4] = holding;
        row[5] = scan.Quotes[claim.Tokens.First] > 0 ? 1 : 0;
        row[6] = AttributionFeatures.Mode(scan, number);
        row[7] = AttributionFeatures.Opening(scan, number);
        row[8] = _density;
        row[9] = (claim.Tokens.First - sentence.First) / (float)Math.Max(1, sentence.Tokens.Length);
        row[10] = sentence.Tokens.Length;
        row[11] = number > 0 && scan.Text.Sentences[number - 1].Paragraph == sentence.Paragraph ? 1 : 0;
        row[12] = number > 0 ? scan.LinksOf(number - 1).Length : -1;
        row[13] = number + 1 < scan.Text.Sentences.Length ? scan.LinksOf(number + 1).Length : -1;
    }

    private void Source(SourceCandidate candidate, Phrase phrase, Span<float> row)
    {
        row[0] = phrase.IsPronoun ? 1 : 0;
        row[1] = phrase.HasName ? 1 : 0;
        row[2] = phrase.Noun is { } noun ? 1 + (float)noun.Form : 0;
        row[3] = phrase.Noun is { Unnamed: true } ? 1 : 0;
        row[4] = phrase.Actor is { } actor ? 1 + (float)actor.Kind : 0;
        row[5] = phrase.IsPlace ? 1 : 0;
        row[6] = phrase.Extent - phrase.First;
        row[7] = _cited.GetValueOrDefault(names.Resolve(phrase).Text);
        row[8] = candidate.Link is { } link ? 1 + (float)link.Entry.Kind : 0;
        row[9] = candidate.Link is { } order ? 1 + (float)order.Order : 0;
        row[10] = ReferenceEquals(candidate.Link, scan.Lead) ? 1 : 0;
        row[11] = candidate.Link?.Hearer is null ? 0 : 1;
    }

    private void Relation(ClaimSpan claim, SourceCandidate candidate, Phrase phrase, Span<float> row)
    {
        var number = scan.Text.SentenceOf(claim.Tokens.First);
        row[0] = candidate.Distance;
        row[1] = candidate.Link is { } link && candidate.Distance == 0 ? scan.ContentOf(link).Contains(claim.Tokens) ? 2 : 1 : 0;
        row[2] = candidate.Distance == 0 ? phrase.First - claim.Tokens.First : 0;
        row[3] = phrase.Tokens.Overlaps(claim.Tokens) ? 1 : 0;
        row[4] = candidate.Distance == 0 ? AttributionFeatures.Between(scan, claim.Tokens, phrase.Tokens) : -1;
        row[5] = candidate.Link is { } l ? scan.Text.Sentences[l.Sentence].Paragraph - scan.Text.Sentences[number].Paragraph : 0;
        row[6] = candidate.Distance == 0 ? AttributionFeatures.OtherLinks(scan, claim.Tokens, phrase.Tokens, candidate.Link) : 0;
        row[7] = AttributionFeatures.Follows(scan, names, number, phrase);
        row[8] = scan.Quotes[phrase.First] > 0 ? 1 : 0;
        row[9] = phrase.First > 0 ? (float)scan.Words.Class[phrase.First - 1] : -1;
        (row[11], row[12]) = candidate.Distance == 0 ? paths.Numbers(claim, phrase) : (-1, -1);
        row[10] = phrase.Extent < scan.Words.Count ? (float)scan.Words.Class[phrase.Extent] : -1;
    }

    /// <summary>A source of another sentence: does that sentence point back here ("So the ministry reported."), or share a quotation with the claim?</summary>
    private void Carried(ClaimSpan claim, SourceCandidate candidate, Span<float> row)
    {
        if (candidate.Link is not { } link)
            return;
        var there = scan.Text.Sentences[link.Sentence];
        row[0] = scan.ContentOf(link).Length;
        row[1] = there.Tokens.Length;
        if (candidate.Distance == 0)
            return;
        row[2] = AttributionFeatures.PointsBack(scan, link.Sentence) ? 1 : 0;
        row[3] = AttributionFeatures.SameQuote(scan, claim, there);
        row[4] = (float)scan.Words.Class[there.First];
    }

    /// <summary>How often each source is cited by a cue in the whole text.</summary>
    private static Dictionary<string, int> Cited(SourceScan scan, SourceNames names)
    {
        var cited = new Dictionary<string, int>();
        foreach (var link in scan.Links)
        {
            if (link.Source is not { } source)
                continue;
            var name = names.Resolve(source).Text;
            cited[name] = cited.GetValueOrDefault(name) + 1;
        }
        return cited;
    }

    /// <summary>The share of sentences with a cited source.</summary>
    private static float Density(SourceScan scan)
    {
        var linked = 0;
        for (var s = 0; s < scan.Text.Sentences.Length; s++)
            linked += scan.LinksOf(s).Length > 0 ? 1 : 0;
        return linked / (float)Math.Max(1, scan.Text.Sentences.Length);
    }
}
