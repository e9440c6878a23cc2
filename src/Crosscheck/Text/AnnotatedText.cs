using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>The layers of annotation that the steps of the <see cref="TextPipeline"/> add, each by one step.</summary>
[Flags]
public enum Layers
{
    None = 0,
    Tokens = 1 << 0,
    Sentences = 1 << 1,
    Tags = 1 << 2,
    Tree = 1 << 3,
    Names = 1 << 4,
    Quantities = 1 << 5,
    Times = 1 << 6,
    Places = 1 << 7,
    Coreference = 1 << 8,
    Attributions = 1 << 9,
    Events = 1 << 10,
}

/// <summary>
/// A report's body with what the steps of the pipeline found in it. Immutable: a step returns a copy with its layer set.
/// All spans are half-open UTF-16 offsets into <see cref="Body"/>; all token numbers index <see cref="Tokens"/>.
/// </summary>
public sealed record AnnotatedText
{
    /// <summary>The untouched text, header and front matter left out.</summary>
    public required string Body { get; init; }

    /// <summary>The publication date: the reference for every relative date. Null where the document has none.</summary>
    public DateOnly? Published { get; init; }

    /// <summary>The headline, where the document carries one apart from its body.</summary>
    public string? Title { get; init; }

    public Layers Layers { get; init; }
    public ImmutableArray<Token> Tokens { get; init; } = [];
    public ImmutableArray<Sentence> Sentences { get; init; } = [];

    /// <summary>One per token, set with <see cref="Text.Layers.Tags"/>.</summary>
    public ImmutableArray<Tag> Tags { get; init; } = [];

    /// <summary>One per token, set with <see cref="Text.Layers.Tree"/>.</summary>
    public ImmutableArray<Arc> Tree { get; init; } = [];

    public ImmutableArray<NameMention> Names { get; init; } = [];
    public ImmutableArray<Quantity> Quantities { get; init; } = [];
    public ImmutableArray<TimeExpression> Times { get; init; } = [];
    public ImmutableArray<PlaceMention> Places { get; init; } = [];
    public ImmutableArray<CoreferenceLink> Coreference { get; init; } = [];
    public ImmutableArray<AttributionMention> Attributions { get; init; } = [];
    public ImmutableArray<EventMention> Events { get; init; } = [];

    /// <summary>The words of one token, as they stand in the body.</summary>
    public ReadOnlySpan<char> Form(int token) => Body.AsSpan(Tokens[token].Start, Tokens[token].End - Tokens[token].Start);

    /// <summary>The words of a range of tokens, as they stand in the body.</summary>
    public string Words(TokenRange range) => SpanOf(range).Of(Body);

    /// <summary>The span in the body that a range of tokens covers.</summary>
    public TextSpan SpanOf(TokenRange range) =>
        range.Length == 0 ? default : new TextSpan(Tokens[range.First].Start, Tokens[range.End - 1].End);

    /// <summary>The number of the sentence that holds a token.</summary>
    public int SentenceOf(int token)
    {
        int low = 0, high = Sentences.Length - 1;
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Sentences[middle].First <= token)
                low = middle;
            else
                high = middle - 1;
        }
        return low;
    }

    /// <summary>The first token that ends after <paramref name="offset"/>; the number of tokens where there is none.</summary>
    public int TokenAt(int offset)
    {
        int low = 0, high = Tokens.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Tokens[middle].End > offset)
                high = middle;
            else
                low = middle + 1;
        }
        return low;
    }

    /// <summary>The tokens that a span of the body touches.</summary>
    public TokenRange TokensIn(TextSpan span)
    {
        var first = TokenAt(span.Start);
        var end = first;
        while (end < Tokens.Length && Tokens[end].Start < span.End)
            end++;
        return new TokenRange(first, end);
    }
}
