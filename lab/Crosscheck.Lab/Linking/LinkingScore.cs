using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Views;

namespace Crosscheck.Lab.Linking;

/// <summary>
/// The linking part of the project's scorer: B-cubed over reports by their last main incident, and the attributes on which
/// an incident's accounts differ, precision and recall.
/// </summary>
public static class LinkingScore
{
    public static int Run(string[] args)
    {
        var folders = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var at = Array.IndexOf(args, "--readings");
        var mine = at < 0 ? null : RealReadings.Load(args[at + 1]);
        var blurAt = Array.IndexOf(args, "--blur");
        var blur = blurAt < 0 ? 0 : double.Parse(args[blurAt + 1], CultureInfo.InvariantCulture);
        var clusters = folders.SelectMany(GoldCluster.Load).ToList();
        var memory = new MemoryProjection();
        var readings = clusters.SelectMany(c => c.Reports.Select(r => (Id: r.Id, Reading: mine is null ? GoldReadings.Of(c, r, blur) : mine.GetValueOrDefault(r.Id)))).ToList();
        memory.Add(readings.Select(r => r.Reading).OfType<Reading>(), []);
        var reports = readings.Where(r => r.Reading is not null).ToLookup(r => r.Reading!.Document.Id, r => r.Id);
        Score(clusters, memory, reports, args.Contains("--verbose"));
        return 0;
    }


    private static void Score(List<GoldCluster> clusters, MemoryProjection memory, ILookup<string, string> reports, bool verbose)
    {
        var gold = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (cluster, report) in clusters.SelectMany(c => c.Reports.Select(r => (c, r))))
        {
            foreach (var telling in report.Incidents.Where(t => t.Role == "main"))
                gold[report.Id] = $"{cluster.Cluster}/{telling.Ref}";
        }
        var mine = new Dictionary<string, Incident>(StringComparer.Ordinal);
        foreach (var (incident, report) in memory.Incidents.SelectMany(i => i.Reports.Where(r => r.Role == "main").SelectMany(r => reports[r.Document].Select(id => (i, id)))))
            mine[report] = incident;
        var names = gold.Keys.ToList();
        Console.WriteLine($"linking, B-cubed             {BCubed.Of([.. names.Select(n => gold[n])], [.. names.Select(n => mine.TryGetValue(n, out var i) ? i.Id : "unread:" + n)])}");
        Discrepancies(clusters, gold, mine, verbose);
    }

    private static void Discrepancies(List<GoldCluster> clusters, Dictionary<string, string> gold, Dictionary<string, Incident> mine, bool verbose)
    {
        var tallies = new SortedDictionary<string, (int Hit, int Gold, int Mine)>(StringComparer.Ordinal);
        foreach (var cluster in clusters)
        {
            foreach (var (name, facts) in cluster.Incidents)
            {
                var members = gold.Where(g => g.Value == $"{cluster.Cluster}/{name}").Select(g => g.Key).ToList();
                if (members.Count == 0)
                    continue;
                var incident = members.Where(mine.ContainsKey).Select(m => mine[m]).GroupBy(i => i.Id).OrderByDescending(g => g.Count()).FirstOrDefault()?.First();
                var want = facts.Discrepancies.Select(d => d.Attribute).ToHashSet(StringComparer.Ordinal);
                var got = (incident is null ? [] : DiscrepancyFinder.Find(incident.Claims)).Select(d => ReadingJson.Name(d.Attribute)).ToHashSet(StringComparer.Ordinal) ?? [];
                foreach (var attribute in want.Union(got))
                {
                    foreach (var key in (ReadOnlySpan<string>)["all", attribute])
                    {
                        var (h, g, m) = tallies.GetValueOrDefault(key);
                        tallies[key] = (h + (want.Contains(attribute) && got.Contains(attribute) ? 1 : 0), g + (want.Contains(attribute) ? 1 : 0), m + (got.Contains(attribute) ? 1 : 0));
                    }
                    if (verbose && want.Contains(attribute) != got.Contains(attribute))
                        Show(name, attribute, want.Contains(attribute), incident, facts);
                }
            }
        }
        foreach (var (attribute, (hit, g, m)) in tallies)
        {
            double precision = m == 0 ? 0 : hit / (double)m, recall = g == 0 ? 0 : hit / (double)g;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"discrepancies {attribute,-14} F1 {(precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall)):0.000}   precision {precision:0.000}  recall {recall:0.000}   ({hit} of {g} gold, {m} found)"));
        }
    }

    private static void Show(string name, string attribute, bool wanted, Incident? incident, GoldIncident facts)
    {
        Console.WriteLine($"{(wanted ? "MISSED" : "EXTRA ")} {name} {attribute}");
        foreach (var d in incident?.Discrepancies.Where(d => ReadingJson.Name(d.Attribute) == attribute) ?? [])
        {
            foreach (var p in d.Positions)
                Console.WriteLine($"    {p.Value.Text ?? $"{p.Value.Low}/{p.Value.N}/{p.Value.High} {p.Value.Who}"}: {string.Join(" | ", p.Sources)}");
        }
        foreach (var c in wanted ? incident?.Claims.Where(c => ReadingJson.Name(c.Claim.Attribute) == attribute) ?? [] : [])
            Console.WriteLine($"    {c.Document[7..11]} {c.Claim.Value.Text ?? $"{c.Claim.Value.Low}/{c.Claim.Value.N}/{c.Claim.Value.High} {c.Claim.Value.Who}"} [{c.Claim.Status}] {c.SpeakerName}");
    }
}
