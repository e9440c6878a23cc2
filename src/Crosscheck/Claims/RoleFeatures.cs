using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>
/// Features of one token for the role model: is it part of the words for a weapon, target, perpetrator, claimant or place?
/// Words in a window, the way up the tree to the verb, what the sentence tells of, and what the other layers found.
/// </summary>
internal static class RoleFeatures
{
    public static void Fill(ref FeatureSink sink, ClaimContext c, int t)
    {
        var h = c.Hashes;
        var w = h.Word[t];
        var tag = h.Tag[t];
        sink.Add(0, 0u);
        sink.Add(1, w);
        sink.Add(2, h.Lemma[t], tag);
        sink.Add(3, h.ClusterAt(t, 0, 20));
        sink.Add(4, h.ClusterAt(t, 0, 8));
        sink.Add(5, tag);
        sink.Add(6, h.Suffix[t]);
        sink.Add(7, h.Shape[t]);
        Window(ref sink, h, t);
        if (!c.Text.Tree.IsEmpty)
            Syntax(ref sink, c, t);
        Sentence(ref sink, c, t);
        Layers(ref sink, c, t);
    }

    private static void Window(ref FeatureSink sink, TokenFeatures h, int t)
    {
        for (var offset = -3; offset <= 3; offset++)
        {
            if (offset == 0)
                continue;
            sink.Add(20 + offset, h.At(h.Word, t, offset));
            sink.Add(30 + offset, h.ClusterAt(t, offset, 12));
            if (Math.Abs(offset) <= 2)
                sink.Add(40 + offset, h.At(h.Tag, t, offset), h.Tag[t]);
        }
        sink.Add(50, h.At(h.Word, t, -1), h.Word[t]);
        sink.Add(51, h.Word[t], h.At(h.Word, t, 1));
        sink.Add(52, h.At(h.Word, t, -2), h.At(h.Word, t, -1));
        sink.Add(53, h.At(h.Word, t, 1), h.At(h.Word, t, 2));
        sink.Add(54, h.ClusterAt(t, -1, 8), h.ClusterAt(t, 0, 12));
        sink.Add(55, h.ClusterAt(t, 0, 12), h.ClusterAt(t, 1, 8));
        sink.Add(56, h.At(h.Tag, t, -1), h.Tag[t], h.At(h.Tag, t, 1));
    }

    private static void Syntax(ref FeatureSink sink, ClaimContext c, int t)
    {
        var h = c.Hashes;
        var arc = c.Text.Tree[t];
        var relation = h.Relation[t];
        sink.Add(60, relation, h.Tag[t]);
        var phrase = PhraseHead(c.Text, t);
        var above = c.Text.Tree[phrase].Head;
        var preposition = c.Case[phrase] < 0 ? 0 : h.Lemma[c.Case[phrase]];
        sink.Add(61, h.Relation[phrase], preposition);
        sink.Add(62, h.Lemma[phrase], t == phrase ? 1u : 0u);
        sink.Add(63, h.Clusters[phrase].Prefix(12), h.Relation[phrase]);
        if (arc.Head >= 0)
        {
            sink.Add(64, relation, h.Lemma[arc.Head]);
            sink.Add(65, relation, h.Clusters[arc.Head].Prefix(10));
        }
        if (above >= 0)
        {
            sink.Add(66, h.Relation[phrase] * 31 + preposition, h.Lemma[above]);
            sink.Add(67, h.Relation[phrase] * 31 + preposition, h.Clusters[above].Prefix(10));
            sink.Add(68, h.Relation[phrase], c.Outcome[above]);
        }
        var verb = c.VerbAbove[phrase];
        sink.Add(69, c.PathAbove[phrase], verb < 0 ? 0 : h.Lemma[verb]);
        sink.Add(70, c.PathAbove[phrase], verb < 0 ? 0u : c.Outcome[verb]);
        sink.Add(71, c.PathAbove[phrase], verb < 0 ? 0 : h.Clusters[verb].Prefix(10), h.Clusters[phrase].Prefix(8));
    }

    private static void Sentence(ref FeatureSink sink, ClaimContext c, int t)
    {
        var s = c.Hashes.Sentence[t];
        sink.Add(80, c.OutcomeMask[s] & 0x7F);
        sink.Add(81, c.Hashes.Lemma[t], c.OutcomeMask[s] & 0x4E);
        sink.Add(82, (uint)Math.Min(s, 6));
        sink.Add(83, c.Hashes.Clusters[t].Prefix(10), (uint)Math.Min(s, 3));
        sink.Add(84, c.QuoteDepth[t]);
        sink.Add(85, c.Occurrence[t]);
        sink.Add(86, c.Hashes.Clusters[t].Prefix(10), c.Occurrence[t]);
        if (c.TitleWords.Count > 0)
            sink.Add(87, c.TitleWords.Contains(c.Hashes.Word[t]) ? 1u : 0u, (uint)c.Text.Tags[t].Upos);
        for (byte outcome = 1; outcome <= 6; outcome++)
        {
            if (outcome is 3 or 4)
                continue;
            int left = c.Nearest(t, outcome, -1), right = c.Nearest(t, outcome, 1);
            sink.Add(90 + outcome, ClaimContext.Bucket(left < 0 ? -1 : t - left), ClaimContext.Bucket(right < 0 ? -1 : right - t));
            if (outcome is 5 or 6)
            {
                sink.Add(100 + outcome, left < 0 ? 0 : c.Hashes.Lemma[left], ClaimContext.Bucket(left < 0 ? -1 : t - left));
                sink.Add(110 + outcome, right < 0 ? 0 : c.Hashes.Lemma[right], ClaimContext.Bucket(right < 0 ? -1 : right - t));
            }
        }
    }

    private static void Layers(ref FeatureSink sink, ClaimContext c, int t)
    {
        var name = c.NameAt[t];
        var type = name < 0 ? 9u : (uint)c.Text.Names[name].Type;
        sink.Add(120, type);
        sink.Add(121, type, c.Hashes.At(c.Hashes.Word, t, -1));
        var place = c.PlaceAt[t];
        var kind = place < 0 ? 0u : c.Text.Places[place] is { } p ? 1u + (p.Relative ? 1u : 0u) + 2 * (p.Resolved is { } r ? 1u + (uint)r.Precision : 0u) : 0u;
        sink.Add(122, kind);
        sink.Add(123, kind, c.Hashes.At(c.Hashes.Word, t, -1));
        sink.Add(124, c.TimeAt[t] >= 0);
        sink.Add(125, c.QuantityAt[t] >= 0);
        if (place >= 0)
        {
            var first = c.Text.Places[place].Tokens.First;
            sink.Add(126, kind, c.Hashes.At(c.Hashes.Word, first, -1));
            sink.Add(127, kind, (uint)Math.Min(c.Hashes.Sentence[t], 3), c.Occurrence[t]);
        }
    }

    /// <summary>The head of the noun phrase that a token stands in: up over compounds, adjectives and parts of names.</summary>
    public static int PhraseHead(AnnotatedText text, int t)
    {
        for (var step = 0; step < 4; step++)
        {
            if (text.Tree[t].Head < 0 || text.Tree[t].Relation is not ("compound" or "amod" or "flat" or "nummod" or "det" or "case" or "nmod:poss" or "goeswith" or "fixed" or "nmod:unmarked" or "punct"))
                return t;
            t = text.Tree[t].Head;
        }
        return t;
    }
}
