using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>
/// Hashes of the words, lemmas, tags and relations of one text, computed once and shared by every model that reads it.
/// A place beyond the sentence reads as <see cref="Outside"/>.
/// </summary>
public sealed class TokenFeatures
{
    public const uint Outside = 0x5EEDFACE;
    private readonly AnnotatedText _text;

    public TokenFeatures(AnnotatedText text)
    {
        _text = text;
        var n = text.Tokens.Length;
        Word = new uint[n];
        Lemma = new uint[n];
        Tag = new uint[n];
        Relation = new uint[n];
        Clusters = new WordCluster[n];
        Key = new uint[n];
        Suffix = new uint[n];
        Shape = new uint[n];
        Sentence = new int[n];
        var relations = new Dictionary<string, uint>(64);
        var lemmas = new Dictionary<string, uint>(256);
        Span<char> lower = stackalloc char[64];
        for (var s = 0; s < text.Sentences.Length; s++)
        {
            for (var t = text.Sentences[s].First; t < text.Sentences[s].End; t++)
                Sentence[t] = s;
        }
        for (var t = 0; t < n; t++)
        {
            var form = text.Form(t);
            if (form.Length > lower.Length)
                form = form[..lower.Length];
            var length = form.ToLowerInvariant(lower);
            Word[t] = Feature.Hash(lower[..length]);
            Suffix[t] = Feature.Hash(lower[Math.Max(0, length - 3)..length]);
            Shape[t] = ShapeOf(form);
            Key[t] = WordTable.Key(form);
            Clusters[t] = WordClusters.Shared.OfKey(Key[t]);
            Tag[t] = (uint)text.Tags[t].Upos * 977 + Cached(relations, text.Tags[t].Xpos);
            Lemma[t] = Cached(lemmas, text.Tags[t].Lemma);
            if (!text.Tree.IsEmpty)
                Relation[t] = Cached(relations, text.Tree[t].Relation);
        }
    }

    public uint[] Word { get; }
    public uint[] Lemma { get; }
    public uint[] Tag { get; }
    public uint[] Relation { get; }
    public WordCluster[] Clusters { get; }

    /// <summary>The <see cref="WordTable.Key"/> of each token.</summary>
    public uint[] Key { get; }
    public uint[] Suffix { get; }
    public uint[] Shape { get; }

    /// <summary>The number of the sentence of each token.</summary>
    public int[] Sentence { get; }

    /// <summary>The value at <paramref name="token"/> + <paramref name="offset"/>, within the token's sentence.</summary>
    public uint At(uint[] values, int token, int offset)
    {
        var sentence = _text.Sentences[Sentence[token]];
        var at = token + offset;
        return at < sentence.First || at >= sentence.End ? Outside : values[at];
    }

    /// <summary>The first bits of the word class at <paramref name="token"/> + <paramref name="offset"/>, within the sentence.</summary>
    public uint ClusterAt(int token, int offset, int bits)
    {
        var sentence = _text.Sentences[Sentence[token]];
        var at = token + offset;
        return at < sentence.First || at >= sentence.End ? Outside : Clusters[at].Prefix(bits);
    }

    private static uint ShapeOf(ReadOnlySpan<char> form)
    {
        uint shape = 0;
        uint last = 0;
        foreach (var c in form)
        {
            uint kind = char.IsUpper(c) ? 1u : char.IsLower(c) ? 2u : char.IsDigit(c) ? 3u : 4u;
            if (kind != last)
                shape = shape * 5 + kind;
            last = kind;
        }
        return shape;
    }

    private static uint Cached(Dictionary<string, uint> cache, string text)
    {
        if (!cache.TryGetValue(text, out var hash))
            cache[text] = hash = Feature.Hash(text);
        return hash;
    }
}
