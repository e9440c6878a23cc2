using Crosscheck.Claims;
using Crosscheck.Models;
using Crosscheck.Text;

namespace Crosscheck.Lab.Places;

/// <summary>
/// <c>lab train incident-place --gold DIR --out data</c>: which place of a text an incident happened at. Also gives
/// <see cref="PlacesScore"/> the choosers of five folds.
/// </summary>
public static class IncidentPlaceTraining
{
    internal const double Near = 50;
    private static readonly BoostingOptions Options = new() { Trees = 300, Depth = 4, Rate = 0.05f, MinHessian = 8f };

    /// <summary>One incident of one report: the rows of all places, and which lie near.</summary>
    internal sealed record Question(int Fold, bool Main, bool Triggered, float[][] Rows, bool[] Near, Func<int, string> Tell);

    public static int Run(string[] args)
    {
        var gold = GazetteerCompiler.Option(args, "--gold") ?? throw new ArgumentException("--gold DIR names the folder of gold-train.");
        var output = GazetteerCompiler.Option(args, "--out") ?? "data";
        var questions = Questions(gold).ToList();
        Share main = new(), alone = new(), background = new();
        for (var fold = 0; fold < 5; fold++)
        {
            var model = Train(questions.Where(q => q.Fold != fold));
            foreach (var q in questions.Where(q => q.Fold == fold && args.Contains("--errors") && q.Main && (q.Rows.Length == 0 || !q.Near[Best(model, q.Rows)])))
                Console.WriteLine($"{(q.Triggered ? "TRIG" : "ALONE")} {(q.Near.Any(n => n) ? "WRONG" : "UNREACHABLE")} {q.Tell(q.Rows.Length == 0 ? -1 : Best(model, q.Rows))}");
            foreach (var q in questions.Where(q => q.Fold == fold))
                (q.Main ? q.Triggered ? main : alone : background).Add(q.Rows.Length > 0 && q.Near[Best(model, q.Rows)]);
        }
        Console.WriteLine($"five folds, within 50 km: main incidents {main} with the trigger given, {alone} without; background incidents {background}");
        var bytes = Train(questions).ToBytes();
        File.WriteAllBytes(Path.Combine(output, "models", "incident-place.bin"), bytes);
        File.WriteAllText(Path.Combine(output, "models", "incident-place.score.json"), FormattableString.Invariant($$"""
            {
              "model": "incident-place",
              "corpus": "gold-train",
              "split": "five folds by cluster",
              "metric": "main incident within 50 km of the chosen place, trigger not given",
              "value": {{alone.Value:F4}},
              "command": "lab train incident-place --gold GOLD-TRAIN --out data"
            }

            """));
        Console.WriteLine($"{questions.Count} questions, {bytes.Length / 1e3:F0} kB");
        return 0;
    }

    internal static IEnumerable<Question> Questions(string gold) =>
        GoldCluster.Load(gold).SelectMany(c => c.Reports.SelectMany(r => Questions(c, r, ReportReader.Annotate(r.Document))));

    /// <summary>The questions of one annotated report.</summary>
    internal static IEnumerable<Question> Questions(GoldCluster cluster, GoldReport report, AnnotatedText text)
    {
        var features = new IncidentPlaceFeatures(text);
        foreach (var telling in report.Incidents)
        {
            if (cluster.Incidents[telling.Ref] is not { Lat: { } lat, Lon: { } lon })
                continue;
            if (telling.Role == "main")
                yield return Ask(cluster.Fold, true, features, null, lat, lon, Tell);
            if (telling.TriggerAt is { } at)
                yield return Ask(cluster.Fold, telling.Role == "main", features, Math.Min(text.TokenAt(at), text.Tokens.Length - 1), lat, lon, Tell);

            string Tell(int m) =>
                $"{report.Id} \"{report.Document.Title}\" {cluster.Incidents[telling.Ref].Place} ({lat:F2},{lon:F2}): " +
                (m < 0 ? "" : $"[{text.Words(features.Mentions[m].Tokens)}] {Show(features.Mentions[m])}") +
                " | " + string.Join("; ", features.Mentions.Take(14).Select(x => $"{text.Words(x.Tokens)} {Show(x)}"));

            static string Show(PlaceMention p) => FormattableString.Invariant($"{p.Resolved!.Country} {p.Resolved.Latitude:F1},{p.Resolved.Longitude:F1} {p.Resolved.Precision}");
        }
    }

    internal static BoostedTrees Train(IEnumerable<Question> questions)
    {
        var rows = new List<float[]>();
        var labels = new List<bool>();
        var weights = new List<float>();
        foreach (var q in questions)
        {
            rows.AddRange(q.Rows);
            labels.AddRange(q.Near);
            weights.AddRange(q.Rows.Select(_ => 10f / (5 + q.Rows.Length)));
        }
        return BoostedTreesTrainer.Train([.. rows], [.. labels], Options, [.. weights]);
    }

    private static Question Ask(int fold, bool main, IncidentPlaceFeatures features, int? trigger, double lat, double lon, Func<int, string> tell)
    {
        var rows = new float[features.Mentions.Length][];
        var near = new bool[rows.Length];
        for (var m = 0; m < rows.Length; m++)
        {
            features.Fill(rows[m] = new float[IncidentPlaceFeatures.Count], m, trigger);
            var place = features.Mentions[m].Resolved!;
            near[m] = Geo.Kilometres(place.Latitude, place.Longitude, lat, lon) <= Near;
        }
        return new Question(fold, main, trigger is not null, rows, near, tell);
    }

    private static int Best(BoostedTrees model, float[][] rows)
    {
        var best = 0;
        for (var m = 1; m < rows.Length; m++)
            best = model.Score(rows[m]) > model.Score(rows[best]) ? m : best;
        return best;
    }
}
