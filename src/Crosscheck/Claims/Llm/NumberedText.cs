using System.Collections.Immutable;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Claims.Llm;

/// <summary>Sentences [First, End) of a text: part Number of Of.</summary>
public sealed record SentencePart(int First, int End, int Number, int Of);

/// <summary>A document's sentences as they are numbered for a model, and the parts in which they are sent.</summary>
public sealed record NumberedText(Document Document, ImmutableArray<TextSpan> Sentences)
{
    /// <summary>The most UTF-16 units that one number stands for; a longer sentence is cut at a space.</summary>
    private const int LongestSentence = 1_000;

    public static NumberedText Of(Document document)
    {
        var text = new SentenceSplitter().Apply(new Tokenizer().Apply(new AnnotatedText { Body = document.Body }));
        var sentences = ImmutableArray.CreateBuilder<TextSpan>();
        foreach (var sentence in text.Sentences)
            Cut(document.Body, text.SpanOf(sentence.Tokens), sentences);
        return new NumberedText(document, sentences.ToImmutable());
    }

    /// <summary>
    /// Parts of at most so many UTF-16 units, each beginning with the last sentences of the one before it, so that no claim is
    /// torn from the sentence beside it.
    /// </summary>
    public ImmutableArray<SentencePart> Parts(int length)
    {
        var cuts = new List<(int First, int End)>();
        for (var first = 0; first < Sentences.Length;)
        {
            var end = first + 1;
            while (end < Sentences.Length && Sentences[end].End - Sentences[first].Start <= length)
                end++;
            cuts.Add((first, end));
            if (end == Sentences.Length)
                break;
            first = Math.Max(first + 1, OverlapFrom(first, end, length / 8));
        }
        return [.. cuts.Select((c, i) => new SentencePart(c.First, c.End, i + 1, cuts.Count))];
    }

    /// <summary>The span of the body that a part covers.</summary>
    public TextSpan SpanOf(SentencePart part) => new(Sentences[part.First].Start, Sentences[part.End - 1].End);

    private int OverlapFrom(int first, int end, int length)
    {
        var from = end;
        while (from - 1 > first && Sentences[end - 1].End - Sentences[from - 1].Start <= length)
            from--;
        return from;
    }

    private static void Cut(string body, TextSpan span, ImmutableArray<TextSpan>.Builder sentences)
    {
        while (span.Length > LongestSentence)
        {
            var space = body.LastIndexOfAny([' ', '\n', '\t'], span.Start + LongestSentence - 1, LongestSentence / 2);
            var end = space > 0 ? space : span.Start + LongestSentence - (char.IsHighSurrogate(body[span.Start + LongestSentence - 1]) ? 1 : 0);
            sentences.Add(new TextSpan(span.Start, end));
            span = new TextSpan(end, span.End);
        }
        if (span.Length > 0)
            sentences.Add(span);
    }
}
