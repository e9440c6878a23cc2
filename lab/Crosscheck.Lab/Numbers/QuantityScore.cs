using Crosscheck.Claims;
using Crosscheck.Text;

namespace Crosscheck.Lab.Numbers;

/// <summary>
/// Recall of the quantity layer on gold claims of killed, injured, abducted and munitions: the share of those with a span for which
/// some quantity that touches the span has the gold value (score.py's same_value), and how many quantities a report gets.
/// </summary>
internal static class QuantityScore
{
    private static readonly string[] Attributes = ["killed", "injured", "abducted", "munitions"];

    public static int Run(string[] args)
    {
        var folder = args[0];
        var misses = args.Length > 1 && args[1] == "--misses";
        var hit = new Dictionary<string, (int Hit, int All)>();
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int reports = 0, explicitHit = 0, all = 0, groups = 0, grouped = 0;
        foreach (var report in GoldCluster.Load(folder).SelectMany(c => c.Reports))
        {
            var text = ReportReader.Annotate(report.Document);
            reports++;
            foreach (var q in text.Quantities)
                kinds[q.Kind.ToString()] = kinds.GetValueOrDefault(q.Kind.ToString()) + 1;
            foreach (var claim in report.Incidents.SelectMany(i => i.Claims).Where(c => Attributes.Contains(c.Attribute)))
            {
                var span = claim.SpanAt is { } at ? new TextSpan(at, at + claim.Span!.Length) : new TextSpan(0, text.Body.Length);
                var near = text.Quantities.Where(q => text.SpanOf(q.Tokens) is var s && (s.Overlaps(span) || (q.Group is { } g && text.SpanOf(g).Overlaps(span)))).ToList();
                var right = near.Where(q => q.Kind <= QuantityKind.Times && SameValue(claim, q)).ToList();
                var (h, n) = hit.GetValueOrDefault(claim.Attribute);
                hit[claim.Attribute] = (h + (right.Count > 0 ? 1 : 0), n + 1);
                all++;
                if (right.Any(q => q.Kind == QuantityKind.Count))
                    explicitHit++;
                if (right.FirstOrDefault(q => q.Kind == QuantityKind.Count) is { } count)
                {
                    grouped++;
                    var words = CountedGroup.Of(text, count);
                    if (Claims.SameValue.Words(words, claim.Who))
                        groups++;
                    else if (misses)
                        Console.WriteLine($"GROUP ({claim.Who})\t({words})\t{Around(text, span)}");
                }
                if (misses && right.Count == 0)
                    Miss(report, claim, span, text, near);
            }
        }
        foreach (var attribute in Attributes)
            Print(attribute, hit.GetValueOrDefault(attribute));
        Print("all", (hit.Values.Sum(x => x.Hit), all));
        Print("by explicit counts alone", (explicitHit, all));
        Print("group of explicit counts", (groups, grouped));
        foreach (var (kind, n) in kinds)
            Console.WriteLine($"{kind,-28} {(double)n / Math.Max(1, reports):0.0} a report");
        return 0;
    }

    private static void Print(string name, (int Hit, int All) x) =>
        Console.WriteLine($"{name,-28} {(x.All == 0 ? 0 : (double)x.Hit / x.All):0.000}   ({x.Hit} of {x.All})");

    /// <summary>score.py's same_value for a quantity.</summary>
    public static bool SameValue(GoldClaim gold, Quantity mine)
    {
        if (gold.N is { } n)
            return mine.N == n;
        if (gold.Low is null && gold.High is null)
            return mine.N is null;
        if (gold.Low is { } low)
            return mine.N is { } m ? m == low : mine.Low is { } l && Math.Abs(l - low) <= 1;
        return mine.High == gold.High;
    }

    private static void Miss(GoldReport report, GoldClaim claim, TextSpan span, AnnotatedText text, List<Quantity> near)
    {
        var value = claim.N?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? $"{claim.Low}..{claim.High}";
        var got = string.Join("; ", near.Select(q => $"{text.Words(q.Tokens)}={q.Low}/{q.N}/{q.High} {q.Kind} {q.By}"));
        Console.WriteLine($"MISS {report.Id}\t{claim.Attribute} {value} ({claim.Who}) {claim.Status}\t{Around(text, span)}\t{got}");
    }

    private static string Around(AnnotatedText text, TextSpan span)
    {
        var start = Math.Max(0, span.Start - 70);
        var end = Math.Min(text.Body.Length, span.End + 50);
        return (text.Body[start..span.Start] + "[" + text.Body[span.Start..span.End] + "]" + text.Body[span.End..end]).ReplaceLineEndings(" ");
    }
}
