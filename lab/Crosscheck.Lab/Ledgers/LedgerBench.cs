using System.Diagnostics;
using System.Globalization;
using Crosscheck.App.Storage;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Microsoft.Data.Sqlite;

namespace Crosscheck.Lab.Ledgers;

/// <summary>Makes large ledgers of invented reports and measures them.</summary>
public static class LedgerBench
{
    private const int Together = 500;

    /// <summary>Arguments: N, the ledger's address.</summary>
    public static int Make(string[] args)
    {
        var clock = Stopwatch.StartNew();
        using var ledger = LedgerStore.Open(args[1], create: true);
        Fill(ledger, new InventedReports(1), int.Parse(args[0], CultureInfo.InvariantCulture));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{args[0]} reports, {ledger.Incidents.Count(new())} incidents in {clock.Elapsed.TotalSeconds:0.0} s"));
        return 0;
    }

    /// <summary>Arguments: a folder for the ledgers, then sizes (1000 and 100000 where none are given). A ledger that is there is used again.</summary>
    public static int Run(string[] args)
    {
        var folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : "bench-ledgers").FullName;
        var sizes = args.Length > 1 ? args[1..].Select(a => int.Parse(a, CultureInfo.InvariantCulture)).ToList() : [1000, 100_000];
        var added = new List<double>();
        foreach (var size in sizes)
        {
            var path = Path.Combine(folder, $"{size}.db");
            if (!File.Exists(path))
                Make([size.ToString(CultureInfo.InvariantCulture), path]);
            using var ledger = LedgerStore.Open(path, create: false);
            // The first ledger also warms the program up.
            if (added.Count == 0)
                AddOne(ledger, size);
            added.Add(AddOne(ledger, size));
            Query(ledger, size);
        }
        if (added.Count > 1)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"adding one report at {sizes[^1]} against {sizes[0]}: {added[^1] / added[0]:0.00} times"));
        Storage(folder);
        return 0;
    }

    private static void Fill(LedgerStore ledger, InventedReports invented, int count)
    {
        foreach (var chunk in invented.Take(count).Chunk(Together))
        {
            ledger.Append(chunk.SelectMany(r => (EntryDraft[])[EntryJson.Draft(r.Document), EntryJson.Draft(r.Reading)]));
            ledger.Project();
        }
    }

    /// <summary>Adds reports one by one, of incidents that the ledger knows and of new ones; the median in milliseconds.</summary>
    private static double AddOne(LedgerStore ledger, int size)
    {
        var times = new List<double>();
        var fresh = new InventedReports(1000 + (int)(Stopwatch.GetTimestamp() % 100_000));
        foreach (var report in fresh.Take(120))
        {
            var clock = Stopwatch.StartNew();
            ledger.Append([EntryJson.Draft(report.Document), EntryJson.Draft(report.Reading)]);
            ledger.Project();
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        times = [.. times.Skip(20).Order()];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size} reports: adding one takes {times[times.Count / 2]:0.00} ms in the median, {times[times.Count * 95 / 100]:0.00} ms at the 95th percentile"));
        return times[times.Count / 2];
    }

    /// <summary>Pages of fifty, filtered and searched as a reader would.</summary>
    private static void Query(LedgerStore ledger, int size)
    {
        var random = new Random(3);
        var some = ledger.Incidents.List(new IncidentFilter { Limit = 400 }).Where(i => i.Place is not null).ToList();
        var times = new List<double>();
        for (var n = 0; n < 210; n++)
        {
            var one = some[random.Next(some.Count)];
            var day = DateOnly.Parse(one.Date!.Value, CultureInfo.InvariantCulture).AddDays(random.Next(200));
            IncidentFilter filter = (n % 7) switch
            {
                0 => new() { Place = one.Place!.Name },
                1 => new() { Near = new Near(one.Place!.Latitude!.Value, one.Place.Longitude!.Value, 50) },
                2 => new() { Since = day, Until = day.AddDays(30), Disputed = true },
                3 => new() { Search = one.Place!.Name },
                4 => new() { Type = one.Type, Since = day },
                5 => new() { Search = "market rockets", Since = day, Until = day.AddDays(60) },
                _ => new() { NewSince = day, Until = day.AddDays(10) },
            };
            var clock = Stopwatch.StartNew();
            IncidentJson.List(null, "range", ledger.Incidents.List(filter with { Limit = 50 }), ledger.Incidents.IncidentOf);
            times.Add(clock.Elapsed.TotalMilliseconds);
        }
        var ordered = times.Skip(7).Order().ToList();
        var kinds = string.Join(", ", Enumerable.Range(0, 7).Select(k => times.Where((_, i) => i % 7 == k).Order().ElementAt(28).ToString("0.0", CultureInfo.InvariantCulture)));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{size} reports: a query takes {ordered[ordered.Count / 2]:0.0} ms in the median, {ordered[ordered.Count * 95 / 100]:0.0} ms at the 95th percentile; by kind {kinds}"));
    }

    /// <summary>The time of the ledger's append beside a bare insert of the same rows in the same transactions.</summary>
    private static void Storage(string folder)
    {
        var reports = new InventedReports(77).Take(2000).ToList();
        var drafts = reports.Select(r => (EntryDraft[])[EntryJson.Draft(r.Document), EntryJson.Draft(r.Reading)]).ToList();
        var path = Path.Combine(folder, "bare.db");
        foreach (var file in Directory.GetFiles(folder, "bare.db*").Concat(Directory.GetFiles(folder, "full.db*")))
            File.Delete(file);
        var bare = Bare(path, drafts);
        using var ledger = LedgerStore.Open(Path.Combine(folder, "full.db"), create: true);
        var clock = Stopwatch.StartNew();
        foreach (var chunk in drafts.Chunk(Together))
            ledger.Append(chunk.SelectMany(d => d));
        var append = clock.Elapsed.TotalSeconds;
        clock.Restart();
        ledger.Project();
        var project = clock.Elapsed.TotalSeconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"storing {drafts.Count} reports: bare insert {bare * 1e6 / drafts.Count:0} us a report, append with chain and full text {append * 1e6 / drafts.Count:0} us ({append / bare:0.0} times), projection {project * 1e6 / drafts.Count:0} us; the bare insert is {bare / (append + project):0.00} of it all"));
    }

    private static double Bare(string path, List<EntryDraft[]> drafts)
    {
        using var db = new SqliteConnection($"Data Source={path};Pooling=False");
        db.Open();
        using var set = db.CreateCommand();
        set.CommandText = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE entries (number INTEGER PRIMARY KEY, kind TEXT, subject TEXT, version TEXT, body TEXT)";
        set.ExecuteNonQuery();
        using var insert = db.CreateCommand();
        insert.CommandText = "INSERT INTO entries (kind, subject, version, body) VALUES ($k, $s, $v, $b)";
        foreach (var name in (ReadOnlySpan<string>)["$k", "$s", "$v", "$b"])
            insert.Parameters.Add(new SqliteParameter(name, ""));
        var clock = Stopwatch.StartNew();
        foreach (var chunk in drafts.Chunk(Together))
        {
            using var transaction = db.BeginTransaction();
            insert.Transaction = transaction;
            foreach (var d in chunk.SelectMany(d => d))
            {
                (insert.Parameters[0].Value, insert.Parameters[1].Value, insert.Parameters[2].Value, insert.Parameters[3].Value) = (d.Kind, d.Subject, d.Version, d.Body);
                insert.ExecuteNonQuery();
            }
            transaction.Commit();
        }
        return clock.Elapsed.TotalSeconds;
    }
}
