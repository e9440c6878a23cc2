using Crosscheck.Claims;
using Crosscheck.Text;

namespace Crosscheck.Lab.Numbers;

/// <summary>The times layer on gold claims of date: found where an expression touches the span, right where its value is the gold date.</summary>
internal static class DateScore
{
    public static int Run(string[] args)
    {
        var misses = args.Length > 1 && args[1] == "--misses";
        int found = 0, right = 0, all = 0, reports = 0, times = 0;
        foreach (var report in GoldCluster.Load(args[0]).SelectMany(c => c.Reports))
        {
            var text = ReportReader.Annotate(report.Document);
            reports++;
            times += text.Times.Length;
            foreach (var claim in report.Incidents.SelectMany(i => i.Claims).Where(c => c.Attribute == "date"))
            {
                all++;
                var span = claim.SpanAt is { } at ? new TextSpan(at, at + claim.Span!.Length) : new TextSpan(0, text.Body.Length);
                var near = text.Times.Where(t => text.SpanOf(t.Tokens).Overlaps(span)).ToList();
                found += near.Count > 0 ? 1 : 0;
                var ok = near.Any(t => Date(t.Value) == claim.Value);
                right += ok ? 1 : 0;
                if (misses && !ok)
                    Miss(report, claim, span, text, near);
            }
        }
        Print("date claims found", found, all);
        Print("value exact, of found", right, found);
        Print("value exact, of all", right, all);
        Console.WriteLine($"time expressions             {(double)times / Math.Max(1, reports):0.0} a report");
        return 0;
    }

    /// <summary>The date claim that a TIMEX3 value makes: no clock time, no weekend mark; a season is its year.</summary>
    public static string Date(string value)
    {
        var t = value.IndexOf('T', StringComparison.Ordinal);
        if (t > 0)
            value = value[..t];
        if (value.EndsWith("-WE", StringComparison.Ordinal))
            return value[..^3];
        return value.Length == 7 && char.IsLetter(value[5]) && value[5] != 'W' ? value[..4] : value;
    }

    private static void Print(string name, int hit, int all) =>
        Console.WriteLine($"{name,-28} {(all == 0 ? 0 : (double)hit / all):0.000}   ({hit} of {all})");

    private static void Miss(GoldReport report, GoldClaim claim, TextSpan span, AnnotatedText text, List<TimeExpression> near)
    {
        var start = Math.Max(0, span.Start - 90);
        var end = Math.Min(text.Body.Length, span.End + 60);
        var context = (text.Body[start..span.Start] + "[" + text.Body[span.Start..span.End] + "]" + text.Body[span.End..end]).ReplaceLineEndings(" ");
        Console.WriteLine($"MISS {report.Id} pub {report.Published}\t{claim.Value}\t{context}\t{string.Join("; ", near.Select(t => $"{text.Words(t.Tokens)}={t.Value} {t.By}"))}");
    }
}
