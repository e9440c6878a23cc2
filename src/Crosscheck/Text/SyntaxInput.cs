using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>What the syntax network sees of a word: hashes of its form, ends, shape and class, each with a vector of its own.</summary>
internal static class SyntaxInput
{
    public const int Max = 12;

    /// <summary>Writes the features of a word; the first is its form. <paramref name="initial"/>: it begins a sentence.</summary>
    public static int Features(ReadOnlySpan<char> form, bool initial, Span<uint> features)
    {
        if (form.Length > 32)
            form = form[^32..];
        Span<char> lower = stackalloc char[form.Length];
        for (var c = 0; c < form.Length; c++)
            lower[c] = char.IsAsciiDigit(form[c]) ? '0' : form[c] == '’' ? '\'' : char.ToLowerInvariant(form[c]);
        var n = lower.Length;
        var shape = SentenceBoundaries.Shape(form);
        var cluster = WordClusters.Shared.Of(form);
        features[0] = Feature.Of(1, Feature.Hash(lower));
        features[1] = Feature.Of(2, Feature.Hash(lower[^Math.Min(n, 2)..]));
        features[2] = Feature.Of(3, Feature.Hash(lower[^Math.Min(n, 3)..]));
        features[3] = Feature.Of(4, Feature.Hash(lower[^Math.Min(n, 4)..]));
        features[4] = Feature.Of(5, Feature.Hash(lower[..Math.Min(n, 3)]));
        features[5] = Feature.Of(6, shape, initial ? 1u : 0u);
        features[6] = Feature.Of(7, cluster.Code);
        features[7] = Feature.Of(8, cluster.Prefix(8));
        features[8] = Feature.Of(9, cluster.Prefix(5));
        features[9] = Feature.Of(10, Feature.Hash(lower[^1..]), shape);
        features[10] = Feature.Of(11, Feature.Hash(lower[..Math.Min(n, 2)]));
        return 11;
    }
}
