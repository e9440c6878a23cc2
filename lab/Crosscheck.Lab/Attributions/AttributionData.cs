using Crosscheck.Claims;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Attributions;

/// <summary>One gold claim with its span in its text.</summary>
internal sealed record GoldSpan(GoldReport Report, GoldClaim Gold, ClaimSpan Claim);

/// <summary>One report: its attributor and its gold claims.</summary>
internal sealed record AttributionReport(ClaimAttributor Attributor, IReadOnlyList<GoldSpan> Claims, int Fold);

/// <summary>Gold claims as training examples of <see cref="ClaimAttributor"/>.</summary>
internal static class AttributionData
{
    public static readonly string[] Statuses = [.. Enum.GetNames<ClaimStatus>().Select(n => n.ToLowerInvariant())];

    private static readonly AttributorModels Untrained = new(
        LinearModel.FromBytes(LinearModel.Write(["rank"], new Dictionary<uint, float[]>()), "none"),
        LinearModel.FromBytes(LinearModel.Write(Statuses, new Dictionary<uint, float[]>()), "none"));

    /// <summary>All reports of a gold folder with the claims that have spans.</summary>
    public static List<AttributionReport> Load(string folder)
    {
        var reports = new List<AttributionReport>();
        foreach (var cluster in GoldCluster.Load(folder))
        {
            foreach (var report in cluster.Reports)
            {
                reports.Add(Of(report, ReportReader.Annotate(report.Document), cluster.Fold));
            }
        }
        return reports;
    }

    /// <summary>One annotated report with the claims that have spans.</summary>
    public static AttributionReport Of(GoldReport report, AnnotatedText text, int fold)
    {
        var claims = report.Incidents.SelectMany(i => i.Claims)
            .Where(c => c.SpanAt is not null && c.Span is { Length: > 0 })
            .Select(c => new GoldSpan(report, c, Span(text, c)))
            .Where(c => c.Claim.Tokens.Length > 0).ToList();
        return new AttributionReport(new ClaimAttributor(text, Untrained), claims, fold);
    }

    private static ClaimSpan Span(AnnotatedText text, GoldClaim c) =>
        new(text.TokensIn(new TextSpan(c.SpanAt!.Value, c.SpanAt.Value + c.Span!.Length)), Enum.Parse<ClaimAttribute>(c.Attribute, true));

    public static AttributorModels Train(IEnumerable<AttributionReport> reports)
    {
        var (rank, status) = Weights(reports);
        return new AttributorModels(LinearModel.FromBytes(rank, "source"), LinearModel.FromBytes(status, "status"));
    }

    /// <summary>The bytes of the two models, trained on the given reports.</summary>
    public static (byte[] Source, byte[] Status) Weights(IEnumerable<AttributionReport> reports)
    {
        var choices = new List<Choice>();
        var statuses = new List<Example>();
        foreach (var report in reports)
        {
            foreach (var gold in report.Claims)
                Add(report.Attributor, gold, choices, statuses);
        }
        return (LinearModel.Write(["rank"], RankTrainer.Train(choices)),
            LinearModel.Write(Statuses, LinearTrainer.Train(statuses, Statuses.Length, epochs: 8)));
    }

    private static void Add(ClaimAttributor attributor, GoldSpan gold, List<Choice> choices, List<Example> statuses)
    {
        var candidates = attributor.Candidates.For(gold.Claim);
        var right = Right(attributor, gold);
        if (right.Contains(true))
            choices.Add(new Choice(RankFeatures(attributor, gold.Claim), right));
        var bag = new FeatureBag();
        StatusFeatures.Fill(attributor.Scan, gold.Claim, candidates[Math.Max(0, Array.IndexOf(right, true))], bag);
        statuses.Add(new Example(bag.Span.ToArray(), Array.IndexOf(Statuses, gold.Gold.Status)));
    }

    private static uint[][] RankFeatures(ClaimAttributor attributor, ClaimSpan claim)
    {
        var candidates = attributor.Candidates.For(claim);
        var bag = new FeatureBag();
        var rows = new uint[candidates.Count][];
        for (var k = 0; k < rows.Length; k++)
        {
            bag.Clear();
            AttributionFeatures.Fill(attributor.Scan, claim, candidates, k, bag);
            rows[k] = bag.Span.ToArray();
        }
        return rows;
    }

    /// <summary>The candidates that are right: those on the gold's own words of the source, or else those of the same name.</summary>
    public static bool[] Right(ClaimAttributor attributor, GoldSpan gold)
    {
        var candidates = attributor.Candidates.For(gold.Claim);
        var right = new bool[candidates.Count];
        if (gold.Gold.Source.Length == 0)
        {
            right[0] = true;
            return right;
        }
        for (var pass = 0; pass < 2 && !right.Contains(true); pass++)
        {
            for (var k = 1; k < right.Length; k++)
            {
                var phrase = candidates[k].Phrase!;
                right[k] = NameMatch.Similar(attributor.Names.Resolve(phrase).Text, gold.Gold.Source) && (pass == 1 || OnWords(attributor, phrase, gold.Gold));
            }
        }
        return right;
    }

    /// <summary>Does a phrase stand on the gold's own words of the source?</summary>
    public static bool OnWords(ClaimAttributor attributor, Text.Attributions.Phrase phrase, GoldClaim gold) =>
        gold.SourceAt is { } at && attributor.Scan.Text.SpanOf(phrase.Tokens).Overlaps(new TextSpan(at, at + gold.SourceSpan!.Length));
}
