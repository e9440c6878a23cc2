using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Text;

namespace Crosscheck.Lab.Incidents;

/// <summary>One gold report with its gold claims in text order and the telling that each belongs to.</summary>
internal sealed record IncidentSample(GoldCluster Cluster, GoldReport Report, AnnotatedText Text, ImmutableArray<ClaimMention> Claims, int[] Gold)
{
    public static IReadOnlyList<IncidentSample> Load(string folder) =>
        [.. GoldCluster.Load(folder).SelectMany(c => c.Reports.Select(r => Of(c, r)))];

    public GoldIncident Facts(int telling) => Cluster.Incidents[Report.Incidents[telling].Ref];

    private static IncidentSample Of(GoldCluster cluster, GoldReport report) => Of(cluster, report, ReportReader.Annotate(report.Document));

    /// <summary>The sample of a report that is annotated already.</summary>
    public static IncidentSample Of(GoldCluster cluster, GoldReport report, AnnotatedText text)
    {
        var rows = report.Incidents
            .SelectMany((t, k) => t.Claims.Select(c => (Claim: c, Telling: k)))
            .Where(x => x.Claim is { Span.Length: > 0, SpanAt: not null })
            .Select(x => (Mention: Mention(text, x.Claim), x.Telling, At: x.Claim.SpanAt!.Value))
            .Where(x => x.Mention.Tokens.Length > 0)
            .OrderBy(x => x.At).ThenBy(x => x.Mention.Tokens.End).ThenBy(x => x.Mention.Attribute).ThenBy(x => x.Telling)
            .DistinctBy(x => (x.Mention.Tokens, x.Mention.Attribute, x.Mention.Value))
            .ToArray();
        return new IncidentSample(cluster, report, text, [.. rows.Select(r => r.Mention)], [.. rows.Select(r => r.Telling)]);
    }

    private static ClaimMention Mention(AnnotatedText text, GoldClaim claim)
    {
        var tokens = text.TokensIn(new TextSpan(claim.SpanAt!.Value, claim.SpanAt.Value + claim.Span!.Length));
        var attribute = Enum.Parse<ClaimAttribute>(claim.Attribute, ignoreCase: true);
        var value = attribute <= ClaimAttribute.Munitions
            ? new ClaimValue { N = claim.N, Low = claim.Low, High = claim.High, Approximate = claim.Approximate, Who = claim.Who }
            : new ClaimValue { Text = claim.Value ?? "" };
        return new ClaimMention(tokens, attribute, value);
    }
}
