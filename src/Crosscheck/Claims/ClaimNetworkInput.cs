using Crosscheck.Models;
using Crosscheck.Models.Neural;
using Crosscheck.Text;

namespace Crosscheck.Claims;

/// <summary>What the claim network sees of a token: hashes of its word, its place in the tree and what the other layers say of it.</summary>
internal readonly struct ClaimNetworkInput(ClaimContext context) : ITokenInput
{
    public static int Max => 28;

    public uint Key(int token) => context.Hashes.Key[token];

    public int Fill(int token, Span<uint> features)
    {
        var (c, t) = (context, token);
        var sink = new FeatureSink(features);
        var h = c.Hashes;
        var form = c.Text.Form(t);
        sink.Add(601, h.Word[t]);
        sink.Add(602, h.Suffix[t]);
        sink.Add(603, h.Clusters[t].Code);
        sink.Add(604, h.Clusters[t].Prefix(9));
        sink.Add(605, h.Clusters[t].Prefix(6));
        sink.Add(606, h.Shape[t], (uint)Math.Min(form.Length, 4));
        sink.Add(607, h.Tag[t]);
        sink.Add(608, h.Lemma[t]);
        sink.Add(609, c.Outcome[t]);
        var s = h.Sentence[t];
        sink.Add(610, (uint)Math.Min(s, 8));
        sink.Add(611, c.QuoteDepth[t] ? 1u : 0u, c.Occurrence[t]);
        sink.Add(612, c.TitleWords.Count == 0 ? 2u : c.TitleWords.Contains(h.Word[t]) ? 1u : 0u, (uint)c.Text.Tags[t].Upos);
        sink.Add(613, c.NameAt[t] < 0 ? 9u : (uint)c.Text.Names[c.NameAt[t]].Type);
        sink.Add(614, PlaceKind(c, t));
        sink.Add(615, c.TimeAt[t] < 0 ? 0u : 1u + Feature.Hash(c.Text.Times[c.TimeAt[t]].Type));
        sink.Add(616, QuantityKindOf(c, t));
        sink.Add(617, c.OutcomeMask[s] & 0x7F);
        Syntax(ref sink, c, t);
        return sink.Features.Length;
    }

    private static void Syntax(ref FeatureSink sink, ClaimContext c, int t)
    {
        if (c.Text.Tree.IsEmpty)
            return;
        var h = c.Hashes;
        var phrase = RoleFeatures.PhraseHead(c.Text, t);
        var head = c.Text.Tree[t].Head;
        var above = c.Text.Tree[phrase].Head;
        sink.Add(620, h.Relation[t]);
        sink.Add(621, h.Relation[phrase], c.Case[phrase] < 0 ? 0 : h.Lemma[c.Case[phrase]]);
        sink.Add(622, h.Lemma[phrase]);
        sink.Add(623, head < 0 ? 0 : h.Lemma[head]);
        sink.Add(624, above < 0 ? 0 : h.Lemma[above], h.Relation[phrase]);
        sink.Add(625, above < 0 ? 0 : h.Clusters[above].Prefix(9), h.Relation[phrase]);
        var verb = c.VerbAbove[phrase];
        sink.Add(626, verb < 0 ? 0 : h.Lemma[verb]);
        sink.Add(627, verb < 0 ? 0u : c.Outcome[verb], c.PathAbove[phrase]);
    }

    private static uint PlaceKind(ClaimContext c, int t)
    {
        if (c.PlaceAt[t] < 0)
            return 0;
        var place = c.Text.Places[c.PlaceAt[t]];
        return 1u + (place.Relative ? 1u : 0u) + 2 * (place.Resolved is { } r ? 1u + (uint)r.Precision : 0u);
    }

    private static uint QuantityKindOf(ClaimContext c, int t)
    {
        if (c.QuantityAt[t] < 0)
            return 0;
        var q = c.Text.Quantities[c.QuantityAt[t]];
        return 1u + (uint)q.Kind * 8 + (q.N is null ? 0u : q.N == 0 ? 1u : q.N == 1 ? 2u : q.N < 10 ? 3u : q.N < 100 ? 4u : 5u);
    }
}
