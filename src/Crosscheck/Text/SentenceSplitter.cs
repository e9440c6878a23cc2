using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>
/// Groups tokens into sentences. A blank line, and a line break in a text that is not wrapped at a column, always ends one;
/// between two tokens of a line the model <c>sentences</c> decides. Linear in the text.
/// </summary>
public sealed class SentenceSplitter : ITextStep
{
    private static readonly Lazy<LinearModel> Shipped = new(() => LinearModel.Load("sentences"));
    private readonly LinearModel? _model;

    public SentenceSplitter() { }

    internal SentenceSplitter(LinearModel model) => _model = model;

    public string Name => "sentences";
    public Layers Requires => Layers.Tokens;
    public Layers Sets => Layers.Sentences;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var model = _model ?? Shipped.Value;
        var boundaries = new SentenceBoundaries(text.Body, text.Tokens.AsSpan());
        var wrapped = LineBreaks.AreWrapped(text.Body);
        var sentences = ImmutableArray.CreateBuilder<Sentence>(text.Tokens.Length / 16 + 1);
        Span<uint> features = stackalloc uint[SentenceBoundaries.MaxFeatures];
        Span<float> scores = stackalloc float[2];
        int first = 0, paragraph = 0;
        for (var i = 0; i < text.Tokens.Length; i++)
        {
            var breaks = i + 1 == text.Tokens.Length ? LineBreak.Paragraph : LineBreaks.Between(text.Body, text.Tokens[i].End, text.Tokens[i + 1].Start);
            var paragraphEnds = breaks == LineBreak.Paragraph || (breaks == LineBreak.Line && !wrapped);
            if (!paragraphEnds)
            {
                if (!boundaries.IsCandidate(i))
                    continue;
                var count = boundaries.Features(i, first, features);
                if (model.Best(features[..count], scores) == 0)
                    continue;
            }
            sentences.Add(new Sentence(first, i + 1, paragraph));
            first = i + 1;
            if (paragraphEnds)
                paragraph++;
        }
        return text with { Sentences = sentences.DrainToImmutable() };
    }
}
