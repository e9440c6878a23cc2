using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Scoring;
using Crosscheck.Text;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>
/// Reports with the claims that the reader found instead of the gold's, each given to the telling of the gold claim that it
/// repeats, or else of the nearest gold claim: what the grouping meets when it reads.
/// </summary>
internal static class ReadSamples
{
    public static IncidentSample? Of(GoldText report, ImmutableArray<StatedClaim> mentions)
    {
        var gold = report.Report.Incidents.SelectMany((t, k) => t.Claims.Select(c => (Claim: c, Telling: k, Span: GoldText.SpanOf(c))))
            .Where(g => g.Span.Length > 0).ToArray();
        if (gold.Length == 0 || mentions.IsEmpty)
            return null;
        var text = report.Context.Text;
        var labels = new int[mentions.Length];
        for (var i = 0; i < labels.Length; i++)
        {
            var span = text.SpanOf(mentions[i].Mention.Tokens);
            var same = gold.Where(g => GoldMatch.SameValue(g.Claim, mentions[i].Mention.Attribute, mentions[i].Mention.Value)).ToArray();
            labels[i] = (same.Length > 0 ? same : gold).MinBy(g => Distance(g.Span, span)).Telling;
        }
        return new IncidentSample(report.Cluster, report.Report, text,
            [.. mentions.Select(m => new ClaimMention(m.Mention.Tokens, m.Mention.Attribute, m.Mention.Value))], labels);
    }

    private static int Distance(TextSpan a, TextSpan b) => a.Overlaps(b) ? 0 : Math.Max(a.Start - b.End, b.Start - a.End);
}
