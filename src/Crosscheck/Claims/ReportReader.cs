using Crosscheck.Documents;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

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
        new PlaceReader(),
        new NumberReader(),
        new TimeReader(),
        new AttributionReader(),
    ]);

    public static AnnotatedText Annotate(Document document) =>
        Pipeline.Annotate(new AnnotatedText { Body = document.Body, Published = document.Published, Title = document.Title });

    public static Reading Read(Document document) => Reader.Value.Read(document, Annotate(document));

    private static readonly Lazy<ClaimReader> Reader = new(() => new ClaimReader(ReaderModels.Default));
}
