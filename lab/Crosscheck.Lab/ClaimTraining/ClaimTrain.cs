using System.Globalization;
using Crosscheck.Lab.Attributions;
using Crosscheck.Lab.Scoring;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary><c>lab train claims GOLD OUT</c>: trains the claim models on all folds and writes them with the scores of the folds.</summary>
internal static class ClaimTrain
{
    public static int Run(string[] args)
    {
        var reports = GoldText.Load(GoldCluster.Load(args[0]));
        Directory.CreateDirectory(args[1]);
        var bytes = ClaimTrainer.Train(reports);
        var attribution = AttributionData.Train(reports.Select(r => r.Attribution));
        var decision = DecisionTrainer.Train(reports, attribution);
        var scorer = new ReadingScorer();
        ClaimFolds.Score(reports, scorer, TextWriter.Null);
        for (var i = 0; i < bytes.Length; i++)
            Write(args[1], ClaimTrainer.Names[i], bytes[i], scorer);
        Write(args[1], "claims-decision", decision.ToBytes(), scorer);
        scorer.Print(Console.Out);
        return 0;
    }

    private static void Write(string folder, string name, byte[] bytes, ReadingScorer scorer)
    {
        File.WriteAllBytes(Path.Combine(folder, name + ".bin"), bytes);
        File.WriteAllText(Path.Combine(folder, name + ".score.json"), string.Create(CultureInfo.InvariantCulture,
            $$"""{"model": "{{name}}", "corpus": "gold-train", "split": "five folds by cluster", "metric": "claims F1 of the whole reader", "value": {{scorer.Ratios["claims"].F1:0.000}}, "date": "{{DateTime.UtcNow:yyyy-MM-dd}}", "command": "lab read-folds GOLD OUT.jsonl"}""") + "\n");
    }
}
