using Crosscheck.Claims;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Scoring;
using Crosscheck.Text;
using Crosscheck.Views;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>Reads every report of a gold folder with models trained on the other folds, and writes the readings.</summary>
public static class ClaimFolds
{
    /// <summary><c>lab read-folds GOLD OUT.jsonl [--scores FOLDER] [--fold N,N] [--floor CHANCE] [--other-news ECB+] [--keep FOLDER]</c></summary>
    public static int Run(string[] args)
    {
        var only = Option(args, "--fold")?.Split(',').Select(f => int.Parse(f, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        NewsTraining.TakeOption(args);
        var reports = GoldText.Load(GoldCluster.Load(args[0]));
        using var output = new StreamWriter(args[1]);
        var scorer = new ReadingScorer();
        Score(reports, scorer, output, only, Option(args, "--floor") is { } floor ? CandidateThresholds.All(double.Parse(floor, System.Globalization.CultureInfo.InvariantCulture)) : null, Option(args, "--keep"));
        scorer.Print(Console.Out);
        if (Option(args, "--scores") is { } folder)
            ClaimTrain.WriteScores(folder, scorer);
        return 0;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>Reads each fold with models trained on the others.</summary>
    internal static void Score(IReadOnlyList<GoldText> reports, ReadingScorer scorer, TextWriter output, int[]? only = null, CandidateThresholds? thresholds = null, string? keep = null)
    {
        for (var fold = 0; fold < 5; fold++)
        {
            if (only?.Contains(fold) == false)
                continue;
            var reader = new ClaimReader(Train([.. reports.Where(r => r.Cluster.Fold != fold)], keep is null ? null : Path.Combine(keep, "fold" + fold)), thresholds);
            foreach (var report in reports.Where(r => r.Cluster.Fold == fold))
            {
                var reading = reader.Read(report.Report.Document, report.Context);
                scorer.Add(report.Cluster, report.Report, reading);
                output.WriteLine(ReadingJson.Write(reading, indented: false));
            }
        }
    }

    private static ReaderModels Train(IReadOnlyList<GoldText> reports, string? keep)
    {
        var kept = KeptModels.Of(reports, keep);
        return new ReaderModels(kept.Claims, kept.Attribution, kept.Decision, IncidentTraining.Kept([.. reports.Select(r => r.Incidents), .. kept.Read], keep), kept.Places);
    }
}
