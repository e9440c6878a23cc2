using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Text.Names;

/// <summary>Finds the names of persons, organisations, places, peoples and other things by the model <c>names</c>.</summary>
public sealed class NameReader : ITextStep
{
    private static readonly Lazy<SequenceModel> Shipped = new(() => new SequenceModel(LinearModel.Load("names")));
    private readonly SequenceModel? _model;

    public NameReader() { }

    internal NameReader(SequenceModel model) => _model = model;

    string ITextStep.Name => "names";
    public Layers Requires => Layers.Tokens | Layers.Sentences | Layers.Tags;
    public Layers Sets => Layers.Names;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var model = _model ?? Shipped.Value;
        var tokens = NameTokens.Of(text);
        var names = ImmutableArray.CreateBuilder<NameMention>();
        foreach (var zone in Zones(text, tokens))
            Read(model, text, tokens, zone, names);
        return text with { Names = names.ToImmutable() };
    }

    /// <summary>The stretches that the model looks at, each within one sentence.</summary>
    internal static IEnumerable<TokenRange> Zones(AnnotatedText text, NameToken[] tokens)
    {
        foreach (var sentence in text.Sentences)
        {
            for (var i = sentence.First; i < sentence.End; i++)
            {
                if (!tokens[i].InZone)
                    continue;
                var first = i;
                while (i < sentence.End && tokens[i].InZone && i - first < MaxZone)
                    i++;
                yield return new TokenRange(first, i);
                i--;
            }
        }
    }

    private const int MaxZone = 200;

    private static void Read(SequenceModel model, AnnotatedText text, NameToken[] tokens, TokenRange zone, ImmutableArray<NameMention>.Builder names)
    {
        var sentence = text.Sentences[text.SentenceOf(zone.First)];
        Span<float> scores = zone.Length * model.Labels <= 1024 ? stackalloc float[zone.Length * model.Labels] : new float[zone.Length * model.Labels];
        Span<byte> labels = stackalloc byte[zone.Length];
        Span<uint> features = stackalloc uint[NameFeatures.Max];
        var writer = new NameFeatures(tokens);
        for (var i = 0; i < zone.Length; i++)
        {
            var count = writer.Write(zone.First + i, sentence.First, sentence.End, features);
            model.Score(features[..count], scores.Slice(i * model.Labels, model.Labels));
        }
        model.Decode(scores, labels);
        var begin = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (SequenceModel.IsOpening(label))
                begin = i;
            if (label != 0 && SequenceModel.IsClosed(label))
                names.Add(new NameMention(new TokenRange(zone.First + begin, zone.First + i + 1), Enum.Parse<NameType>(model.Types[(label - 1) / 4]), "model:names", 1));
        }
    }
}
