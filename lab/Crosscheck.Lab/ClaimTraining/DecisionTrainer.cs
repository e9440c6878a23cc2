using Crosscheck.Claims;
using Crosscheck.Lab.Scoring;
using Crosscheck.Models;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>
/// Trains the model that decides which proposed claims are stated. What it learns from are proposals by models that did not
/// see the report: the training reports are split again, by cluster.
/// </summary>
internal static class DecisionTrainer
{
    private const int InnerFolds = 4;

    /// <summary>Candidates with the gold's verdict.</summary>
    public sealed record Rows(List<float[]> Features, List<bool> Labels);

    public static BoostedTrees Train(IReadOnlyList<GoldText> reports, AttributorModels attribution, BoostingOptions? options = null)
    {
        var rows = Collect(reports, attribution);
        return BoostedTreesTrainer.Train([.. rows.Features], [.. rows.Labels], options ?? new BoostingOptions());
    }

    public static Rows Collect(IReadOnlyList<GoldText> reports, AttributorModels attribution)
    {
        var rows = new Rows([], []);
        for (var inner = 0; inner < InnerFolds; inner++)
        {
            var held = reports.Where(r => InnerFold(r) == inner).ToArray();
            var models = ClaimTrainer.ModelsOf(ClaimTrainer.Train([.. reports.Where(r => InnerFold(r) != inner)]));
            var reader = new ClaimReader(new ReaderModels(models, attribution, null, IncidentModels.None));
            foreach (var report in held)
                Add(report, reader, rows);
        }
        return rows;
    }

    private static int InnerFold(GoldText report) => (int)(Feature.Hash(report.Cluster.Cluster + "/inner") % InnerFolds);

    private static void Add(GoldText report, ClaimReader reader, Rows rows)
    {
        var groups = reader.Groups(report.Context);
        var features = new DecisionFeatures(report.Context, groups);
        var right = Right(report, groups);
        for (var g = 0; g < groups.Length; g++)
        {
            rows.Features.Add(features.Row(g));
            rows.Labels.Add(right[g]);
        }
    }

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
