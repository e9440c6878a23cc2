using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;

namespace Crosscheck.Lab.Attributions;

/// <summary><c>lab score polnear FOLDER [--cues]</c>: source, cue and content of attributions against PolNeAR's brat files. Measure only.</summary>
internal static class PolnearScore
{
    private sealed record Attribution(List<TextSpan> Source, List<TextSpan> Cue, List<TextSpan> Content, string By = "");

    public static int Run(string[] args)
    {
        var parts = new Dictionary<string, (Counts Exact, Counts Overlap)>();
        foreach (var part in (string[])["source", "cue", "content", "whole"])
            parts[part] = (new Counts(), new Counts());
        var cues = new SortedDictionary<string, (int Right, int All)>(StringComparer.Ordinal);
        int paired = 0, sourceExact = 0, sourceOverlap = 0;
        foreach (var file in Directory.GetFiles(Path.Combine(args[0], "attributions"), "*.ann").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var textFile = Path.Combine(args[0], "text", name[..name.LastIndexOf('_')] + ".txt");
            if (!File.Exists(textFile))
                continue;
            var body = File.ReadAllText(textFile);
            var gold = Gold(file, body);
            var mine = Mine(body);
            Spans(parts["source"], gold.SelectMany(g => g.Source), mine.SelectMany(m => m.Source));
            Spans(parts["cue"], gold.SelectMany(g => g.Cue), mine.SelectMany(m => m.Cue));
            Spans(parts["content"], gold.SelectMany(g => g.Content), mine.SelectMany(m => m.Content));
            Whole(parts["whole"], gold, mine);
            if (args.Contains("--cues"))
                CountCues(body, gold, mine, cues);
            foreach (var g in gold.Where(g => g.Source.Count > 0))
            {
                if (mine.Find(m => Overlap(m.Cue, g.Cue)) is not { } m)
                    continue;
                paired++;
                sourceExact += m.Source.SequenceEqual(g.Source) ? 1 : 0;
                sourceOverlap += Overlap(m.Source, g.Source) ? 1 : 0;
            }
        }
        foreach (var (cue, (right, all)) in cues.OrderByDescending(c => Math.Abs(c.Value.All - c.Value.Right)).Take(80))
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {cue,-40} {right} of {all}"));
        foreach (var (part, (exact, overlap)) in parts)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{part,-8} exact {exact}   overlapping {overlap}"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"source of attributions whose cue is found: exact {sourceExact / (double)Math.Max(1, paired):0.000}, overlapping {sourceOverlap / (double)Math.Max(1, paired):0.000} ({paired})"));
        return 0;
    }

    private static List<Attribution> Mine(string body)
    {
        var text = ReportReader.Annotate(new Document { Id = "", Body = body });
        return [.. text.Attributions.Select(a => new Attribution(
            a.Source is { } s ? [Trim(body, text.SpanOf(s))] : [],
            a.Cue is { } c ? [Trim(body, text.SpanOf(c))] : [],
            [.. a.Content.Select(x => Trim(body, text.SpanOf(x)))], a.By))];
    }

    private static List<Attribution> Gold(string file, string body)
    {
        var spans = new Dictionary<string, TextSpan>();
        var found = new List<Attribution>();
        foreach (var line in File.ReadLines(file))
        {
            var columns = line.Split('\t');
            if (line.StartsWith('T') && columns[1].Split(' ', ';') is { Length: >= 3 } numbers)
                spans[columns[0]] = Trim(body, new TextSpan(int.Parse(numbers[1], CultureInfo.InvariantCulture), int.Parse(numbers[^1], CultureInfo.InvariantCulture)));
            else if (line.StartsWith('E'))
                found.Add(Event(columns[1].Split(' ', StringSplitOptions.RemoveEmptyEntries), spans));
        }
        return found;
    }

    private static Attribution Event(string[] arguments, Dictionary<string, TextSpan> spans)
    {
        var attribution = new Attribution([], [], []);
        foreach (var argument in arguments)
        {
            var (role, id) = (argument[..argument.IndexOf(':', StringComparison.Ordinal)], argument[(argument.IndexOf(':', StringComparison.Ordinal) + 1)..]);
            var list = role.TrimEnd("0123456789".ToCharArray()) switch
            {
                "Source" => attribution.Source,
                "Cue" => attribution.Cue,
                "Content" => attribution.Content,
                _ => null,
            };
            if (list is not null && spans.TryGetValue(id, out var span))
                list.Add(span);
        }
        return attribution;
    }

    /// <summary>A span without the marks and blanks at its ends: corpora differ on whose they are.</summary>
    private static TextSpan Trim(string body, TextSpan span)
    {
        int start = span.Start, end = Math.Min(span.End, body.Length);
        while (start < end && !char.IsLetterOrDigit(body[start]))
            start++;
        while (end > start && !char.IsLetterOrDigit(body[end - 1]))
            end--;
        return new TextSpan(start, end);
    }

    private static void Spans((Counts Exact, Counts Overlap) counts, IEnumerable<TextSpan> gold, IEnumerable<TextSpan> mine)
    {
        var g = gold.Distinct().ToList();
        var m = mine.Distinct().ToList();
        var both = g.Intersect(m).Count();
        counts.Exact.Add(both, both, g.Count, m.Count);
        counts.Overlap.Add(g.Count(x => m.Exists(y => y.Overlaps(x))), m.Count(x => g.Exists(y => y.Overlaps(x))), g.Count, m.Count);
    }

    /// <summary>By kind of cue how many of those read are gold's, and by gold's words how many of gold's are read.</summary>
    private static void CountCues(string body, List<Attribution> gold, List<Attribution> mine, SortedDictionary<string, (int Right, int All)> cues)
    {
        foreach (var m in mine)
            Count("read " + m.By, gold.Exists(g => Overlap(g.Cue, m.Cue)));
        foreach (var g in gold.Where(g => g.Cue.Count > 0))
            Count("gold " + g.Cue[0].Of(body).ReplaceLineEndings(" ").ToLowerInvariant(), mine.Exists(m => Overlap(g.Cue, m.Cue)));

        void Count(string key, bool right)
        {
            var (hit, all) = cues.GetValueOrDefault(key);
            cues[key] = (hit + (right ? 1 : 0), all + 1);
        }
    }

    private static void Whole((Counts Exact, Counts Overlap) counts, List<Attribution> gold, List<Attribution> mine)
    {
        static bool Same(Attribution a, Attribution b) => a.Source.SequenceEqual(b.Source) && a.Cue.SequenceEqual(b.Cue) && a.Content.SequenceEqual(b.Content);
        static bool Like(Attribution a, Attribution b) =>
            Overlap(a.Cue, b.Cue) && Overlap(a.Content, b.Content) && (a.Source.Count == 0 || b.Source.Count == 0 ? a.Source.Count == b.Source.Count : Overlap(a.Source, b.Source));
        counts.Exact.Add(gold.Count(g => mine.Exists(m => Same(g, m))), mine.Count(m => gold.Exists(g => Same(g, m))), gold.Count, mine.Count);
        counts.Overlap.Add(gold.Count(g => mine.Exists(m => Like(g, m))), mine.Count(m => gold.Exists(g => Like(g, m))), gold.Count, mine.Count);
    }

    private static bool Overlap(List<TextSpan> a, List<TextSpan> b) => a.Exists(x => b.Exists(y => x.Overlaps(y)));

    private sealed class Counts
    {
        private int _goldHit, _mineHit, _gold, _mine;

        public void Add(int goldHit, int mineHit, int gold, int mine) =>
            (_goldHit, _mineHit, _gold, _mine) = (_goldHit + goldHit, _mineHit + mineHit, _gold + gold, _mine + mine);

        public override string ToString()
        {
            double recall = _goldHit / (double)Math.Max(1, _gold), precision = _mineHit / (double)Math.Max(1, _mine);
            var f = precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
            return string.Create(CultureInfo.InvariantCulture, $"F1 {f:0.000} (precision {precision:0.000}, recall {recall:0.000}, {_gold} gold, {_mine} read)");
        }
    }
}
