using Crosscheck.Claims;

namespace Crosscheck.Lab.Attributions;

/// <summary><c>lab score attribution</c>: source, status, anonymity and relay of gold claims on folds not trained on.</summary>
internal static class AttributionScore
{
    /// <summary>Scores and prints; <c>--errors N</c> shows every Nth error, <c>--kind KIND</c> only those of a kind.</summary>
    public static int Run(string[] args)
    {
        var reports = AttributionData.Load(args[0]);
        var every = Option(args, "--errors") is { } n ? int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 0;
        Folds(reports, every, Option(args, "--kind")).Print();
        return 0;
    }

    /// <summary>Every report scored by models that were trained on the other folds.</summary>
    public static Tally Folds(List<AttributionReport> reports, int every, string? kind)
    {
        var tally = new Tally(every, kind);
        for (var fold = 0; fold < 5; fold++)
        {
            var models = AttributionData.Train(reports.Where(r => r.Fold != fold));
            foreach (var report in reports.Where(r => r.Fold == fold))
            {
                var attributor = report.Attributor.With(models);
                foreach (var gold in report.Claims)
                    tally.Add(attributor, gold, attributor.Attribute(gold.Claim));
            }
        }
        return tally;
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }

    internal sealed class Tally(int every, string? onlyKind)
    {
        private int _claims, _source, _status, _anonymous, _via, _own, _asserted, _viaGold, _viaFound, _viaHit, _shown;
        private readonly Dictionary<string, int> _kinds = [];
        private readonly Dictionary<(string Gold, string Mine), int> _confusion = [];

        public double SourceShare => _source / (double)_claims;

        public double StatusShare => _status / (double)_claims;

        public void Add(ClaimAttributor attributor, GoldSpan gold, ClaimAttribution mine)
        {
            _claims++;
            var same = NameMatch.Similar(gold.Gold.Source, mine.Source.Name);
            _source += same ? 1 : 0;
            var status = mine.Status.ToString().ToLowerInvariant();
            _status += status == gold.Gold.Status ? 1 : 0;
            _confusion[(gold.Gold.Status, status)] = _confusion.GetValueOrDefault((gold.Gold.Status, status)) + 1;
            _anonymous += mine.Source.Anonymous == gold.Gold.Anonymous ? 1 : 0;
            _own += gold.Gold.Source.Length == 0 ? 1 : 0;
            _asserted += gold.Gold.Status == "asserted" ? 1 : 0;
            Via(gold.Gold.Via, string.Join(", ", mine.Source.Via));
            var kind = same ? "right" : Kind(attributor, gold, mine);
            _kinds[kind] = _kinds.GetValueOrDefault(kind) + 1;
            if (!NameMatch.Similar(gold.Gold.Via, string.Join(", ", mine.Source.Via)))
                Show(attributor, gold, mine, $"via [{gold.Gold.Via}] as [{string.Join(", ", mine.Source.Via)}]");
            if (same && mine.Source.Anonymous != gold.Gold.Anonymous)
                Show(attributor, gold, mine, $"anonymity, gold {gold.Gold.Anonymous}");
            if (status != gold.Gold.Status)
                Show(attributor, gold, mine, $"status {gold.Gold.Status} as {status}");
            if (!same)
                Show(attributor, gold, mine, kind);
        }

        private void Via(string gold, string mine)
        {
            _viaGold += gold.Length > 0 ? 1 : 0;
            _viaFound += mine.Length > 0 ? 1 : 0;
            var same = NameMatch.Similar(gold, mine);
            _via += same ? 1 : 0;
            _viaHit += same && gold.Length > 0 ? 1 : 0;
        }

        private static string Kind(ClaimAttributor attributor, GoldSpan gold, ClaimAttribution mine)
        {
            if (gold.Gold.Source.Length == 0)
                return "own voice given a source";
            var right = AttributionData.Right(attributor, gold);
            if (!right.Contains(true))
            {
                return attributor.Candidates.For(gold.Claim).Any(c => c.Phrase is { } p && AttributionData.OnWords(attributor, p, gold.Gold))
                    ? "candidate resolved to another name" : "no candidate";
            }
            return (mine.Source.Name.Length == 0 ? "source lost to own voice" : "another source") + Where(attributor, gold, right);
        }

        private static string Where(ClaimAttributor attributor, GoldSpan gold, bool[] right)
        {
            var candidate = attributor.Candidates.For(gold.Claim)[Array.IndexOf(right, true)];
            if (candidate.Distance != 0)
                return ", elsewhere";
            if (candidate.Link is not { } link)
                return ", no cue";
            return attributor.Scan.ContentOf(link).Contains(gold.Claim.Tokens) ? ", holds" : ", does not hold";
        }

        private void Show(ClaimAttributor attributor, GoldSpan gold, ClaimAttribution mine, string kind)
        {
            if (every == 0 || (onlyKind is not null && !kind.StartsWith(onlyKind, StringComparison.Ordinal)) || _shown++ % every != 0)
                return;
            var text = attributor.Scan.Text;
            var s = text.SentenceOf(gold.Claim.Tokens.First);
            Console.WriteLine($"## {kind} | {gold.Gold.Attribute} [{gold.Gold.Span}] gold [{gold.Gold.Source}] ({gold.Gold.SourceSpan}) {gold.Gold.Status} mine [{mine.Source.Name}] {mine.Status} {mine.Cue?.Text} {mine.Score:0.00}");
            for (var k = Math.Max(0, s - 3); k <= Math.Min(s + 1, text.Sentences.Length - 1); k++)
                Console.WriteLine((k == s ? "   * " : "     ") + text.Sentences[k].Paragraph + " " + text.Words(text.Sentences[k].Tokens).ReplaceLineEndings(" "));
        }

        public void Print()
        {
            Line("source", _source, _claims);
            Line("status", _status, _claims);
            Line("anonymity", _anonymous, _claims);
            Line("via", _via, _claims);
            Line("  via precision", _viaHit, _viaFound);
            Line("  via recall", _viaHit, _viaGold);
            Line("baseline: own voice", _own, _claims);
            Line("baseline: asserted", _asserted, _claims);
            foreach (var (kind, count) in _kinds.OrderByDescending(k => k.Value))
                Line("  " + kind, count, _claims);
            foreach (var (pair, count) in _confusion.Where(c => c.Key.Gold != c.Key.Mine).OrderByDescending(c => c.Value).Take(12))
                Line($"  status {pair.Gold} as {pair.Mine}", count, _claims);
        }

        private static void Line(string name, int hit, int of) =>
            Console.WriteLine(FormattableString.Invariant($"{name,-40} {(of == 0 ? 0 : hit / (double)of):0.000}   ({hit} of {of})"));
    }
}
