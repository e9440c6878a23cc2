using System.Globalization;
using System.Text;
using System.Xml.Linq;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Lab.Numbers;

/// <summary>
/// TempEval-3 task A (UzZaman et al. 2013): TIMEX3 relaxed match (spans overlap, one to one) and strict match, and value F1
/// (relaxed match times the share of matched with the right value). The documents' creation time is the reference.
/// </summary>
internal static class TempEvalScore
{
    private sealed record Gold(TextSpan Span, string Type, string Value);

    public static int Run(string[] args)
    {
        var misses = args.Length > 1 && args[1] == "--misses";
        int gold = 0, mine = 0, relaxed = 0, strict = 0, value = 0, type = 0;
        foreach (var path in Directory.GetFiles(args[0], "*.tml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var (document, expected) = Load(path);
            var text = ReportReader.Annotate(document);
            var got = text.Times.Select(t => (Time: t, Span: text.SpanOf(t.Tokens))).ToList();
            gold += expected.Count;
            mine += got.Count;
            var used = new HashSet<int>();
            foreach (var want in expected)
            {
                var best = Enumerable.Range(0, got.Count).Where(i => !used.Contains(i) && got[i].Span.Overlaps(want.Span))
                    .OrderByDescending(i => got[i].Span == want.Span).ThenByDescending(i => got[i].Time.Value == want.Value).FirstOrDefault(-1);
                if (best >= 0)
                {
                    used.Add(best);
                    relaxed++;
                    strict += got[best].Span == want.Span ? 1 : 0;
                    value += Same(got[best].Time.Value, want.Value) ? 1 : 0;
                    type += got[best].Time.Type == want.Type ? 1 : 0;
                }
                if (misses && (best < 0 || !Same(got[best].Time.Value, want.Value)))
                    Show(best < 0 ? "LOST" : "WRONG", document, want.Span, $"{want.Type} {want.Value} | {(best < 0 ? "" : document.Body[got[best].Span.Start..got[best].Span.End] + "=" + got[best].Time.Value + " " + got[best].Time.By)}");
            }
            for (var i = 0; misses && i < got.Count; i++)
            {
                if (!used.Contains(i))
                    Show("EXTRA", document, got[i].Span, $"{got[i].Time.Value} {got[i].Time.By}");
            }
        }
        Print("relaxed", relaxed, gold, mine);
        Print("strict", strict, gold, mine);
        Print("value", value, gold, mine);
        Print("type", type, gold, mine);
        return 0;
    }

    /// <summary>A week without its leading zero is the same week; a trailing X stands for any digit in a decade or century.</summary>
    private static bool Same(string mine, string gold) => Normal(mine) == Normal(gold);

    private static string Normal(string value)
    {
        if (value.Length == 4 && value[3] == 'X' && char.IsAsciiDigit(value[2]))
            return value[..3];
        return value.Replace("-W0", "-W", StringComparison.Ordinal).TrimEnd('Z');
    }

    private static void Print(string name, int hit, int gold, int mine)
    {
        var p = mine == 0 ? 0 : (double)hit / mine;
        var r = gold == 0 ? 0 : (double)hit / gold;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"TIMEX3 {name,-20} F1 {(p + r == 0 ? 0 : 2 * p * r / (p + r)):0.000}   precision {p:0.000}  recall {r:0.000}   ({hit} of {gold} gold, {mine} read)"));
    }

    private static void Show(string kind, Document document, TextSpan span, string what)
    {
        var start = Math.Max(0, span.Start - 60);
        var end = Math.Min(document.Body.Length, span.End + 40);
        Console.WriteLine($"{kind}\t{(document.Body[start..span.Start] + "[" + document.Body[span.Start..span.End] + "]" + document.Body[span.End..end]).ReplaceLineEndings(" ")}\tdct {document.Published:yyyy-MM-dd}\t{what}");
    }

    /// <summary>A TimeML document: its TEXT as the body, its creation time, and its TIMEX3 elements with their places in the body.</summary>
    private static (Document Document, List<Gold> Times) Load(string path)
    {
        var root = XDocument.Load(path, LoadOptions.PreserveWhitespace).Root!;
        var times = new List<Gold>();
        var body = new StringBuilder();
        Collect(root.Element("TEXT")!, body, times);
        var created = root.Element("DCT")!.Descendants("TIMEX3").First().Attribute("value")!.Value;
        var published = DateOnly.ParseExact(created[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture);
        return (new Document { Id = path, Body = body.ToString(), Published = published }, times);
    }

    private static void Collect(XElement element, StringBuilder body, List<Gold> times)
    {
        foreach (var node in element.Nodes())
        {
            if (node is XText words)
                body.Append(words.Value);
            if (node is not XElement child)
                continue;
            var start = body.Length;
            Collect(child, body, times);
            if (child.Name == "TIMEX3" && body.Length > start)
                times.Add(new Gold(new TextSpan(start, body.Length), child.Attribute("type")!.Value, child.Attribute("value")!.Value));
        }
    }
}
