using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Views;

namespace Crosscheck.Lab.Scoring;

/// <summary>Hits, gold and read counts of one figure.</summary>
public sealed record Ratio(int Hit = 0, int Gold = 0, int Mine = 0)
{
    public double Precision => Mine == 0 ? 0 : (double)Hit / Mine;
    public double Recall => Gold == 0 ? 0 : (double)Hit / Gold;
    public double F1 => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall);

    public static Ratio operator +(Ratio a, Ratio b) => new(a.Hit + b.Hit, a.Gold + b.Gold, a.Mine + b.Mine);
}

/// <summary>Scores readings against gold reports by the rules of the shared scorer.</summary>
public sealed class ReadingScorer
{
    private readonly Dictionary<string, Ratio> _ratios = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Hit, int All)> _shares = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, Ratio> Ratios => _ratios;
    public IReadOnlyDictionary<string, (int Hit, int All)> Shares => _shares;

    public void Add(GoldCluster cluster, GoldReport report, Reading reading)
    {
        var claimsOf = reading.Incidents.ToDictionary(i => i.Id, i => reading.Claims.Where(c => c.Incident == i.Id).ToArray());
        var pairs = Align(cluster, report, reading, claimsOf);
        Count("incidents in a report", pairs.Count, report.Incidents.Length, reading.Incidents.Length);
        Count("claims", 0, 0, reading.Claims.Length);
        Count("links between incidents", 0, 0, reading.Incidents.Sum(i => i.Links.Length));
        foreach (var claim in reading.Claims)
            Count("  " + ReadingJson.Name(claim.Attribute), 0, 0, 1);
        for (var g = 0; g < report.Incidents.Length; g++)
            AddTelling(cluster, report, reading, pairs, g, pairs.TryGetValue(g, out var m) ? claimsOf[reading.Incidents[m].Id] : []);
    }

    public void Print(TextWriter output)
    {
        foreach (var (name, r) in _ratios.OrderBy(r => r.Key.Trim() is "claims" ? "0" : r.Key, StringComparer.Ordinal))
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} F1 {r.F1:F3}   precision {r.Precision:F3}  recall {r.Recall:F3}   ({r.Hit} of {r.Gold} gold, {r.Mine} read)"));
        foreach (var (name, s) in _shares)
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-28} {(s.All == 0 ? 0 : (double)s.Hit / s.All):F3}   ({s.Hit} of {s.All})"));
    }

    private void AddTelling(GoldCluster cluster, GoldReport report, Reading reading, Dictionary<int, int> pairs, int g, Claim[] mine)
    {
        var gold = report.Incidents[g];
        var facts = cluster.Incidents[gold.Ref];
        var telling = pairs.TryGetValue(g, out var at) ? reading.Incidents[at] : null;
        var matched = Match(gold.Claims, mine);
        Count("claims", matched.Count, gold.Claims.Length, 0);
        foreach (var attribute in gold.Claims.GroupBy(c => c.Attribute))
            Count("  " + attribute.Key, matched.Count(p => p.Gold.Attribute == attribute.Key), attribute.Count(), 0);
        foreach (var (a, b) in matched)
        {
            Share("source of matched claims", GoldMatch.Similar(a.Source, b.Source.Name));
            Share("status of matched claims", a.Status == ReadingJson.Name(b.Status));
            Share("anonymity of matched claims", a.Anonymous == b.Source.Anonymous);
        }
        foreach (var link in gold.Links)
            Count("links between incidents", telling is not null && HasLink(report, reading, pairs, telling, link) ? 1 : 0, 1, 0);
        if (gold.Role != "main")
            return;
        Share("main incident: type", telling?.Type == facts.Type);
        Share("main incident: date", telling is not null && telling.Date?.Value == facts.Date);
        if (facts is { Lat: { } lat, Lon: { } lon })
            Share("main incident: place 50 km", telling?.Place is { Latitude: { } y, Longitude: { } x } && Kilometres(lat, lon, y, x) <= 50);
        foreach (var attribute in new[] { "killed", "injured", "munitions" })
        {
            var want = Toll(gold.Claims.Where(c => c.Attribute == attribute).Select(c => (c.Status, c.N ?? c.Low, c.Source, c.Who)));
            var got = Toll(mine.Where(c => ReadingJson.Name(c.Attribute) == attribute)
                .Select(c => (ReadingJson.Name(c.Status), c.Value.N ?? c.Value.Low, c.Source.Name, c.Value.Who ?? "")));
            if (want is not null || got is not null)
                Share("main incident: " + attribute, want == got);
        }
    }

    private static bool HasLink(GoldReport report, Reading reading, Dictionary<int, int> pairs, Telling telling, GoldLink link) =>
        telling.Links.Any(l => l.Kind == link.Kind && pairs.Any(p => reading.Incidents[p.Value].Id == l.To && report.Incidents[p.Key].Ref == link.To));

    /// <summary>Pairs the gold's tellings with the reading's: most matching claims first, then date, type, place and role.</summary>
    public static Dictionary<int, int> Align(GoldCluster cluster, GoldReport report, Reading reading, Dictionary<string, Claim[]> claimsOf)
    {
        var scored = new List<(double Score, int Gold, int Mine)>();
        for (var g = 0; g < report.Incidents.Length; g++)
        {
            var facts = cluster.Incidents[report.Incidents[g].Ref];
            for (var m = 0; m < reading.Incidents.Length; m++)
            {
                var mine = reading.Incidents[m];
                var score = 2.0 * Match(report.Incidents[g].Claims, claimsOf[mine.Id]).Count;
                score += !string.IsNullOrEmpty(mine.Date?.Value) && mine.Date.Value == facts.Date ? 1 : 0;
                score += mine.Type == facts.Type ? 0.5 : 0;
                score += GoldMatch.Similar(mine.Place?.Name, facts.Place) ? 0.5 : 0;
                score += mine.Role == report.Incidents[g].Role ? 0.25 : 0;
                if (score >= 1)
                    scored.Add((-score, g, m));
            }
        }
        scored.Sort();
        var pairs = new Dictionary<int, int>();
        foreach (var (_, g, m) in scored)
        {
            if (!pairs.ContainsKey(g) && !pairs.ContainsValue(m))
                pairs[g] = m;
        }
        return pairs;
    }

    /// <summary>One-to-one pairs of claims with the same value; among equals, the closest source wins.</summary>
    public static List<(GoldClaim Gold, Claim Mine)> Match(IReadOnlyList<GoldClaim> gold, IReadOnlyList<Claim> mine)
    {
        var candidates = new List<(int Closeness, int Gold, int Mine)>();
        for (var g = 0; g < gold.Count; g++)
        {
            for (var m = 0; m < mine.Count; m++)
            {
                if (!GoldMatch.SameValue(gold[g], mine[m].Attribute, mine[m].Value))
                    continue;
                var closeness = (GoldMatch.Similar(gold[g].Source, mine[m].Source.Name) ? 2 : 0) + (GoldMatch.Similar(gold[g].Who, mine[m].Value.Who) ? 1 : 0);
                candidates.Add((-closeness, g, m));
            }
        }
        candidates.Sort();
        var usedGold = new HashSet<int>();
        var usedMine = new HashSet<int>();
        var pairs = new List<(GoldClaim, Claim)>();
        foreach (var (_, g, m) in candidates)
        {
            if (usedGold.Contains(g) || usedMine.Contains(m))
                continue;
            usedGold.Add(g);
            usedMine.Add(m);
            pairs.Add((gold[g], mine[m]));
        }
        return pairs;
    }

    /// <summary>What a careful coder would enter: each source's total, or the sum of its breakdown; the largest of the sources'.</summary>
    private static int? Toll(IEnumerable<(string Status, int? N, string Source, string Who)> claims)
    {
        int? best = null;
        foreach (var stated in claims.Where(c => c.Status is not ("denied" or "unknown" or "retracted") && c.N is not null).GroupBy(c => c.Source))
        {
            var groups = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var (_, n, _, who) in stated.OrderBy(s => s.N))
                groups[string.Join(' ', GoldMatch.Words(who).Order(StringComparer.Ordinal))] = n!.Value;
            var breakdown = groups.Values.Sum();
            var total = groups.ContainsKey("") || groups.Values.Any(n => 2 * n == breakdown) ? stated.Max(s => s.N!.Value) : breakdown;
            best = Math.Max(best ?? 0, total);
        }
        return best;
    }

    private static double Kilometres(double lat1, double lon1, double lat2, double lon2)
    {
        double p1 = double.DegreesToRadians(lat1), p2 = double.DegreesToRadians(lat2), dl = double.DegreesToRadians(lon2 - lon1);
        var a = Math.Pow(Math.Sin((p2 - p1) / 2), 2) + Math.Cos(p1) * Math.Cos(p2) * Math.Pow(Math.Sin(dl / 2), 2);
        return 6371 * 2 * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }

    private void Count(string name, int hit, int gold, int mine) =>
        _ratios[name] = _ratios.GetValueOrDefault(name, new Ratio()) + new Ratio(hit, gold, mine);

    private void Share(string name, bool hit)
    {
        var (h, a) = _shares.GetValueOrDefault(name);
        _shares[name] = (h + (hit ? 1 : 0), a + 1);
    }
}
