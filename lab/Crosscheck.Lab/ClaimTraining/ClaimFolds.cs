using Crosscheck.Claims;
using Crosscheck.Lab.Attributions;
using Crosscheck.Lab.Incidents;
using Crosscheck.Lab.Places;
using Crosscheck.Lab.Scoring;
using Crosscheck.Text;
using Crosscheck.Views;

namespace Crosscheck.Lab.ClaimTraining;

/// <summary>Reads every report of a gold folder with models trained on the other folds, and writes the readings.</summary>
public static class ClaimFolds
{
    /// <summary><c>lab read-folds GOLD OUT.jsonl [--scores FOLDER] [--fold N] [--floor CHANCE] [--other-news ECB+]</c></summary>
    public static int Run(string[] args)
    {
        var only = Option(args, "--fold") is { } fold ? int.Parse(fold, System.Globalization.CultureInfo.InvariantCulture) : -1;
        NewsTraining.TakeOption(args);
        var reports = GoldText.Load(GoldCluster.Load(args[0]));
        using var output = new StreamWriter(args[1]);
        var scorer = new ReadingScorer();
        Score(reports, scorer, output, only, Option(args, "--floor") is { } floor ? CandidateThresholds.All(double.Parse(floor, System.Globalization.CultureInfo.InvariantCulture)) : null);
        scorer.Print(Console.Out);
        if (Option(args, "--scores") is { } folder)
            ClaimTrain.WriteScores(folder, scorer);
        return 0;
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;

    /// <summary>Reads each fold with models trained on the others.</summary>
    internal static void Score(IReadOnlyList<GoldText> reports, ReadingScorer scorer, TextWriter output, int only = -1, CandidateThresholds? thresholds = null)
    {
        for (var fold = 0; fold < 5; fold++)
        {
            if (only >= 0 && fold != only)
                continue;
            var reader = new ClaimReader(Train([.. reports.Where(r => r.Cluster.Fold != fold)]), thresholds);
            foreach (var report in reports.Where(r => r.Cluster.Fold == fold))
            {
                var reading = reader.Read(report.Report.Document, report.Context);
                scorer.Add(report.Cluster, report.Report, reading);
                output.WriteLine(ReadingJson.Write(reading, indented: false));
            }
        }
    }

    private static ReaderModels Train(IReadOnlyList<GoldText> reports)
    {
        var claims = ClaimTrainer.ModelsOf(ClaimTrainer.Train(reports));
        var attribution = AttributionData.Train(reports.Select(r => r.Attribution));
        var (decision, read) = DecisionTrainer.Train(reports, attribution);
        return new ReaderModels(claims, attribution, decision, IncidentTraining.Train([.. reports.Select(r => r.Incidents), .. read]), new IncidentPlaceChooser(IncidentPlaceTraining.Train(reports.SelectMany(r => IncidentPlaceTraining.Questions(r.Cluster, r.Report, r.Context.Text)))));
    }
}
