using Crosscheck.App.Llm;
using Crosscheck.Claims;
using Crosscheck.Views;

namespace Crosscheck.Lab.Scoring;

/// <summary>
/// <c>lab score gold-dev [GOLD] [--reader crosscheck|llm|both]</c>: reads every report of a gold folder with a reader, scores the
/// readings by the shared scorer's rules, and says what the model dropped and cost.
/// </summary>
internal static class ReaderScore
{
    public static int Run(string[] args)
    {
        var reader = Array.IndexOf(args, "--reader") is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : "crosscheck";
        var folder = args.Length > 0 && !args[0].StartsWith("--", StringComparison.Ordinal) ? args[0] : "gold-dev";
        if (!Enum.TryParse<ReaderChoice>(reader, ignoreCase: true, out var choice) || !Directory.Exists(folder))
        {
            Console.Error.WriteLine($"lab: give a gold folder ('{folder}' is none?) and --reader crosscheck, llm or both.");
            return 2;
        }
        using var readers = Readers.Of(choice, Environment.GetEnvironmentVariable, Console.Error.WriteLine, out var wrong);
        if (readers is null)
        {
            Console.Error.WriteLine("lab: " + wrong);
            return 2;
        }
        return Score(folder, readers, Console.Out);
    }

    internal static int Score(string folder, Readers readers, TextWriter output)
    {
        var scorer = new ReadingScorer();
        int reports = 0, failed = 0, dropped = 0;
        foreach (var cluster in GoldCluster.Load(folder))
        {
            foreach (var report in cluster.Reports)
            {
                var reading = Readers.Shown(readers.Read(report.Document));
                reports++;
                failed += Readers.HasFailed(reading) ? 1 : 0;
                dropped += reading.Diagnostics.Count(d => d.Code == Diagnostics.Codes.ModelDropped.Code);
                foreach (var d in reading.Diagnostics.Where(d => d.Severity == Diagnostics.Severity.Error))
                    Console.Error.WriteLine($"{report.Id}: {ReadingJson.Name(d.Severity)} {d.Code}: {d.Message}");
                scorer.Add(cluster, report, reading);
            }
        }
        scorer.Print(output);
        output.WriteLine($"{reports} reports, {failed} failed, {dropped} of the model's values dropped");
        if (readers.Summary() is { } summary)
            output.WriteLine(summary);
        return failed == 0 ? 0 : 1;
    }
}
