using Crosscheck.Claims;
using Crosscheck.Models;

namespace Crosscheck.Lab.Incidents;

/// <summary>`lab score incidents GOLD` and `lab train incidents GOLD DATA`.</summary>
internal static class IncidentCommands
{
    /// <summary>Scores on five folds of GOLD, each by models trained on the other four, given gold claims.</summary>
    public static int Score(string[] args)
    {
        var samples = IncidentSample.Load(args[0]);
        var score = new IncidentScore();
        for (var fold = 0; fold < 5; fold++)
        {
            var models = IncidentTraining.Train([.. samples.Where(s => s.Cluster.Fold != fold)]);
            foreach (var sample in samples.Where(s => s.Cluster.Fold == fold))
            {
                var read = IncidentGrouper.Group(sample.Text, sample.Claims, models);
                score.Add(sample, read);
                if (args.Contains("--verbose"))
                    IncidentErrors.Print(sample, read);
            }
        }
        score.Print(Console.Out);
        return 0;
    }
}
