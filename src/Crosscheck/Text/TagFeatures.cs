using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>What the tagger looks at: the word, two words to each side, and the two tags before it.</summary>
internal static class TagFeatures
{
    public const int Max = 32;

    public static int Write(WordShape[] words, int i, int first, int end, uint previous, uint second, Span<uint> features)
    {
        var none = default(WordShape);
        var w = words[i];
        ref readonly var left = ref i > first ? ref words[i - 1] : ref none;
        ref readonly var left2 = ref i > first + 1 ? ref words[i - 2] : ref none;
        ref readonly var right = ref i + 1 < end ? ref words[i + 1] : ref none;
        ref readonly var right2 = ref i + 2 < end ? ref words[i + 2] : ref none;
        var n = 0;
        features[n++] = 1;
        features[n++] = Feature.Of(1, w.Form);
        features[n++] = Feature.Of(2, w.Lower);
        features[n++] = Feature.Of(3, w.Suffix1, w.Shape);
        features[n++] = Feature.Of(4, w.Suffix2);
        features[n++] = Feature.Of(5, w.Suffix3);
        features[n++] = Feature.Of(6, w.Suffix4);
        features[n++] = Feature.Of(7, w.Prefix2);
        features[n++] = Feature.Of(8, w.Prefix3);
        features[n++] = Feature.Of(9, w.Shape);
        features[n++] = Feature.Of(10, w.Shape, i == first ? 1u : 0u);
        features[n++] = Feature.Of(11, previous);
        features[n++] = Feature.Of(12, previous, second);
        features[n++] = Feature.Of(13, previous, w.Lower);
        features[n++] = Feature.Of(14, left.Lower);
        features[n++] = Feature.Of(15, left2.Lower);
        features[n++] = Feature.Of(16, right.Lower);
        features[n++] = Feature.Of(17, right2.Lower);
        features[n++] = Feature.Of(18, left.Lower, w.Lower);
        features[n++] = Feature.Of(19, w.Lower, right.Lower);
        features[n++] = Feature.Of(20, right.Suffix3);
        features[n++] = Feature.Of(21, right.Shape, w.Shape);
        features[n++] = Feature.Of(22, previous, right.Lower);
        features[n++] = Feature.Of(23, previous, w.Suffix3);
        features[n++] = Feature.Of(24, previous, right.Suffix2);
        features[n++] = Feature.Of(25, left.Shape, w.Shape, right.Shape);
        features[n++] = Feature.Of(26, left2.Lower, left.Lower);
        features[n++] = Feature.Of(27, right.Lower, right2.Lower);
        return n;
    }
}
