using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>The features of one candidate source of one claim.</summary>
internal static class AttributionFeatures
{
    /// <summary>The most tokens that are looked at in one direction.</summary>
    internal const int Furthest = 150;

    /// <summary>What does not depend on the claim but on its sentence alone: filled once a sentence.</summary>
    public static void Fixed(SourceScan scan, SourceNames names, int sentence, SourceCandidate candidate, FeatureBag bag)
    {
        if (candidate.Phrase is null)
            OwnVoice(scan, sentence, bag);
        else if (candidate.Distance == 0)
            SameSentence(scan, sentence, candidate, candidate.Phrase, bag);
        else
            Elsewhere(scan, names, sentence, candidate, candidate.Phrase, bag);
    }

    /// <summary>What depends on the claim.</summary>
    public static void Fill(SourceScan scan, SourcePaths paths, ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates, int index, FeatureBag bag)
    {
        var candidate = candidates[index];
        if (candidate.Phrase is null)
        {
            OwnVoice(scan, claim, candidates, bag);
            paths.OwnVoice(claim, bag);
        }
        else if (candidate.Distance == 0)
        {
            SameSentence(scan, claim, candidate, candidate.Phrase, bag);
            paths.Source(claim, candidate.Phrase, candidate.Link is null ? 0u : 1u, bag);
        }
        else
        {
            Elsewhere(scan, claim, candidate, bag);
        }
    }

    private static void OwnVoice(SourceScan scan, int number, FeatureBag bag)
    {
        var linked = Linked(scan, number, scan.Text.Sentences[number].First);
        var sentence = scan.Text.Sentences[number];
        bag.Add(1);
        bag.Add(3, linked);
        bag.Add(8, (uint)Math.Min(number, 4), linked);
        bag.Add(9, (uint)Math.Min(number, 4));
        bag.Add(13, scan.Words.Lower[sentence.First], linked);
        bag.Add(14, Previous(scan, number), linked);
        bag.Add(17, Mode(scan, number), linked);
        bag.Add(18, Opening(scan, number), linked);
        var next = number + 1 < scan.Text.Sentences.Length ? scan.Text.Sentences[number + 1] : default;
        bag.Add(19, next.End > 0 ? scan.Words.Lower[next.First] : 1, linked);
    }

    /// <summary>The links of a sentence that name a source, three at most.</summary>
    private static uint Linked(SourceScan scan, int number, int token)
    {
        var linked = 0u;
        foreach (var link in scan.LinksNear(number, token))
            linked += link.Source is null ? 0u : 1u;
        return Math.Min(linked, 3);
    }

    private static void OwnVoice(SourceScan scan, ClaimSpan claim, IReadOnlyList<SourceCandidate> candidates, FeatureBag bag)
    {
        var number = scan.Text.SentenceOf(claim.Tokens.First);
        var attribute = (uint)claim.Attribute;
        var linked = Linked(scan, number, claim.Tokens.First);
        uint holding = 0;
        foreach (var link in scan.LinksNear(number, claim.Tokens.First))
        {
            var holds = scan.ContentOf(link).Contains(claim.Tokens) ? 1u : 0u;
            holding += holds;
            bag.Add(10, link.Entry.Hash, holds);
            bag.Add(11, (uint)link.Order, holds);
            bag.Add(12, link.Entry.Hash, (uint)link.Order, holds);
        }
        holding = Math.Min(holding, 2);
        var quoted = scan.Quotes[claim.Tokens.First] > 0 ? 1u : 0u;
        bag.Add(2, attribute);
        bag.Add(4, attribute, linked);
        bag.Add(5, holding, quoted);
        bag.Add(6, attribute, holding);
        bag.Add(7, quoted, linked);
        for (var t = Math.Max(scan.Text.Sentences[number].First, claim.Tokens.First - 3); t < claim.Tokens.First; t++)
            bag.Add(15, scan.Words.Lower[t]);
        bag.Add(16, (uint)Math.Min(candidates.Count, 12), linked);
    }

    /// <summary>How the sentence before is attributed, and whether it is in the same paragraph.</summary>
    private static uint Previous(SourceScan scan, int number)
    {
        if (number == 0)
            return 0;
        var links = scan.LinksNear(number - 1, scan.Words.Count);
        var same = scan.Text.Sentences[number - 1].Paragraph == scan.Text.Sentences[number].Paragraph ? 1u : 0u;
        var linked = 0u;
        foreach (var link in links)
        {
            if (link.Source is not null)
                linked = 1 + (uint)link.Order;
        }
        return 1 + same + 2 * linked;
    }

    private static void SameSentence(SourceScan scan, int number, SourceCandidate candidate, Phrase phrase, FeatureBag bag)
    {
        var words = scan.Words;
        var previous = phrase.First > 0 ? words.Lower[phrase.First - 1] : 1;
        var next = phrase.Extent < words.Count ? words.Lower[phrase.Extent] : 1;
        var linked = candidate.Link is null ? 0u : 1u;
        Noun(scan, phrase, 20, bag);
        bag.Add(33, previous, linked);
        bag.Add(34, next, linked);
        bag.Add(35, previous, next);
        Surroundings(scan, number, phrase, linked, bag);
    }

    private static void SameSentence(SourceScan scan, ClaimSpan claim, SourceCandidate candidate, Phrase phrase, FeatureBag bag)
    {
        var attribute = (uint)claim.Attribute;
        var between = Between(scan, claim.Tokens, phrase.Tokens);
        var side = phrase.First >= claim.Tokens.First ? 1u : 0u;
        var overlap = phrase.Tokens.Overlaps(claim.Tokens) ? 1u : 0u;
        var place = side + 2 * overlap;
        var linked = candidate.Link is null ? 0u : 1u;
        bag.Add(30, place, linked);
        bag.Add(31, place, linked, attribute);
        bag.Add(32, place, linked, between);
        bag.Add(36, linked, Form(phrase), place);
        bag.Add(37, linked, Form(phrase), attribute);
        bag.Add(38, linked, Math.Min(3, (uint)OtherLinks(scan, claim.Tokens, phrase.Tokens, candidate.Link)), place);
        bag.Add(39, linked, Gap(claim.Tokens, phrase.Tokens), place);
        bag.Add(40, linked, scan.Quotes[claim.Tokens.First] > 0 ? 1u : 0u, scan.Quotes[phrase.First] > 0 ? 1u : 0u);
        bag.Add(46, phrase.Actor is { } actor ? 1 + (uint)actor.Kind : 0, linked, attribute);
        if (VerbBehind(scan, phrase, scan.Text.SentenceOf(claim.Tokens.First)) is { } verb)
            bag.Add(49, scan.Words.Lower[verb], phrase.First > claim.Tokens.First ? 1u : 0u);
        if (candidate.Link is not { } link)
            return;
        var holds = scan.ContentOf(link).Contains(claim.Tokens) ? 1u : 0u;
        bag.Add(50, link.Entry.Hash, holds);
        bag.Add(51, (uint)link.Order, holds, place);
        bag.Add(52, link.Entry.Hash, (uint)link.Order, holds);
        bag.Add(53, (uint)link.Entry.Kind, (uint)link.Order + 8 * holds, attribute);
        bag.Add(54, (uint)link.Entry.Kind, holds, Form(phrase));
        bag.Add(55, (uint)link.Entry.Kind, holds, between);
        bag.Add(56, link.Hearer is null ? 0u : 1u, holds);
    }

    /// <summary>The words around a phrase: what it does in the sentence, cue or none.</summary>
    private static void Surroundings(SourceScan scan, int number, Phrase phrase, uint linked, FeatureBag bag)
    {
        var words = scan.Words;
        var sentence = scan.Text.Sentences[number];
        var previous = phrase.First > sentence.First ? words.Lower[phrase.First - 1] : 1;
        var previous2 = phrase.First > sentence.First + 1 ? words.Lower[phrase.First - 2] : 1;
        var next = phrase.Extent < sentence.End ? words.Lower[phrase.Extent] : 1;
        var next2 = phrase.Extent + 1 < sentence.End ? words.Lower[phrase.Extent + 1] : 1;
        var edge = (phrase.First <= sentence.First + 1 ? 1u : 0u) + (phrase.Extent >= sentence.End - 1 ? 2u : 0u);
        bag.Add(41, previous, edge);
        bag.Add(42, next, edge);
        bag.Add(43, previous2, previous);
        bag.Add(44, next, next2);
        bag.Add(45, edge, linked);
        bag.Add(47, phrase.IsPlace ? 1u : 0u, linked, edge);
        if (VerbBehind(scan, phrase, number) is { } verb)
            bag.Add(48, words.Lower[verb], linked);
    }

    /// <summary>The first verb among the five words behind a phrase.</summary>
    private static int? VerbBehind(SourceScan scan, Phrase phrase, int number)
    {
        for (var t = phrase.Extent; t < Math.Min(scan.Text.Sentences[number].End, phrase.Extent + 5); t++)
        {
            if (scan.Words.Class[t] == WordClass.Verb)
                return t;
        }
        return null;
    }

    private static void Elsewhere(SourceScan scan, SourceNames names, int number, SourceCandidate candidate, Phrase phrase, FeatureBag bag)
    {
        var here = scan.Text.Sentences[number];
        var link = candidate.Link!;
        var distance = (uint)(candidate.Distance + 1);
        var paragraph = here.Paragraph == scan.Text.Sentences[link.Sentence].Paragraph ? 1u : 0u;
        Noun(scan, phrase, 60, bag);
        bag.Add(70, distance, paragraph, (uint)Math.Min(2, scan.LinksOf(number).Length));
        bag.Add(73, link.Entry.Hash, distance, paragraph);
        bag.Add(74, (uint)link.Order, distance, paragraph);
        bag.Add(75, distance, Form(phrase), paragraph);
        bag.Add(76, scan.Words.Lower[here.First], distance);
        Carried(scan, names, number, candidate, phrase, bag);
    }

    private static void Elsewhere(SourceScan scan, ClaimSpan claim, SourceCandidate candidate, FeatureBag bag)
    {
        var number = scan.Text.SentenceOf(claim.Tokens.First);
        var here = scan.Text.Sentences[number];
        var link = candidate.Link!;
        var there = scan.Text.Sentences[link.Sentence];
        var distance = (uint)(candidate.Distance + 1);
        var paragraph = here.Paragraph == there.Paragraph ? 1u : 0u;
        var quote = scan.Quotes[claim.Tokens.First];
        var quoted = (quote > 0 ? 1u : 0u) + (here.First < scan.Words.Count && scan.Words.Class[here.First] == WordClass.Quote ? 2u : 0u);
        bag.Add(71, distance, paragraph, quoted);
        bag.Add(72, distance, paragraph, (uint)claim.Attribute);
        bag.Add(77, quoted, (uint)Math.Min(2, scan.LinksOf(number).Length), distance);
        bag.Add(78, (uint)link.Entry.Kind, quoted, distance);
        bag.Add(87, SameQuote(scan, claim, there), quote > 0 ? 1u : 0u, distance);
    }

    /// <summary>1 where a sentence holds words of the quotation that the claim stands in.</summary>
    internal static uint SameQuote(SourceScan scan, ClaimSpan claim, Sentence there)
    {
        var quote = scan.Quotes[claim.Tokens.First];
        for (var t = there.First; quote > 0 && t < Math.Min(there.End, there.First + Furthest); t++)
        {
            if (scan.Quotes[t] == quote)
                return 1;
        }
        return 0;
    }

    /// <summary>Is a sentence short and about what was said before: "So the ministry reported.", "This is according to the police."?</summary>
    internal static bool PointsBack(SourceScan scan, int number)
    {
        var sentence = scan.Text.Sentences[number];
        return sentence.Tokens.Length < 18 && scan.Words.IsAny(sentence.First, ["so", "this", "that", "such", "these", "it", "all"]);
    }

    /// <summary>What speaks for and against a source that goes on speaking, or that the next sentence names for this one ("This was reported by ...").</summary>
    private static void Carried(SourceScan scan, SourceNames names, int number, SourceCandidate candidate, Phrase phrase, FeatureBag bag)
    {
        var words = scan.Words;
        var link = candidate.Link!;
        var there = scan.Text.Sentences[link.Sentence];
        var distance = (uint)(candidate.Distance + 1);
        var mode = Mode(scan, number);
        bag.Add(80, words.Lower[there.First], distance);
        bag.Add(81, link.Cue.End < words.Count ? words.Lower[link.Cue.End] : 1, distance);
        bag.Add(82, (uint)Math.Min(3, there.Tokens.Length / 6), distance, (uint)link.Order);
        bag.Add(83, Colon(scan, there) ? 1u : 0u, distance);
        bag.Add(84, Opening(scan, number), distance);
        bag.Add(85, mode, distance);
        bag.Add(86, mode, (uint)link.Entry.Kind, distance);
        bag.Add(89, PointsBack(scan, link.Sentence) ? 1u : 0u, distance, (uint)Math.Min(3, scan.ContentOf(link).Length));
        bag.Add(88, Follows(scan, names, number, phrase), distance, scan.LinksOf(number).Length > 0 ? 1u : 0u);
    }

    /// <summary>Does the next sentence of the paragraph cite the same source again?</summary>
    internal static uint Follows(SourceScan scan, SourceNames names, int number, Phrase phrase)
    {
        var next = number + 1;
        if (next >= scan.Text.Sentences.Length)
            return 0;
        var paragraph = scan.Text.Sentences[next].Paragraph == scan.Text.Sentences[number].Paragraph ? 3u : 0u;
        foreach (var link in scan.LinksNear(next, 0))
        {
            if (link.Source is { } source)
                return paragraph + (names.Resolve(source).Text == names.Resolve(phrase).Text ? 2u : 1u);
        }
        return paragraph;
    }

    private static bool Colon(SourceScan scan, Sentence sentence) => scan.Words.Is(sentence.End - 1, ":");

    /// <summary>How a sentence opens and what stands before it: a mark of a list, a quotation, a line that ends in a colon.</summary>
    internal static uint Opening(SourceScan scan, int number)
    {
        var first = scan.Text.Sentences[number].First;
        var kind = scan.Words.Class[first] switch
        {
            WordClass.Quote => 1u,
            WordClass.Mark or WordClass.Hyphen or WordClass.Open => 2u,
            WordClass.Pron => 3u,
            WordClass.Conj => 4u,
            WordClass.Adv => 5u,
            WordClass.Prep => 6u,
            _ => 0u,
        };
        return kind + (number > 0 && Colon(scan, scan.Text.Sentences[number - 1]) ? 8u : 0u);
    }

    /// <summary>Whether a sentence holds "had", "would" or "reportedly": the marks of indirect speech.</summary>
    internal static uint Mode(SourceScan scan, int number)
    {
        var sentence = scan.Text.Sentences[number];
        var mode = 0u;
        for (var t = sentence.First; t < Math.Min(sentence.End, sentence.First + Furthest); t++)
        {
            if (scan.Words.Class[t] == WordClass.Aux)
                mode |= scan.Words.Is(t, "had") ? 1u : scan.Words.IsAny(t, ["would", "could", "might"]) ? 2u : 0u;
            else if (scan.Words.Class[t] == WordClass.Adv && scan.Words.IsAny(t, ["reportedly", "allegedly"]))
                mode |= 4u;
        }
        return mode;
    }

    private static void Noun(SourceScan scan, Phrase phrase, int template, FeatureBag bag)
    {
        bag.Add(template, Form(phrase));
        bag.Add(template + 1, scan.Words.Lower[phrase.Head]);
        if (phrase.Noun is { } noun)
        {
            bag.Add(template + 2, Feature.Hash(noun.Noun));
            bag.Add(template + 3, Feature.Hash(noun.Kind), (uint)noun.Form);
        }
        bag.Add(template + 4, (uint)scan.Words.Class[phrase.First]);
        bag.Add(template + 5, phrase.Actor is { } actor ? 1 + (uint)actor.Kind : 0, phrase.IsPlace ? 1u : 0u);
    }

    internal static uint Form(Phrase phrase) =>
        (phrase.IsPronoun ? 1u : 0u) + (phrase.HasName ? 2u : 0u) + 4 * (phrase.Noun is { } n ? 1 + (uint)n.Form : 0u);

    /// <summary>The marks and joints between a claim and a source, as a coarse pattern.</summary>
    internal static uint Between(SourceScan scan, TokenRange a, TokenRange b)
    {
        var (first, end) = a.First < b.First ? (a.End, b.First) : (b.End, a.First);
        uint commas = 0, stops = 0, buts = 0, quotes = 0;
        end = Math.Min(end, first + Furthest);
        for (var t = first; t < end; t++)
        {
            switch (scan.Words.Class[t])
            {
                case WordClass.Comma: commas = Math.Min(2, commas + 1); break;
                case WordClass.Stop or WordClass.Mark: stops = 1; break;
                case WordClass.Conj: buts = scan.Words.IsAny(t, ["but", "while", "though", "although"]) ? 1 : buts; break;
                case WordClass.Quote: quotes = 1; break;
            }
        }
        return commas + 3 * stops + 6 * buts + 12 * quotes;
    }

    private static uint Gap(TokenRange a, TokenRange b)
    {
        var gap = a.First < b.First ? b.First - a.End : a.First - b.End;
        return gap switch { < 0 => 0, 0 => 1, 1 => 2, < 4 => 3, < 8 => 4, < 15 => 5, < 25 => 6, _ => 7 };
    }

    /// <summary>The number of linked sources nearer to the claim than this one.</summary>
    internal static int OtherLinks(SourceScan scan, TokenRange claim, TokenRange phrase, SourceLink? own)
    {
        var count = 0;
        var distance = Math.Abs(phrase.First - claim.First);
        foreach (var link in scan.LinksNear(scan.Text.SentenceOf(claim.First), claim.First))
        {
            if (link.Source is { } s && !ReferenceEquals(link, own) && Math.Abs(s.First - claim.First) < distance)
                count++;
        }
        return count;
    }
}
