using Crosscheck.Diagnostics;
using Crosscheck.Documents;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;
using Crosscheck.Text.Coreference;
using Crosscheck.Text.Names;

namespace Crosscheck.Claims;

/// <summary>Document in, reading out. Pure, deterministic, safe to share between threads; never throws on any text.</summary>
public sealed class ReportReader
{
    public const string Version = "crosscheck/0.1";

    /// <summary>The written list of steps, in order.</summary>
    public static TextPipeline Pipeline { get; } = new([
        new Tokenizer(),
        new SentenceSplitter(),
        new SyntaxReader(),
        new NameReader(),
        new CoreferenceReader(),
        new PlaceReader(),
        new NumberReader(),
        new TimeReader(),
        new AttributionReader(),
    ]);

    public static AnnotatedText Annotate(Document document) =>
        Pipeline.Annotate(new AnnotatedText { Body = document.Body, Published = document.Published, Title = document.Title });

    /// <summary>A document that cannot be read (empty, another language) gives a reading without claims that says why.</summary>
    public static Reading Read(Document document)
    {
        (document, var diagnostics) = DocumentCheck.Check(document);
        if (diagnostics.Any(d => d.Severity == Severity.Error))
            return new Reading { Document = document, Reader = Version, Diagnostics = diagnostics };
        var parts = LongText.Parts(document.Body).Select(p => (p.Start, ReadPart(document, p)));
        var reading = document.Body.Length <= LongText.Part ? ReadPart(document, new TextSpan(0, document.Body.Length)) : LongText.Join(document, Version, parts);
        return reading with { Diagnostics = [.. diagnostics, .. reading.Diagnostics] };
    }

    private static Reading ReadPart(Document document, TextSpan part)
    {
        var piece = part.Length == document.Body.Length ? document : document with { Body = part.Of(document.Body) };
        return Reader.Value.Read(document, Annotate(piece));
    }

    private static readonly Lazy<ClaimReader> Reader = new(() => new ClaimReader(ReaderModels.Default));
}
