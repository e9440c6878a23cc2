using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Lab.Attributions;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Neural;
using Crosscheck.Lab.Scoring;
using Crosscheck.Models;
using Crosscheck.Models.Neural;
using Crosscheck.Text;
using Crosscheck.Views;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>Trains the claim models from gold reports with spans.</summary>
public static class ClaimTrainer
{
    public static readonly string[] Names = ["claims-quantities", "claims-roles", "claims-dates", "claims-network"];

    /// <summary>The bytes of the three models, in the order of <see cref="Names"/>.</summary>
    public static byte[][] Train(IReadOnlyList<GoldText> reports)
    {
        List<MultiExample> quantities = [], roles = [], dates = [];
        foreach (var report in reports)
        {
            AddQuantities(report, quantities);
            AddRoles(report, roles);
            AddDates(report, dates);
        }
        return
        [
            MultiLabelTrainer.Train(quantities, [.. CandidateReader.QuantityLabels.Select(ReadingJson.Name)], epochs: 10),
            MultiLabelTrainer.Train(roles, [.. CandidateReader.RoleLabels.Select(ReadingJson.Name)], epochs: 6),
            MultiLabelTrainer.Train(dates, ["date"], epochs: 10),
            TokenNetworkTrainer.Train([.. reports.SelectMany(ClaimWindows.Of)], ClaimNetwork.Labels.Length),
        ];
    }

    internal static ClaimModels ModelsOf(byte[][] bytes) =>
        new(LinearModel.FromBytes(bytes[0], Names[0]), LinearModel.FromBytes(bytes[1], Names[1]), LinearModel.FromBytes(bytes[2], Names[2]),
            new ClaimNetwork(new TensorFile(bytes[3], Names[3])));

    private static void AddQuantities(GoldText report, List<MultiExample> examples)
    {
        var context = report.Context;
        var text = context.Text;
        var labels = new uint[text.Quantities.Length];
        var masks = new uint[text.Quantities.Length];
        Array.Fill(masks, 0xFu);
        foreach (var claim in report.Claims.Where(c => GoldMatch.IsNumeric(c.Attribute)))
            LabelQuantity(text, claim, labels, masks);
        var buffer = new uint[160];
        var previous = 0u;
        var sentence = -1;
        for (var q = 0; q < labels.Length; q++)
        {
            var here = context.Hashes.Sentence[text.Quantities[q].Tokens.First];
            if (here != sentence)
                (previous, sentence) = (16, here);
            var sink = new FeatureSink(buffer);
            QuantityFeatures.Fill(ref sink, context, q, previous);
            examples.Add(new MultiExample(sink.Features.ToArray(), labels[q], masks[q] | labels[q]));
            previous = labels[q];
        }
    }

    /// <summary>The quantity that a gold claim's words hold is positive; others of the same value may tell it again and are not learned from.</summary>
    private static void LabelQuantity(AnnotatedText text, GoldClaim claim, uint[] labels, uint[] masks)
    {
        var label = CandidateReader.QuantityLabels.IndexOf(Enum.Parse<ClaimAttribute>(claim.Attribute, ignoreCase: true));
        var span = GoldText.SpanOf(claim);
        var best = -1;
        for (var q = 0; q < text.Quantities.Length; q++)
        {
            var quantity = text.Quantities[q];
            if (!GoldMatch.SameNumber(claim, quantity.N ?? quantity.Low, quantity.N, quantity.N ?? quantity.High))
                continue;
            var range = text.SpanOf(Cover(quantity));
            if (range.Overlaps(span) && (best < 0 || Overlap(range, span) > Overlap(text.SpanOf(Cover(text.Quantities[best])), span)))
                best = q;
            if (claim.N is > 2 || claim.Low is > 3)
                masks[q] &= ~(1u << label);
        }
        if (best >= 0)
            labels[best] |= 1u << label;
    }

    private static int Overlap(TextSpan a, TextSpan b) => Math.Min(a.End, b.End) - Math.Max(a.Start, b.Start) - Math.Abs(a.Length - b.Length) / 4;

    private static TokenRange Cover(Quantity q) =>
        q.Group is { } g ? new TokenRange(Math.Min(q.Tokens.First, g.First), Math.Max(q.Tokens.End, g.End)) : q.Tokens;

    private static void AddRoles(GoldText report, List<MultiExample> examples)
    {
        var context = report.Context;
        var text = context.Text;
        var n = text.Tokens.Length;
        var labels = new uint[n];
        var masks = new uint[n];
        Array.Fill(masks, (1u << CandidateReader.RoleLabels.Length) - 1);
        foreach (var claim in report.Claims)
        {
            if (!Enum.TryParse<ClaimAttribute>(claim.Attribute, ignoreCase: true, out var attribute))
                continue;
            var label = CandidateReader.RoleLabels.IndexOf(attribute);
            if (label < 0)
                continue;
            var range = text.TokensIn(GoldText.SpanOf(claim));
            for (var t = range.First; t < range.End; t++)
                labels[t] |= 1u << label;
            MaskRepeats(text, context, range, 1u << label, masks);
        }
        var buffer = new uint[160];
        for (var t = 0; t < n; t++)
        {
            var sink = new FeatureSink(buffer);
            RoleFeatures.Fill(ref sink, context, t);
            examples.Add(new MultiExample(sink.Features.ToArray(), labels[t], masks[t] | labels[t]));
        }
    }

    /// <summary>The gold marks one place where a value is told; the same words elsewhere are neither right nor wrong.</summary>
    internal static void MaskRepeats(AnnotatedText text, ClaimContext context, TokenRange range, uint bit, uint[] masks)
    {
        for (var t = range.First; t < range.End; t++)
        {
            if (text.Tags[t].Upos is not (Upos.NOUN or Upos.PROPN or Upos.ADJ))
                continue;
            var lemma = context.Hashes.Lemma[t];
            for (var other = 0; other < masks.Length; other++)
            {
                if (context.Hashes.Lemma[other] == lemma)
                    masks[other] &= ~bit;
            }
        }
    }

    private static void AddDates(GoldText report, List<MultiExample> examples)
    {
        var context = report.Context;
        var text = context.Text;
        var buffer = new uint[160];
        var gold = report.Claims.Where(c => c.Attribute == "date").ToArray();
        for (var i = 0; i < text.Times.Length; i++)
        {
            if (DateFeatures.DateOf(text.Times[i]) is not { } value)
                continue;
            var span = text.SpanOf(text.Times[i].Tokens);
            var positive = gold.Any(c => c.Value == value && GoldText.SpanOf(c).Overlaps(span));
            var repeat = gold.Any(c => c.Value == value);
            var sink = new FeatureSink(buffer);
            DateFeatures.Fill(ref sink, context, i);
            examples.Add(new MultiExample(sink.Features.ToArray(), positive ? 1u : 0, positive || !repeat ? 1u : 0));
        }
    }
}

/// <summary>A gold report with its annotated text.</summary>
public sealed class GoldText
{
    internal GoldText(GoldCluster cluster, GoldReport report)
    {
        Cluster = cluster;
        Report = report;
        Context = new ClaimContext(ReportReader.Annotate(report.Document));
        Claims = [.. report.Incidents.SelectMany(i => i.Claims)];
        Attribution = AttributionData.Of(report, Context.Text, cluster.Fold);
        Incidents = IncidentSample.Of(cluster, report, Context.Text);
    }

    public GoldCluster Cluster { get; }
    public GoldReport Report { get; }
    internal ClaimContext Context { get; }
    internal AttributionReport Attribution { get; }
    internal IncidentSample Incidents { get; }

    /// <summary>The claims of all incidents of the report.</summary>
    public ImmutableArray<GoldClaim> Claims { get; }

    public static TextSpan SpanOf(GoldClaim claim) =>
        claim is { SpanAt: { } at, Span: { } words } ? new TextSpan(at, at + words.Length) : default;

    /// <summary>Every report of the clusters, annotated.</summary>
    public static List<GoldText> Load(IEnumerable<GoldCluster> clusters) =>
        [.. clusters.SelectMany(c => c.Reports.Select(r => new GoldText(c, r)))];
}
