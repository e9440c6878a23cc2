using System.Globalization;
using System.Text;

namespace Crosscheck.Lab.Scoring;

/// <summary>One figure of a public set: the set's own measure, ours, what stands behind it, and the best published beside it.</summary>
public sealed record PublicFigure(string Set, string Measure, double Value, string Counts, string Published)
{
    public static PublicFigure Of(string set, string measure, Ratio r, string published) => new(set, measure, r.F1,
        string.Create(CultureInfo.InvariantCulture, $"precision {r.Precision:F3}, recall {r.Recall:F3}; {r.Hit} of {r.Gold} gold, {r.Mine} read"), published);

    public static PublicFigure Share(string set, string measure, int hit, int all, string published) =>
        new(set, measure, all == 0 ? 0 : (double)hit / all, $"{hit} of {all}", published);
}

/// <summary>
/// The section "Public sets" of docs/accuracy.md: a row a figure. <c>lab score SET FOLDER --to docs/accuracy.md</c> replaces the
/// rows of its set and leaves the others as they are.
/// </summary>
internal static class AccuracyPage
{
    private const string Heading = "\n## Public sets\n";
    private const string Head = "\nEach row is written by `lab score SET FOLDER --to docs/accuracy.md`.\n\n| set | measure | ours | counts | published |\n| --- | --- | --- | --- | --- |\n";

    /// <summary>Prints the figures, and writes them to the page that <c>--to</c> names.</summary>
    public static int Report(string[] args, IReadOnlyList<PublicFigure> figures)
    {
        foreach (var f in figures)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{f.Set}, {f.Measure,-34} {f.Value:F3}   ({f.Counts})"));
        if (Array.IndexOf(args, "--to") is >= 0 and var at && at + 1 < args.Length)
            File.WriteAllText(args[at + 1], With(File.Exists(args[at + 1]) ? File.ReadAllText(args[at + 1]) : "# Accuracy\n", figures));
        return 0;
    }

    /// <summary>The page with these rows in the place of those of the same set; sets stand in the order of their names.</summary>
    public static string With(string page, IReadOnlyList<PublicFigure> figures)
    {
        var (before, rows, after) = Cut(page);
        var sets = figures.Select(f => f.Set).ToHashSet(StringComparer.Ordinal);
        var kept = rows.Where(r => !sets.Contains(SetOf(r)));
        var all = kept.Concat(figures.Select(Row)).Select((r, i) => (Row: r, i)).OrderBy(r => SetOf(r.Row), StringComparer.Ordinal).ThenBy(r => r.i).Select(r => r.Row);
        return before.TrimEnd('\n') + "\n" + Heading + Head + string.Join('\n', all) + "\n" + after;
    }

    private static (string Before, List<string> Rows, string After) Cut(string page)
    {
        if (page.IndexOf(Heading, StringComparison.Ordinal) is not (>= 0 and var at))
            return (page, [], "");
        var next = page.IndexOf("\n## ", at + Heading.Length, StringComparison.Ordinal);
        var section = next < 0 ? page[at..] : page[at..next];
        var rows = section.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).ToList();
        return (page[..at], rows, next < 0 ? "" : page[next..]);
    }

    private static string SetOf(string row) => row.Split('|')[1].Trim();

    private static string Row(PublicFigure f)
    {
        var row = new StringBuilder();
        return row.Append(CultureInfo.InvariantCulture, $"| {f.Set} | {f.Measure} | {f.Value:F3} | {f.Counts} | {f.Published} |").ToString();
    }
}
