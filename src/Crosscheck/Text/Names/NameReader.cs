using System.Collections.Immutable;
using Crosscheck.Models;
using Crosscheck.Models.Neural;

namespace Crosscheck.Text.Names;

/// <summary>The two models of names, added up: a chain over words and their neighbours, and a network over the sentence.</summary>
internal sealed record NameModels(SequenceModel Chain, TokenNetwork Network)
{
    private static readonly Lazy<NameModels> Shipped = new(() =>
        new NameModels(new SequenceModel(LinearModel.Load("names")), new TokenNetwork(TensorFile.Load("names-network"))));

    public static NameModels Default => Shipped.Value;
}

/// <summary>Finds the names of persons, organisations, places, peoples and other things by the models <c>names</c> and <c>names-network</c>.</summary>
public sealed class NameReader : ITextStep
{
    private readonly NameModels? _models;

    public NameReader() { }

    internal NameReader(NameModels models) => _models = models;

    /// <summary>What the network's opinion counts for beside the chain's; chosen on two of the five folds.</summary>
    private const float Share = 0.75f;

    string ITextStep.Name => "names";
    public Layers Requires => Layers.Tokens | Layers.Sentences | Layers.Tags;
    public Layers Sets => Layers.Names;

    public AnnotatedText Apply(AnnotatedText text)
    {
        var models = _models ?? NameModels.Default;
        var tokens = NameTokens.Of(text);
        var zones = Zones(text, tokens).ToList();
        var network = models.Network.Read(new NameNetworkInput(tokens), tokens.Length, Windows(text, zones), MaxZone);
        var names = ImmutableArray.CreateBuilder<NameMention>();
        foreach (var zone in zones)
            Read(models, network, text, tokens, zone, names);
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

    /// <summary>The sentences that have a zone, a long one in pieces.</summary>
    internal static IEnumerable<TokenRange> Windows(AnnotatedText text, IReadOnlyList<TokenRange> zones)
    {
        var end = 0;
        foreach (var zone in zones)
        {
            if (zone.First < end)
                continue;
            var sentence = text.Sentences[text.SentenceOf(zone.First)];
            for (var first = sentence.First; first < sentence.End; first = end)
            {
                end = Math.Min(sentence.End, first + MaxZone);
                yield return new TokenRange(first, end);
            }
        }
    }

    private static void Read(NameModels models, float[] network, AnnotatedText text, NameToken[] tokens, TokenRange zone, ImmutableArray<NameMention>.Builder names)
    {
        var model = models.Chain;
        var sentence = text.Sentences[text.SentenceOf(zone.First)];
        Span<float> scores = zone.Length * model.Labels <= 1024 ? stackalloc float[zone.Length * model.Labels] : new float[zone.Length * model.Labels];
        Span<byte> labels = stackalloc byte[zone.Length];
        Span<uint> features = stackalloc uint[NameFeatures.Max];
        var writer = new NameFeatures(tokens);
        for (var i = 0; i < zone.Length; i++)
        {
            var count = writer.Write(zone.First + i, sentence.First, sentence.End, features);
            var row = scores.Slice(i * model.Labels, model.Labels);
            model.Score(features[..count], row);
            for (var k = 0; k < row.Length; k++)
                row[k] += Share * network[(zone.First + i) * models.Network.Outputs + k];
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
