using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Scoring;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>
/// Trains the model that decides which proposed claims are stated. What it learns from are proposals by models that did not
/// see the report: the training reports are split again, by cluster.
/// </summary>
internal static class DecisionTrainer
{
    private const int InnerFolds = 3;

    /// <summary>The decision model, and the training reports as it reads them.</summary>
    public static (BoostedTrees Model, List<IncidentSample> Read) Train(IReadOnlyList<GoldText> reports, AttributorModels attribution, BoostingOptions? options = null)
    {
        var rows = new List<float[]>();
        var labels = new List<bool>();
        var proposed = new List<(GoldText Report, ImmutableArray<ClaimGroup> Groups)>();
        for (var inner = 0; inner < InnerFolds; inner++)
        {
            var models = ClaimTrainer.ModelsOf(ClaimTrainer.Train([.. reports.Where(r => InnerFold(r) != inner)]));
            var reader = new ClaimReader(new ReaderModels(models, attribution, null, IncidentModels.None, IncidentPlaceChooser.Shared));
            foreach (var report in reports.Where(r => InnerFold(r) == inner))
                proposed.Add((report, reader.Groups(report.Context)));
        }
        foreach (var (report, groups) in proposed)
        {
            var features = new DecisionFeatures(report.Context, groups);
            rows.AddRange(Enumerable.Range(0, groups.Length).Select(features.Row));
            labels.AddRange(Right(report, groups));
        }
        var model = BoostedTreesTrainer.Train([.. rows], [.. labels], options ?? new BoostingOptions());
        var read = proposed.Select(p => ReadSamples.Of(p.Report, ClaimReader.Mentions(ClaimReader.Decide(p.Report.Context, p.Groups, model, new CandidateThresholds()))));
        return (model, [.. read.OfType<IncidentSample>()]);
    }

    private static int InnerFold(GoldText report) => (int)(Feature.Hash(report.Cluster.Cluster + "/inner") % InnerFolds);

    /// <summary>One-to-one with the gold's claims: the same value, closest source and group first, then the best stated.</summary>
    internal static bool[] Right(GoldText report, IReadOnlyList<ClaimGroup> groups)
    {
        var candidates = new List<(int Closeness, double Score, int Gold, int Mine)>();
        for (var i = 0; i < report.Claims.Length; i++)
        {
            var gold = report.Claims[i];
            for (var g = 0; g < groups.Count; g++)
            {
                if (!GoldMatch.SameValue(gold, groups[g].Attribute, groups[g].Best.Value))
                    continue;
                var closeness = (GoldMatch.Similar(gold.Source, groups[g].Attribution.Source.Name) ? 2 : 0)
                    + (GoldMatch.Similar(gold.Who, groups[g].Best.Value.Who) ? 1 : 0);
                candidates.Add((-closeness, -groups[g].Best.Score, i, g));
            }
        }
        candidates.Sort();
        var used = new bool[report.Claims.Length];
        var right = new bool[groups.Count];
        foreach (var (_, _, i, g) in candidates)
        {
            if (used[i] || right[g])
                continue;
            used[i] = right[g] = true;
        }
        return right;
    }
}
