using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Models;
using Crosscheck.Views;

namespace Crosscheck.Lab.Linking;

/// <summary>Trains and measures the linking of tellings across reports.</summary>
public static class LinkingCommand
{
    /// <summary>One telling with the incident that gold gives it; Gold is "" where the reader told of something that gold does not hold.</summary>
    private sealed record Labelled(TellingProfile Profile, string Gold, int Fold, string Report);

    public static int Train(string[] args)
    {
        var gold = args[0];
        var sets = TrainingSets(gold, Option(args, "--readings"));
        foreach (var fold in Enumerable.Range(0, 5))
            Report($"fold {fold}", sets, fold);
        var model = TrainModel(sets, s => true);
        if (args.Length > 1 && !args[1].StartsWith("--", StringComparison.Ordinal))
            File.WriteAllBytes(args[1], model);
        return 0;
    }

    /// <summary>Scores all gold folders together with folds not trained on, or with the shipped model where --shipped is given.</summary>
    public static int Score(string[] args)
    {
        var blur = double.Parse(Option(args, "--blur") ?? "0", CultureInfo.InvariantCulture);
        var folders = args.TakeWhile(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
        var labelled = folders.SelectMany(f => Read(f, blur, Option(args, "--readings"))).ToList();
        Print($"linking, blur {blur}", labelled, PairScore.Default);
        return 0;
    }

    /// <summary>Gold as perfect readings: one a line for the scorer, or the lines of a ledger for <c>crosscheck add</c>.</summary>
    public static int Readings(string[] args)
    {
        var ledger = args.Contains("--ledger");
        foreach (var cluster in args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).SelectMany(GoldCluster.Load))
        {
            foreach (var reading in cluster.Reports.Select(r => GoldReadings.Of(cluster, r)))
            {
                if (!ledger)
                {
                    Console.WriteLine(ReadingJson.Write(reading, indented: false));
                    continue;
                }
                Console.WriteLine(EntryJson.Line(EntryJson.Draft(new TakenDocument(reading.Document, File.ReadAllBytes(reading.Document.Path!)))));
                Console.WriteLine(EntryJson.Line(EntryJson.Draft(reading)));
            }
        }
        return 0;
    }

    private static List<List<Labelled>> TrainingSets(string gold, string? readings) =>
        readings is null ? [Read(gold, 0, null), Read(gold, 1, null), Read(gold, 1.6, null)] : [Read(gold, 0, null), Read(gold, 1, null), Read(gold, 0, readings)];

    private static void Report(string name, List<List<Labelled>> sets, int fold)
    {
        var model = new PairScore(LinearModel.FromBytes(TrainModel(sets, f => f != fold), "fold"));
        for (var i = 0; i < sets.Count; i++)
            Print($"{name}, set {i}", sets[i].Where(s => s.Fold == fold).ToList(), model);
    }

    private static byte[] TrainModel(List<List<Labelled>> sets, Func<int, bool> in_)
    {
        var examples = new List<Example>();
        foreach (var set in sets)
        {
            var some = set.Where(s => in_(s.Fold) && s.Gold.Length > 0).ToList();
            var profiles = some.Select(s => s.Profile).ToList();
            foreach (var (a, b) in Linker.Candidates(profiles))
            {
                if (profiles[a].Document == profiles[b].Document)
                    continue;
                var same = some[a].Gold == some[b].Gold;
                if (!same && IsTwinAcrossClusters(some[a], some[b]))
                    continue;
                var features = new List<uint>();
                PairFeatures.Extract(profiles[a], profiles[b], features);
                examples.Add(new Example([.. features], same ? 1 : 0));
            }
        }
        foreach (var set in sets)
            AddCrowd([.. set.Where(s => in_(s.Fold))], examples);
        return LinearModel.Write(PairFeatures.Classes, LinearTrainer.Train(examples, 2, epochs: 12, rate: 0.05f, l2: 1e-5f));
    }

    /// <summary>
    /// Gold holds few incidents of one day in two places; a war holds many. Tellings of different clusters are set on
    /// neighbouring days, as pairs that are two incidents.
    /// </summary>
    private static void AddCrowd(List<Labelled> set, List<Example> examples)
    {
        var random = new Random(29);
        foreach (var a in set)
        {
            for (var n = 0; n < 8; n++)
            {
                var b = set[random.Next(set.Count)];
                if (a.Gold.Split('/')[0] == b.Gold.Split('/')[0] || a.Profile.When is not { } x || b.Profile.When is not { } y)
                    continue;
                var features = new List<uint>();
                PairFeatures.Extract(a.Profile, Shifted(b.Profile, x.First - y.First + random.Next(-3, 4)), features);
                examples.Add(new Example([.. features], 0));
            }
        }
    }

    private static TellingProfile Shifted(TellingProfile p, int days) => p with
    {
        Published = p.Published > 0 ? p.Published + days : 0,
        Date = p.Date is { } d ? new DayRange(d.First + days, d.Last + days) : null,
    };

    /// <summary>Two clusters of the gold may tell of one incident under two names: such pairs say nothing.</summary>
    private static bool IsTwinAcrossClusters(Labelled a, Labelled b) =>
        a.Gold.Split('/')[0] != b.Gold.Split('/')[0]
        && a.Profile.Date is { } x && b.Profile.Date is { } y && x.Gap(y) <= 1
        && (a.Profile.Country.Length == 0 || a.Profile.Country == b.Profile.Country);

    private static List<Labelled> Read(string folder, double blur, string? readings)
    {
        var result = new List<Labelled>();
        var mine = readings is null ? null : RealReadings.Load(readings);
        foreach (var cluster in GoldCluster.Load(folder))
        {
            foreach (var report in cluster.Reports)
            {
                var reading = mine is null ? GoldReadings.Of(cluster, report, blur) : mine.GetValueOrDefault(report.Id) ?? GoldReadings.Of(cluster, report with { Incidents = [] });
                var refs = mine is null ? report.Incidents.Select(t => t.Ref).ToList() : RealReadings.Align(cluster, report, reading);
                foreach (var (profile, i) in Profiles.Of(reading).Select((p, i) => (p, i)))
                    result.Add(new Labelled(profile, refs[i].Length == 0 ? "" : $"{cluster.Cluster}/{refs[i]}", cluster.Fold, report.Id));
            }
        }
        return [.. result.OrderBy(l => l.Profile.Key, StringComparer.Ordinal)];
    }

    private static void Print(string name, List<Labelled> labelled, PairScore score)
    {
        var profiles = labelled.Select(l => l.Profile).ToList();
        PrintPairs(name, labelled, profiles, score);
        var ids = new string[profiles.Count];
        foreach (var (cluster, n) in Linker.Link(profiles, score).Select((c, n) => (c, n)))
        {
            foreach (var i in cluster)
                ids[i] = n.ToString(CultureInfo.InvariantCulture);
        }
        var all = Enumerable.Range(0, ids.Length).Where(i => labelled[i].Gold.Length > 0).ToList();
        var main = all.Where(i => profiles[i].Main).ToList();
        Console.WriteLine($"{name,-20} main {BCubed.Of([.. main.Select(i => labelled[i].Gold)], [.. main.Select(i => ids[i])])}");
        Console.WriteLine($"{name,-20} all  {BCubed.Of([.. all.Select(i => labelled[i].Gold)], [.. all.Select(i => ids[i])])}");
    }

    /// <summary>Of the pairs of main tellings that are one incident: how many are candidates, and how many score as one.</summary>
    private static void PrintPairs(string name, List<Labelled> labelled, List<TellingProfile> profiles, PairScore score)
    {
        bool IsMain(int i) => labelled[i].Gold.Length > 0 && profiles[i].Main;
        var candidates = Linker.Candidates(profiles).Where(c => IsMain(c.A) && IsMain(c.B)).ToList();
        var all = labelled.Where((l, i) => IsMain(i)).GroupBy(l => l.Gold).Sum(g => g.Count() * (g.Count() - 1) / 2);
        var same = candidates.Where(c => labelled[c.A].Gold == labelled[c.B].Gold).ToList();
        var above = same.Count(c => score.Of(profiles[c.A], profiles[c.B]) > 0);
        var wrong = candidates.Count(c => labelled[c.A].Gold != labelled[c.B].Gold && score.Of(profiles[c.A], profiles[c.B]) > 0);
        Console.WriteLine($"{name,-20} pairs of one incident: {all}, candidates {same.Count}, scored as one {above}; wrongly {wrong}");
    }

    private static string? Option(string[] args, string name)
    {
        var at = Array.IndexOf(args, name);
        return at >= 0 && at + 1 < args.Length ? args[at + 1] : null;
    }
}
