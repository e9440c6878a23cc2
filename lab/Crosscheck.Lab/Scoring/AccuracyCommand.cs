using System.Globalization;
using System.Text;
using Crosscheck.Claims;
using Crosscheck.Views;

namespace Crosscheck.Lab.Scoring;

/// <summary>
/// <c>lab score readings GOLD READINGS.jsonl [--to docs/accuracy.md --note WORDS]</c>: scores readings by the shared scorer's
/// rules, prints the figures, and writes or replaces the section of that note in a Markdown page.
/// </summary>
internal static class AccuracyCommand
{
    /// <summary>What two independent annotations of 31 reports agree on.</summary>
    private static readonly Dictionary<string, string> Agreement = new(StringComparer.Ordinal)
    {
        ["claims"] = "0.87",
        ["source of matched claims"] = "0.91",
        ["status of matched claims"] = "0.96",
        ["main incident: killed"] = "0.90",
        ["main incident: injured"] = "0.90",
        ["main incident: munitions"] = "0.71",
        ["main incident: date"] = "0.91",
        ["main incident: place 50 km"] = "0.94",
        ["main incident: type"] = "0.88",
        ["links between incidents"] = "0.82",
        ["incidents in a report"] = "0.97",
    };

    public static int Run(string[] args)
    {
        var readings = new Dictionary<string, Reading>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(args[1]).Where(l => l.Length > 0))
        {
            var reading = ReadingJsonReader.Read(line);
            readings[Path.GetFileNameWithoutExtension(reading.Document.Path ?? "")] = reading;
        }
        var scorer = new ReadingScorer();
        foreach (var cluster in GoldCluster.Load(args[0]))
        {
            foreach (var report in cluster.Reports)
                scorer.Add(cluster, report, readings.GetValueOrDefault(report.Id) ?? new Reading { Document = report.Document, Reader = "none" });
        }
        scorer.Print(Console.Out);
        if (Option(args, "--to") is { } page)
            Write(page, Option(args, "--note") ?? Path.GetFileName(args[0]), scorer);
        return 0;
    }

    private static void Write(string page, string note, ReadingScorer scorer)
    {
        var text = File.Exists(page) ? File.ReadAllText(page) : "# Accuracy\n\nWritten by `lab score readings GOLD READINGS.jsonl --to docs/accuracy.md --note WORDS`; not by hand.\nThe last column is what two independent annotations of the same reports agree on.\n";
        var heading = $"\n## {note}\n";
        if (text.IndexOf(heading, StringComparison.Ordinal) is >= 0 and var at)
        {
            var next = text.IndexOf("\n## ", at + heading.Length, StringComparison.Ordinal);
            text = text[..at] + (next < 0 ? "" : text[next..]);
        }
        File.WriteAllText(page, text.TrimEnd('\n') + "\n" + heading + Table(scorer));
    }

    private static string Table(ReadingScorer scorer)
    {
        var table = new StringBuilder("\n| figure | value | counts | two annotators |\n| --- | --- | --- | --- |\n");
        foreach (var (name, r) in scorer.Ratios.OrderBy(r => r.Key.TrimStart() == r.Key ? 0 : 1).ThenBy(r => r.Key, StringComparer.Ordinal))
            table.Append(CultureInfo.InvariantCulture, $"| {name.Trim()} F1 | {r.F1:F3} | precision {r.Precision:F3}, recall {r.Recall:F3}; {r.Hit} of {r.Gold} gold, {r.Mine} read | {Agreement.GetValueOrDefault(name, "")} |\n");
        foreach (var (name, s) in scorer.Shares)
            table.Append(CultureInfo.InvariantCulture, $"| {name} | {(s.All == 0 ? 0 : (double)s.Hit / s.All):F3} | {s.Hit} of {s.All} | {Agreement.GetValueOrDefault(name, "")} |\n");
        return table.ToString();
    }

    private static string? Option(string[] args, string name) =>
        Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}
