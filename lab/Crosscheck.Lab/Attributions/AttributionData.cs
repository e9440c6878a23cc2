using Crosscheck.Claims;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Attributions;

/// <summary>One gold claim with its span in its text.</summary>
internal sealed record GoldSpan(GoldReport Report, GoldClaim Gold, ClaimSpan Claim);

/// <summary>One report: its attributor and its gold claims.</summary>
internal sealed record AttributionReport(ClaimAttributor Attributor, IReadOnlyList<GoldSpan> Claims, IReadOnlyList<Choice> Choices, int Fold);

/// <summary>The files of the three models.</summary>
internal sealed record TrainedAttributor(byte[] Source, byte[] Trees, byte[] Status)
{
    public AttributorModels Models { get; } =
        new(LinearModel.FromBytes(Source, "source"), BoostedTrees.FromBytes(Trees, "trees"), LinearModel.FromBytes(Status, "status"));
}

/// <summary>Gold claims as training examples of <see cref="ClaimAttributor"/>.</summary>
internal static class AttributionData
{
    public static readonly string[] Statuses = [.. Enum.GetNames<ClaimStatus>().Select(n => n.ToLowerInvariant())];

    private static readonly AttributorModels Untrained = new(
        LinearModel.FromBytes(LinearModel.Write(["rank"], new Dictionary<uint, float[]>()), "none"),
        null,
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
        var attributor = new ClaimAttributor(text, Untrained);
        return new AttributionReport(attributor, claims, Choices(attributor, claims), fold);
    }

    private static ClaimSpan Span(AnnotatedText text, GoldClaim c) =>
        new(text.TokensIn(new TextSpan(c.SpanAt!.Value, c.SpanAt.Value + c.Span!.Length)), Enum.Parse<ClaimAttribute>(c.Attribute, true));

    /// <summary>The models, trained on the given reports. The trees learn from linear scores of rankings that had not seen the report.</summary>
    public static AttributorModels Train(IEnumerable<AttributionReport> reports) => Files([.. reports]).Models;

    /// <summary>The same as the bytes of files.</summary>
    public static TrainedAttributor Files(IReadOnlyList<AttributionReport> reports) =>
        new(Ranker(reports), Trees(reports).ToBytes(), Status(reports));

    private static byte[] Ranker(IEnumerable<AttributionReport> reports)
    {
        var choices = reports.SelectMany(r => r.Choices).Where(c => c.Right.Contains(true)).ToList();
        return LinearModel.Write(["rank"], RankTrainer.Train(choices));
    }

    private static BoostedTrees Trees(IReadOnlyList<AttributionReport> reports)
    {
        var rows = new List<float[]>();
        var labels = new List<bool>();
        foreach (var fold in reports.Select(r => r.Fold).Distinct().Order())
        {
            var models = Untrained with { Ranker = LinearModel.FromBytes(Ranker(reports.Where(r => r.Fold != fold)), "inner") };
            foreach (var report in reports.Where(r => r.Fold == fold))
            {
                var attributor = report.Attributor.With(models);
                for (var i = 0; i < report.Claims.Count; i++)
                {
                    if (!report.Choices[i].Right.Contains(true))
                        continue;
                    rows.AddRange(attributor.Rows(report.Claims[i].Claim));
                    labels.AddRange(report.Choices[i].Right);
                }
            }
        }
        return BoostedTreesTrainer.Train([.. rows], [.. labels], new BoostingOptions { Trees = 150, Depth = 5, Rate = 0.08f, MinHessian = 8 });
    }

    private static byte[] Status(IEnumerable<AttributionReport> reports)
    {
        var examples = new List<Example>();
        var bag = new FeatureBag();
        foreach (var report in reports)
        {
            for (var i = 0; i < report.Claims.Count; i++)
            {
                var gold = report.Claims[i];
                bag.Clear();
                var candidate = report.Attributor.Candidates.For(gold.Claim)[Math.Max(0, Array.IndexOf(report.Choices[i].Right, true))];
                StatusFeatures.Fixed(report.Attributor.Scan, StatusFeatures.Window(report.Attributor.Scan, gold.Claim), bag);
                StatusFeatures.Fill(report.Attributor.Scan, report.Attributor.Paths, gold.Claim, candidate, bag);
                examples.Add(new Example(bag.Span.ToArray(), Array.IndexOf(Statuses, gold.Gold.Status)));
            }
        }
        return LinearModel.Write(Statuses, LinearTrainer.Train(examples, Statuses.Length, epochs: 8));
    }

    /// <summary>The choices of a report's claims, in order; a choice without a right candidate is kept.</summary>
    private static List<Choice> Choices(ClaimAttributor attributor, IReadOnlyList<GoldSpan> claims) =>
        claims.Select(g => new Choice(RankFeatures(attributor, g.Claim), Right(attributor, g))).ToList();

    private static uint[][] RankFeatures(ClaimAttributor attributor, ClaimSpan claim)
    {
        var candidates = attributor.Candidates.For(claim);
        var bag = new FeatureBag();
        var rows = new uint[candidates.Count][];
        for (var k = 0; k < rows.Length; k++)
        {
            bag.Clear();
            AttributionFeatures.Fixed(attributor.Scan, attributor.Names, attributor.Scan.Text.SentenceOf(claim.Tokens.First), candidates[k], bag);
            AttributionFeatures.Fill(attributor.Scan, attributor.Paths, claim, candidates, k, bag);
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
