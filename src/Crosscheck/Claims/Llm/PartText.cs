using Crosscheck.Text;

namespace Crosscheck.Claims.Llm;

/// <summary>
/// One part of a text with what our own steps read in it: where a model's words stand, and what its numbers, dates and places
/// are by our readers. Spans are offsets into the whole body.
/// </summary>
internal sealed class PartText
{
    private readonly NumberedText _text;
    private readonly FoldedText _folded;
    private readonly TextSpan _span;
    private readonly AnnotatedText _annotated;

    public PartText(NumberedText text, SentencePart part)
    {
        _text = text;
        _span = text.SpanOf(part);
        _folded = new FoldedText(_span.Of(text.Document.Body));
        Part = part;
        var piece = text.Document with { Body = _span.Of(text.Document.Body) };
        IsEnglish = text.Document.Language is null or "en";
        _annotated = IsEnglish ? ReportReader.Annotate(piece) : Words(piece);
    }

    public SentencePart Part { get; }

    public bool IsEnglish { get; }

    public string? Language => _text.Document.Language;

    public string Body => _text.Document.Body;

    public DateOnly? Published => _text.Document.Published;

    /// <summary>The sentence of that number, from 1; the first sentence where there is none.</summary>
    public TextSpan Sentence(int number) =>
        _text.Sentences[number - 1 >= Part.First && number <= Part.End ? number - 1 : Part.First];

    /// <summary>Words in or nearest to a span of the body; null where the part does not hold them.</summary>
    public Evidence? Find(string words, TextSpan near) =>
        _folded.Find(words, new TextSpan(near.Start - _span.Start, near.End - _span.Start)) is { } found
            ? Evidence.Of(Body, new TextSpan(found.Start + _span.Start, found.End + _span.Start))
            : null;

    public bool Holds(string words) => _folded.Holds(words);

    /// <summary>The quantities that our number reader sees at a span of the body, in its sentence.</summary>
    public IEnumerable<Quantity> QuantitiesAt(TextSpan span) =>
        _annotated.Quantities.Where(q => Whole(_annotated.SpanOf(q.Tokens)).Overlaps(span));

    /// <summary>The values of the dates that our time reader sees at a span of the body.</summary>
    public IEnumerable<string> DatesAt(TextSpan span) =>
        _annotated.Times.Where(t => t.Type is "DATE" or "TIME" && Whole(_annotated.SpanOf(t.Tokens)).Overlaps(span)).Select(t => t.Value);

    /// <summary>The dates that the part tells anywhere.</summary>
    public IEnumerable<string> Dates => _annotated.Times.Where(t => t.Type is "DATE" or "TIME").Select(t => t.Value);

    /// <summary>The place that stands at a span of the body, the finest first; null where our gazetteer knows none.</summary>
    public Place? PlaceAt(TextSpan span) =>
        _annotated.Places.Where(p => p.Resolved is not null && Whole(_annotated.SpanOf(p.Tokens)).Overlaps(span))
            .OrderByDescending(p => p.Relative).ThenBy(p => p.Resolved!.Precision).FirstOrDefault()?.Resolved
        ?? (IsEnglish ? null : Named(span.Of(Body)));

    private TextSpan Whole(TextSpan span) => new(span.Start + _span.Start, span.End + _span.Start);

    /// <summary>In another language only what no model of English is needed for: numbers in digits, dates in digits.</summary>
    private static AnnotatedText Words(Documents.Document piece)
    {
        var text = new SentenceSplitter().Apply(new Tokenizer().Apply(new AnnotatedText { Body = piece.Body, Published = piece.Published }));
        return new TimeReader().Apply(new NumberReader().Apply(text));
    }

    /// <summary>The most populous place under a name in its own script.</summary>
    private static Place? Named(string words)
    {
        Span<int> places = stackalloc int[16];
        var count = Gazetteer.Shared.Find(PlaceName.Hash(PlaceName.Fold(words)), places);
        foreach (var place in places[..count])
        {
            if (Gazetteer.Shared.Kind(place & ~Gazetteer.Alternate) is not (PlaceKind.Demonym or PlaceKind.None))
                return Gazetteer.Shared.Place(place & ~Gazetteer.Alternate);
        }
        return null;
    }
}
