using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>
/// Tells names of places from people, bodies and plain words that look like them: a linear model over the words around the name,
/// the kind and size of the places that bear it, and what the document tells of their countries.
/// </summary>
internal sealed class PlaceFilter(LinearModel model)
{
    public const int MaxFeatures = 96;

    /// <summary>The classes of the model, in order.</summary>
    public static readonly string[] Classes = ["other", "place"];

    private static readonly Lazy<PlaceFilter> Lazily = new(() => new PlaceFilter(LinearModel.Load("places-filter")));

    public static PlaceFilter Shared => Lazily.Value;

    /// <summary>How sure the model is, in 0..1, that the candidate names a place.</summary>
    public float Probability(AnnotatedText text, PlaceCandidate candidate, PlaceContext context, Gazetteer gazetteer)
    {
        Span<uint> buffer = stackalloc uint[MaxFeatures];
        Span<float> scores = stackalloc float[2];
        var sink = new FeatureSink(buffer);
        Write(ref sink, text, candidate, context, gazetteer);
        model.Score(sink.Features, scores);
        return 1 / (1 + MathF.Exp(scores[0] - scores[1]));
    }

    public static void Write(ref FeatureSink sink, AnnotatedText text, PlaceCandidate candidate, PlaceContext context, Gazetteer gazetteer)
    {
        var (first, end) = candidate.Tokens;
        var sentence = text.Sentences[text.SentenceOf(first)];
        sink.Add(1, 1u);
        Around(ref sink, text, first, end, sentence);
        Within(ref sink, text, candidate, sentence);
        Known(ref sink, candidate, context, gazetteer, first == sentence.First);
    }

    /// <summary>The two words on each side: form, class, tag, case.</summary>
    private static void Around(ref FeatureSink sink, AnnotatedText text, int first, int end, Sentence sentence)
    {
        var b1 = Word(text, first - 1, sentence);
        var b2 = Word(text, first - 2, sentence);
        var a1 = Word(text, end, sentence);
        var a2 = Word(text, end + 1, sentence);
        sink.Add(2, b1.Key);
        sink.Add(3, a1.Key);
        sink.Add(4, b2.Key, b1.Key);
        sink.Add(5, a1.Key, a2.Key);
        sink.Add(6, b1.Key, a1.Key);
        sink.Add(7, b1.Class(8));
        sink.Add(8, a1.Class(8));
        sink.Add(9, b1.Class(14));
        sink.Add(10, a1.Class(14));
        sink.Add(11, b1.Tag, b1.Shape);
        sink.Add(12, a1.Tag, a1.Shape);
        sink.Add(13, b1.Tag * 32 + b1.Shape, a1.Tag * 32 + a1.Shape);
        sink.Add(14, b2.Tag * 32 + b2.Shape, b1.Tag * 32 + b1.Shape);
        sink.Add(15, a1.Key, a2.Class(8));
        sink.Add(16, b2.Key);
        sink.Add(17, a2.Key);
        sink.Add(18, b1.Class(8), a1.Class(8));
    }

    /// <summary>The name itself.</summary>
    private static void Within(ref FeatureSink sink, AnnotatedText text, PlaceCandidate candidate, Sentence sentence)
    {
        var (first, end) = candidate.Tokens;
        sink.Add(30, (uint)candidate.Key);
        sink.Add(31, (uint)Math.Min(4, end - first), first == sentence.First ? 1u : 0u);
        var head = Word(text, first, sentence);
        var tail = Word(text, end - 1, sentence);
        sink.Add(32, head.Tag, tail.Tag);
        sink.Add(33, head.Class(8));
        sink.Add(34, tail.Class(12));
        sink.Add(35, tail.Class(8), end - first == 1 ? 1u : 2u);
        sink.Add(36, head.Shape, tail.Shape);
        sink.Add(37, (uint)candidate.Hint);
        sink.Add(38, tail.Key);
        sink.Add(39, (uint)Math.Min(6, text.Form(first).Length), first == sentence.First ? 1u : 0u);
    }

    /// <summary>What the gazetteer and the document know of it.</summary>
    private static void Known(ref FeatureSink sink, PlaceCandidate candidate, PlaceContext context, Gazetteer gazetteer, bool start)
    {
        var best = candidate.Place(0);
        var kind = (uint)gazetteer.Kind(best);
        var size = (uint)(gazetteer.LogPopulation(best) / 2);
        var share = 0f;
        for (var p = 0; p < candidate.Places.Length; p++)
            share = MathF.Max(share, context.Share(gazetteer.Country(candidate.Place(p))));
        var near = share == 0 ? 0u : share < 0.1f ? 1u : share < 0.3f ? 2u : 3u;
        var behind = (uint)Math.Min(2, context.BehindPrepositions(candidate.Key));
        var words = (uint)Math.Min(3, candidate.Tokens.Length);
        var usual = CommonWords.Contains(candidate.Words) ? 1u : 0u;
        var alternate = (candidate.Places[0] & Gazetteer.Alternate) != 0 ? 1u : 0u;
        sink.Add(61, usual, words);
        sink.Add(62, usual, kind, start ? 1u : 0u);
        sink.Add(63, alternate, usual, size);
        sink.Add(64, usual, near, behind);
        var name = context.NameAt(candidate.Tokens.First);
        var type = name is null ? 9u : (uint)name.Type;
        var fit = name is null ? 0u : name.Tokens == candidate.Tokens ? 1u : candidate.Tokens.Contains(name.Tokens) ? 2u : 3u;
        sink.Add(65, type, fit);
        sink.Add(66, type, fit, near);
        sink.Add(67, type, fit, kind);
        sink.Add(50, kind);
        sink.Add(51, kind, size);
        sink.Add(52, size, words);
        sink.Add(53, near);
        sink.Add(54, near, size);
        sink.Add(55, near, kind, words);
        sink.Add(56, behind);
        sink.Add(57, behind, near, kind);
        sink.Add(58, kind, start ? 1u : 0u);
        sink.Add(59, (uint)Math.Min(5, context.Mentions(candidate.Key)), behind);
        sink.Add(60, (uint)Math.Min(8, candidate.Places.Length), words);
    }

    private static ContextWord Word(AnnotatedText text, int token, Sentence sentence)
    {
        if (token < sentence.First)
            return new ContextWord(1, default, 30, 0);
        if (token >= sentence.End)
            return new ContextWord(2, default, 31, 0);
        var form = text.Form(token);
        Span<char> lower = stackalloc char[Math.Min(form.Length, 24)];
        form[..lower.Length].ToLowerInvariant(lower);
        var shape = char.IsUpper(form[0]) ? form.Length > 1 && char.IsUpper(form[^1]) ? 2u : token == sentence.First ? 3u : 1u : char.IsDigit(form[0]) ? 4u : char.IsLetter(form[0]) ? 5u : 6u;
        return new ContextWord(Feature.Hash(lower), WordClusters.Shared.Of(form), text.Tags.IsDefaultOrEmpty ? 0 : (uint)text.Tags[token].Upos, shape);
    }

    private readonly record struct ContextWord(uint Key, WordCluster Cluster, uint Tag, uint Shape)
    {
        public uint Class(int bits) => Cluster.Prefix(bits);
    }
}
