using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>Features of one quantity for the model that tells whether it counts killed, injured, abducted, munitions or none of these.</summary>
internal static class QuantityFeatures
{
    /// <param name="previous">The labels (a bit each) that the quantity before in the same sentence was given.</param>
    public static void Fill(ref FeatureSink sink, ClaimContext c, int index, uint previous)
    {
        var quantity = c.Text.Quantities[index];
        var h = c.Hashes;
        var first = Math.Min(quantity.Tokens.First, quantity.Group?.First ?? int.MaxValue);
        var last = Math.Max(quantity.Tokens.End, quantity.Group?.End ?? 0) - 1;
        var head = Head(c, quantity);
        sink.Add(200, 0u);
        sink.Add(201, Feature.Hash(quantity.By));
        sink.Add(202, Shape(quantity));
        sink.Add(203, Shape(quantity), h.Lemma[head]);
        sink.Add(204, h.Lemma[head]);
        sink.Add(205, h.Clusters[head].Prefix(12));
        sink.Add(206, h.Clusters[head].Prefix(7));
        sink.Add(207, quantity.Group is not null);
        sink.Add(208, h.Word[quantity.Tokens.First]);
        sink.Add(209, previous, quantity.Group is not null ? 1u : 0u);
        sink.Add(210, previous, h.At(h.Word, first, -1));
        for (var t = first; t <= last && t < first + 8; t++)
        {
            sink.Add(211, h.Lemma[t]);
            sink.Add(212, c.Outcome[t]);
        }
        Around(ref sink, h, first, last);
        Outcomes(ref sink, c, first, last, quantity.Group is not null);
        if (!c.Text.Tree.IsEmpty)
            Syntax(ref sink, c, head);
        var s = h.Sentence[head];
        sink.Add(290, c.OutcomeMask[s] & 0xFF);
        sink.Add(291, (uint)Math.Min(s, 5));
        sink.Add(292, c.QuoteDepth[head]);
        sink.Add(293, c.TitleWords.Contains(h.Word[quantity.Tokens.First]), quantity.Group is not null);
        sink.Add(294, h.Lemma[head], c.OutcomeMask[s] & 0x3E);
    }

    /// <summary>The token that stands for the quantity in the tree: the last of the counted group, or of the number.</summary>
    public static int Head(ClaimContext c, Quantity quantity)
    {
        var range = quantity.Group ?? quantity.Tokens;
        if (!c.Text.Tree.IsEmpty)
        {
            for (var t = range.End - 1; t >= range.First; t--)
            {
                if (!range.Contains(c.Text.Tree[t].Head) && c.Text.Tags[t].Upos is Upos.NOUN or Upos.PROPN or Upos.NUM or Upos.PRON or Upos.ADJ or Upos.DET)
                    return t;
            }
        }
        return range.End - 1;
    }

    private static void Add(this ref FeatureSink sink, int template, bool a, bool b) => sink.Add(template, (a ? 1u : 0u) + (b ? 2u : 0u));

    private static uint Shape(Quantity q) =>
        (q.N is null ? 0u : q.N == 0 ? 1u : q.N == 1 ? 2u : q.N < 1900 ? 3u : 4u) + 5 * (q.Low is null ? 0u : q.Low < 3 ? 1u : 2u) + 15 * (q.High is null ? 0u : 1u) + 30 * (q.Approximate ? 1u : 0u);

    private static void Around(ref FeatureSink sink, TokenFeatures h, int first, int last)
    {
        for (var d = 1; d <= 4; d++)
        {
            sink.Add(220 + d, h.At(h.Lemma, first, -d));
            sink.Add(225 + d, h.At(h.Lemma, last, d));
            sink.Add(230 + d, h.ClusterAt(first, -d, 10));
            sink.Add(235 + d, h.ClusterAt(last, d, 10));
            sink.Add(240, h.At(h.Lemma, first, -d));
            sink.Add(241, h.At(h.Lemma, last, d));
        }
        sink.Add(242, h.At(h.Lemma, first, -2), h.At(h.Lemma, first, -1));
        sink.Add(243, h.At(h.Lemma, last, 1), h.At(h.Lemma, last, 2));
        sink.Add(244, h.At(h.Lemma, first, -1), h.At(h.Lemma, last, 1));
        sink.Add(245, h.ClusterAt(first, -1, 10), h.ClusterAt(last, 1, 10), h.ClusterAt(last, 2, 10));
        sink.Add(246, h.At(h.Lemma, last, 1), h.At(h.Lemma, last, 2), h.At(h.Lemma, last, 3));
        sink.Add(247, h.At(h.Word, first, -1), h.At(h.Word, first, -2), h.At(h.Word, first, -3));
    }

    private static void Outcomes(ref FeatureSink sink, ClaimContext c, int first, int last, bool group)
    {
        var g = group ? 1u : 0u;
        var nearest = 0u;
        var nearestDistance = int.MaxValue;
        for (byte outcome = 1; outcome <= 6; outcome++)
        {
            int left = c.Nearest(first, outcome, -1), right = c.Nearest(last, outcome, 1);
            int dl = left < 0 ? -1 : first - left, dr = right < 0 ? -1 : right - last;
            sink.Add(250 + outcome, ClaimContext.Bucket(dl), ClaimContext.Bucket(dr));
            sink.Add(257 + outcome, ClaimContext.Bucket(dr), g);
            sink.Add(264 + outcome, ClaimContext.Bucket(dl), g);
            if (outcome > 4)
                continue;
            if (dl > 0 && dl < nearestDistance)
                (nearest, nearestDistance) = (outcome * 2u, dl);
            if (dr > 0 && dr < nearestDistance)
                (nearest, nearestDistance) = (outcome * 2u + 1, dr);
        }
        sink.Add(272, nearest, ClaimContext.Bucket(nearestDistance == int.MaxValue ? -1 : nearestDistance));
        sink.Add(273, nearest, g);
    }

    private static void Syntax(ref FeatureSink sink, ClaimContext c, int head)
    {
        var h = c.Hashes;
        var arc = c.Text.Tree[head];
        var preposition = c.Case[head] < 0 ? 0 : h.Lemma[c.Case[head]];
        sink.Add(275, h.Relation[head], preposition);
        if (arc.Head >= 0)
        {
            sink.Add(276, h.Relation[head] * 31 + preposition, h.Lemma[arc.Head]);
            sink.Add(277, h.Relation[head] * 31 + preposition, h.Clusters[arc.Head].Prefix(10));
            sink.Add(278, h.Relation[head] * 31 + preposition, c.Outcome[arc.Head]);
            var grand = c.Text.Tree[arc.Head].Head;
            if (grand >= 0)
            {
                sink.Add(279, h.Relation[head] * 31 + h.Relation[arc.Head], h.Lemma[grand]);
                sink.Add(280, h.Relation[head] * 31 + h.Relation[arc.Head], c.Outcome[grand]);
            }
        }
        var verb = c.VerbAbove[head];
        if (verb >= 0)
        {
            sink.Add(281, c.PathAbove[head], h.Lemma[verb]);
            sink.Add(282, c.PathAbove[head], c.Outcome[verb]);
            sink.Add(283, h.Lemma[verb]);
            sink.Add(284, h.Relation[head], h.Lemma[verb], h.Tag[verb]);
        }
        foreach (var child in ChildrenNear(c.Text, head))
        {
            sink.Add(285, h.Relation[child], h.Lemma[child]);
            sink.Add(286, h.Relation[child], c.Outcome[child]);
        }
    }

    private static IEnumerable<int> ChildrenNear(AnnotatedText text, int head)
    {
        for (var t = Math.Max(0, head - 8); t < Math.Min(text.Tokens.Length, head + 12); t++)
        {
            if (text.Tree[t].Head == head && text.Tree[t].Relation is not ("punct" or "det"))
                yield return t;
        }
    }
}
