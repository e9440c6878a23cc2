using Crosscheck.Models;

namespace Crosscheck.Text.Names;

/// <summary>
/// What the model of names looks at: the word, two words to each side, the run of capitalised words that it stands in, and what
/// lexicons and word classes say of them.
/// </summary>
internal readonly ref struct NameFeatures(ReadOnlySpan<NameToken> tokens)
{
    public const int Max = 96;
    private readonly ReadOnlySpan<NameToken> _tokens = tokens;

    /// <summary>Writes the features of token <paramref name="i"/> of the sentence [first, end); returns their number.</summary>
    public int Write(int i, int first, int end, Span<uint> features)
    {
        var none = default(NameToken);
        ref readonly var w = ref _tokens[i];
        ref readonly var left = ref i > first ? ref _tokens[i - 1] : ref none;
        ref readonly var left2 = ref i > first + 1 ? ref _tokens[i - 2] : ref none;
        ref readonly var right = ref i + 1 < end ? ref _tokens[i + 1] : ref none;
        ref readonly var right2 = ref i + 2 < end ? ref _tokens[i + 2] : ref none;
        var n = 0;
        features[n++] = 1;
        n = WriteWord(w, i == first ? 1u : 0u, n, features);
        n = WriteNeighbours(w, left, left2, right, right2, n, features);
        n = WriteLexicons(w, left, right, n, features);
        return WriteRun(i, first, end, n, features);
    }

    private static int WriteWord(in NameToken w, uint initial, int n, Span<uint> features)
    {
        features[n++] = Feature.Of(1, w.Word.Form);
        features[n++] = Feature.Of(2, w.Word.Lower);
        features[n++] = Feature.Of(3, w.Word.Shape, initial);
        features[n++] = Feature.Of(4, w.Word.Suffix2);
        features[n++] = Feature.Of(5, w.Word.Suffix3);
        features[n++] = Feature.Of(6, w.Word.Suffix4);
        features[n++] = Feature.Of(7, w.Word.Prefix3);
        features[n++] = Feature.Of(8, w.Cluster.Code);
        features[n++] = Feature.Of(9, w.Cluster.Prefix(6));
        features[n++] = Feature.Of(10, w.Cluster.Prefix(10));
        features[n++] = Feature.Of(11, w.Tag, initial);
        features[n++] = Feature.Of(12, w.Tag, w.Word.Shape);
        features[n++] = Feature.Of(13, w.Seen, initial, w.Tag);
        features[n++] = Feature.Of(14, w.Cluster.Prefix(8), w.Word.Shape);
        return n;
    }

    private static int WriteNeighbours(in NameToken w, in NameToken left, in NameToken left2, in NameToken right, in NameToken right2, int n, Span<uint> features)
    {
        features[n++] = Feature.Of(20, left.Word.Lower);
        features[n++] = Feature.Of(21, right.Word.Lower);
        features[n++] = Feature.Of(22, left2.Word.Lower);
        features[n++] = Feature.Of(23, right2.Word.Lower);
        features[n++] = Feature.Of(24, left.Cluster.Code);
        features[n++] = Feature.Of(25, right.Cluster.Code);
        features[n++] = Feature.Of(26, left.Cluster.Prefix(8));
        features[n++] = Feature.Of(27, right.Cluster.Prefix(8));
        features[n++] = Feature.Of(28, left2.Cluster.Prefix(10));
        features[n++] = Feature.Of(29, right2.Cluster.Prefix(10));
        features[n++] = Feature.Of(30, left.Word.Lower, w.Word.Lower);
        features[n++] = Feature.Of(31, w.Word.Lower, right.Word.Lower);
        features[n++] = Feature.Of(32, left.Word.Shape, w.Word.Shape, right.Word.Shape);
        features[n++] = Feature.Of(33, left.Tag, w.Tag, right.Tag);
        features[n++] = Feature.Of(34, left.Cluster.Prefix(10), w.Cluster.Prefix(10));
        features[n++] = Feature.Of(35, w.Cluster.Prefix(10), right.Cluster.Prefix(10));
        features[n++] = Feature.Of(36, left2.Word.Lower, left.Word.Lower);
        features[n++] = Feature.Of(37, right.Word.Lower, right2.Word.Lower);
        features[n++] = Feature.Of(38, left.Word.Suffix3, w.Word.Shape);
        features[n++] = Feature.Of(39, right.Word.Suffix3, w.Word.Shape);
        return n;
    }

    private static int WriteLexicons(in NameToken w, in NameToken left, in NameToken right, int n, Span<uint> features)
    {
        features[n++] = Feature.Of(50, w.People, w.Word.Shape);
        features[n++] = Feature.Of(51, w.Place);
        features[n++] = Feature.Of(52, w.Actor);
        features[n++] = Feature.Of(53, w.Nation);
        features[n++] = Feature.Of(54, w.Kind);
        features[n++] = Feature.Of(55, w.People, (uint)(w.Place >> 2), w.Tag);
        features[n++] = Feature.Of(56, left.People, w.People);
        features[n++] = Feature.Of(57, w.People, right.People);
        features[n++] = Feature.Of(58, left.Kind, w.People);
        features[n++] = Feature.Of(59, left.Kind);
        features[n++] = Feature.Of(60, right.Kind);
        features[n++] = Feature.Of(61, w.Place, right.Kind);
        features[n++] = Feature.Of(62, left.Kind, w.Place);
        features[n++] = Feature.Of(63, left.Place, w.Place);
        features[n++] = Feature.Of(64, w.Nation, right.Tag);
        features[n++] = Feature.Of(65, left.Nation, w.Kind);
        features[n++] = Feature.Of(66, w.Lexicons);
        features[n++] = Feature.Of(67, left.Word.Lower, w.Place);
        features[n++] = Feature.Of(68, left.Actor, w.Actor);
        return n;
    }

    private int WriteRun(int i, int first, int end, int n, Span<uint> features)
    {
        int from = i, to = i;
        while (from > first && i - from < 8 && _tokens[from - 1].Candidate)
            from--;
        while (to + 1 < end && to - i < 8 && _tokens[to + 1].Candidate)
            to++;
        var none = default(NameToken);
        ref readonly var before = ref from > first ? ref _tokens[from - 1] : ref none;
        ref readonly var after = ref to + 1 < end ? ref _tokens[to + 1] : ref none;
        ref readonly var head = ref _tokens[to];
        ref readonly var start = ref _tokens[from];
        var place = (uint)(Math.Min(i - from, 2) | Math.Min(to - i, 2) << 2);
        features[n++] = Feature.Of(70, place, _tokens[i].Word.Shape);
        features[n++] = Feature.Of(71, head.Word.Lower, i == to ? 1u : 0u);
        features[n++] = Feature.Of(72, head.Cluster.Prefix(12), i == to ? 1u : 0u);
        features[n++] = Feature.Of(73, head.Kind, place);
        features[n++] = Feature.Of(74, start.Word.Lower, i == from ? 1u : 0u);
        features[n++] = Feature.Of(75, start.Lexicons, i == from ? 1u : 0u);
        features[n++] = Feature.Of(76, before.Word.Lower);
        features[n++] = Feature.Of(77, after.Word.Lower);
        features[n++] = Feature.Of(78, before.Cluster.Prefix(10), after.Cluster.Prefix(10));
        features[n++] = Feature.Of(79, after.Kind, head.People);
        features[n++] = Feature.Of(80, before.Word.Lower, after.Word.Lower);
        return n;
    }
}
