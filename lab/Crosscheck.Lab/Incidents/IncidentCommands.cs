using Crosscheck.Claims;

namespace Crosscheck.Lab.Incidents;

/// <summary>`lab score incidents GOLD` and `lab train incidents GOLD DATA`.</summary>
internal static class IncidentCommands
{
    /// <summary>Scores on five folds of GOLD, each by models trained on the other four, given gold claims (and gold groups, with --groups).</summary>
    public static int Score(string[] args)
    {
        NewsTraining.TakeOption(args);
        var samples = IncidentSample.Load(args[0]);
        var score = new IncidentScore();
        var busy = TimeSpan.Zero;
        for (var fold = 0; fold < 5; fold++)
        {
            var models = ModelsOf(samples, fold, args);
            foreach (var sample in samples.Where(s => s.Cluster.Fold == fold))
            {
                var start = Environment.CpuUsage.TotalTime;
                var read = args.Contains("--groups") ? GoldGroups(sample, models) : IncidentGrouper.Group(sample.Text, sample.Claims, models);
                busy += Environment.CpuUsage.TotalTime - start;
                score.Add(sample, read);
                if (args.Contains("--tellings"))
                    TellingErrors.Print(sample, read);
                if (args.Contains("--verbose"))
                    IncidentErrors.Print(sample, read);
            }
        }
        score.Print(Console.Out);
        Console.WriteLine($"tokens a second of processor time, given claims  {samples.Sum(s => s.Text.Tokens.Length) / busy.TotalSeconds:0}");
        return 0;
    }

    /// <summary>The models that did not see a fold; with --keep DIR they are kept there and used again.</summary>
    private static IncidentModels ModelsOf(IReadOnlyList<IncidentSample> samples, int fold, string[] args)
    {
        var training = samples.Where(s => s.Cluster.Fold != fold).ToArray();
        var at = Array.IndexOf(args, "--keep");
        return IncidentTraining.Kept(training, at < 0 ? null : Path.Combine(args[at + 1], "fold" + fold));
    }

    /// <summary>Trains on all of GOLD and writes the models to the folder MODELS.</summary>
    public static int Train(string[] args)
    {
        NewsTraining.TakeOption(args);
        var models = IncidentTraining.Weights(IncidentSample.Load(args[0]));
        foreach (var (name, bytes) in models)
        {
            File.WriteAllBytes(Path.Combine(args[1], name + ".bin"), bytes);
            Console.WriteLine($"{name}.bin {bytes.Length / 1024} KB");
        }
        return 0;
    }

    private static IncidentGroups GoldGroups(IncidentSample sample, IncidentModels models)
    {
        if (sample.Gold.Length == 0)
            return IncidentGroups.None;
        var order = sample.Gold.Distinct().ToArray();
        return IncidentTellings.Describe(new IncidentText(sample.Text), sample.Claims, [.. sample.Gold.Select(g => Array.IndexOf(order, g))], models);
    }
}
