using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Crosscheck.Text.Attributions;

/// <summary>Finds who says what: source, cue, content and relay of every attribution, by cue words and the order of phrases.</summary>
public sealed class AttributionReader : ITextStep
{
    public string Name => "attributions";
    public Layers Requires => Layers.Tokens | Layers.Sentences | Layers.Tags;
    public Layers Sets => Layers.Attributions;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var scan = new SourceScan(text);
        var found = ImmutableArray.CreateBuilder<AttributionMention>(scan.Links.Count);
        foreach (var link in scan.Links)
        {
            if (!Attributes(scan, link))
                continue;
            found.Add(new AttributionMention(link.Source?.Tokens, Whole(scan, link), Contents(scan, link), [], "cue/" + link.Entry.Id, 1));
        }
        return text with { Attributions = found.ToImmutable() };
    }

    /// <summary>The content in the cue's sentence, with the whole of a quotation that it is part of, and the quotation that goes on right behind the sentence.</summary>
    private static ImmutableArray<TokenRange> Contents(SourceScan scan, SourceLink link)
    {
        var content = scan.ContentOf(link);
        if (content.Length == 0)
            return [];
        var (first, end) = (content.First, content.End);
        if (ReferenceEquals(link.Entry, SpeakerLines.Prefix))
            return [new TokenRange(first, ParagraphEnd(scan, link.Sentence))];
        var quote = scan.Quotes[first] > 0 ? scan.Quotes[first] : scan.Quotes[end - 1];
        if (quote > 0)
        {
            while (first > 0 && scan.Quotes[first - 1] == quote)
                first--;
            while (end < scan.Quotes.Length && scan.Quotes[end] == quote)
                end++;
        }
        return Following(scan, link) is { } more && quote > 0 && more.First >= end ? [new TokenRange(first, end), more] : [new TokenRange(first, end)];
    }

    /// <summary>The end of the paragraph that a sentence stands in: a speaker at the head of a line says all of it.</summary>
    private static int ParagraphEnd(SourceScan scan, int sentence)
    {
        var sentences = scan.Text.Sentences;
        while (sentence + 1 < sentences.Length && sentences[sentence + 1].Paragraph == sentences[sentence].Paragraph)
            sentence++;
        return sentences[sentence].End;
    }

    /// <summary>The quotation with which the next sentence of the paragraph begins.</summary>
    private static TokenRange? Following(SourceScan scan, SourceLink link)
    {
        var sentences = scan.Text.Sentences;
        var next = link.Sentence + 1;
        if (next >= sentences.Length || sentences[next].Paragraph != sentences[link.Sentence].Paragraph)
            return null;
        var first = sentences[next].First;
        if (scan.Words.Class[first] != WordClass.Quote || first + 1 >= scan.Quotes.Length || scan.Quotes[first + 1] == 0)
            return null;
        var end = first + 1;
        while (end < scan.Quotes.Length && scan.Quotes[end] == scan.Quotes[first + 1])
            end++;
        return new TokenRange(first + 1, end);
    }

    /// <summary>
    /// Is a cue an attribution by itself? "I think" within a quotation is the words of whoever is quoted; verbs of counting and
    /// knowing ("gave", "saw", "know") attribute where a clause is their content, nouns where "that" follows.
    /// </summary>
    private static bool Attributes(SourceScan scan, SourceLink link)
    {
        if (link.Source is { IsPronoun: true } source && scan.Words.IsAny(source.First, ["i", "we", "you"]))
            return false;
        if (link.Entry.Frame == CueFrame.Noun)
            return scan.Words.Is(link.Cue.End, "that");
        var ambiguous = (link.Entry.Kind is CueKind.Count or CueKind.Believe && !Telling.Contains(link.Entry.Id)) || OfOtherThings.Contains(link.Entry.Id);
        return !ambiguous || link.Entry.Frame != CueFrame.Subject || HasClause(scan, link);
    }

    /// <summary>Verbs of showing and judging whose object is what they tell: "called it an act of terror", "identified the man".</summary>
    private static readonly FrozenSet<string> Telling = new[] { "call", "show", "identify", "suggest", "find", "expect", "estimate", "count", "put" }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Verbs of saying that say as often something else: "the fire continued", "she heard shots".</summary>
    private static readonly FrozenSet<string> OfOtherThings = new[] { "continue", "go on", "answer", "hear", "appeal", "maintain", "charge", "respond", "read" }.ToFrozenSet(StringComparer.Ordinal);

    private static bool HasClause(SourceScan scan, SourceLink link)
    {
        var tree = scan.Text.Tree;
        if (tree.Length != scan.Text.Tokens.Length || link.Order == LinkOrder.Inverted)
            return true;
        var verb = link.Cue.End - 1;
        if (tree[verb].Relation is "parataxis")
            return true;
        var sentence = scan.Text.Sentences[link.Sentence];
        for (var t = Math.Max(sentence.First, verb - SourceScan.Reach); t < Math.Min(sentence.End, verb + SourceScan.Reach); t++)
        {
            if (tree[t].Head == verb && tree[t].Relation is "ccomp" or "parataxis")
                return true;
        }
        return false;
    }

    /// <summary>A cue verb with its auxiliaries and adverbs ("has also said"), as PolNeAR marks cues.</summary>
    private static TokenRange Whole(SourceScan scan, SourceLink link)
    {
        var first = link.Cue.First;
        if (link.Entry.Frame == CueFrame.Subject)
        {
            while (first > scan.Text.Sentences[link.Sentence].First && scan.Words.Class[first - 1] is WordClass.Aux or WordClass.Adv)
                first--;
        }
        return new TokenRange(first, link.Cue.End);
    }
}
