using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>Part of speech, Penn tag and lemma of every token, greedily from left to right by the model <c>tags</c>.</summary>
public sealed class Tagger : ITextStep
{
    private static readonly Lazy<LinearModel> Shipped = new(() => LinearModel.Load("tags"));
    private readonly LinearModel? _model;

    public Tagger() { }

    internal Tagger(LinearModel model) => _model = model;

    public string Name => "tagger";
    public Layers Requires => Layers.Tokens | Layers.Sentences;
    public Layers Sets => Layers.Tags;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var model = _model ?? Shipped.Value;
        var names = model.Classes.Select(Split).ToArray();
        var words = WordShapes.Of(text);
        var tags = ImmutableArray.CreateBuilder<Tag>(text.Tokens.Length);
        Span<uint> features = stackalloc uint[TagFeatures.Max];
        Span<float> scores = stackalloc float[model.Classes.Length];
        foreach (var sentence in text.Sentences)
        {
            uint previous = 0, second = 0;
            for (var i = sentence.First; i < sentence.End; i++)
            {
                var count = TagFeatures.Write(words, i, sentence.First, sentence.End, previous, second, features);
                var best = model.Best(features[..count], scores);
                var (upos, xpos) = names[best];
                tags.Add(new Tag(upos, xpos, Lemmatizer.Lemma(text.Form(i), xpos, i == sentence.First)));
                second = previous;
                previous = (uint)best + 1;
            }
        }
        return text with { Tags = tags.MoveToImmutable() };
    }

    private static (Upos, string) Split(string name)
    {
        var bar = name.IndexOf(' ', StringComparison.Ordinal);
        return (Enum.Parse<Upos>(name.AsSpan(0, bar)), name[(bar + 1)..]);
    }
}
