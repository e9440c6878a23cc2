using System.Globalization;

namespace Crosscheck.Lab.Attributions;

/// <summary><c>lab train attribution GOLD OUT</c>: trains on all folds and writes the three models with the scores of the folds.</summary>
internal static class AttributionTrain
{
    public static int Run(string[] args)
    {
        var reports = AttributionData.Load(args[0]);
        var models = AttributionData.Files(reports);
        Directory.CreateDirectory(args[1]);
        File.WriteAllBytes(Path.Combine(args[1], "attribution-source.bin"), models.Source);
        File.WriteAllBytes(Path.Combine(args[1], "attribution-trees.bin"), models.Trees);
        File.WriteAllBytes(Path.Combine(args[1], "attribution-status.bin"), models.Status);
        var tally = AttributionScore.Folds(reports, 0, null);
        Score(args[1], "attribution-source", "source alike, gold spans given", tally.SourceShare);
        Score(args[1], "attribution-trees", "source alike, gold spans given", tally.SourceShare);
        Score(args[1], "attribution-status", "status right, gold spans given", tally.StatusShare);
        return 0;
    }

    private static void Score(string folder, string name, string metric, double value) =>
        File.WriteAllText(Path.Combine(folder, name + ".score.json"), string.Create(CultureInfo.InvariantCulture,
            $$"""{"model": "{{name}}", "corpus": "gold-train", "split": "five folds by cluster", "metric": "{{metric}}", "value": {{value:0.000}}, "date": "{{DateTime.UtcNow:yyyy-MM-dd}}", "command": "lab score attribution GOLD"}""") + "\n");
}
