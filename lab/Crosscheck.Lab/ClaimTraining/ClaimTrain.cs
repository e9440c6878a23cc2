using System.Globalization;
using Crosscheck.Lab.Attributions;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Scoring;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary><c>lab train claims GOLD OUT</c>: trains the claim models on all folds. <c>lab read-folds</c> writes their scores.</summary>
internal static class ClaimTrain
{
    private const string Decision = "claims-decision";

    public static int Run(string[] args)
    {
        var reports = GoldText.Load(GoldCluster.Load(args[0]));
        Directory.CreateDirectory(args[1]);
        var bytes = ClaimTrainer.Train(reports);
        for (var i = 0; i < bytes.Length; i++)
            File.WriteAllBytes(Path.Combine(args[1], ClaimTrainer.Names[i] + ".bin"), bytes[i]);
        var attribution = AttributionData.Files([.. reports.Select(r => r.Attribution)]);
        File.WriteAllBytes(Path.Combine(args[1], "attribution-source.bin"), attribution.Source);
        File.WriteAllBytes(Path.Combine(args[1], "attribution-trees.bin"), attribution.Trees);
        File.WriteAllBytes(Path.Combine(args[1], "attribution-status.bin"), attribution.Status);
        var (decision, read) = DecisionTrainer.Train(reports, attribution.Models);
        File.WriteAllBytes(Path.Combine(args[1], Decision + ".bin"), decision.ToBytes());
        // The groups are learned from the gold's claims and from what the reader reads, so they belong to this run.
        foreach (var (name, weights) in IncidentTraining.Weights([.. reports.Select(r => r.Incidents), .. read], name => name != "attack-news"))
            File.WriteAllBytes(Path.Combine(args[1], name + ".bin"), weights);
        return 0;
    }

    /// <summary>Writes the scores of the folds beside the models.</summary>
    public static void WriteScores(string folder, ReadingScorer scorer)
    {
        foreach (var name in ClaimTrainer.Names.Append(Decision))
        {
            File.WriteAllText(Path.Combine(folder, name + ".score.json"), string.Create(CultureInfo.InvariantCulture,
                $$"""{"model": "{{name}}", "corpus": "gold-train", "split": "five folds by cluster", "metric": "claims F1 of the whole reader", "value": {{scorer.Ratios["claims"].F1:0.000}}, "date": "{{DateTime.UtcNow:yyyy-MM-dd}}", "command": "lab read-folds GOLD OUT.jsonl"}""") + "\n");
        }
    }
}
