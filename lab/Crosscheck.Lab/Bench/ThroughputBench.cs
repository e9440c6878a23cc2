using System.Diagnostics;
using System.Globalization;
using Crosscheck.App.Intake;
using Crosscheck.App.Storage;

namespace Crosscheck.Lab.Bench;

/// <summary>
/// <c>lab bench throughput FOLDER</c>: reports a second of whole commands, start to exit: read on one core and on two, add to SQLite
/// and to PostgreSQL, two machines' readers on a queue; beside wink-nlp and compromise, which find tokens, names and numbers only.
/// Wall time is what a person waits; CPU time is what changes little when other programs run.
/// </summary>
internal sealed class ThroughputBench(string folder, string app, string? postgres, string? queue, string? scratch)
{
    private readonly string _work = Directory.CreateTempSubdirectory("crosscheck-throughput-").FullName;
    private int _reports;

    private readonly record struct Used(double Wall, double Cpu);

    /// <summary>FOLDER --app crosscheck.dll [--postgres ADDRESS] [--queue amqp://...] [--peers SCRATCH]</summary>
    public static int Run(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        if (args.Length == 0 || Option("--app") is not { } app)
            return 2;
        new ThroughputBench(args[0], app, Option("--postgres"), Option("--queue"), Option("--peers")).Run();
        return 0;
    }

    private void Run()
    {
        var texts = Directory.GetFiles(folder, "*.txt", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(f => InputReader.Parse(f, File.ReadAllBytes(f)).Document!.Body).ToList();
        _reports = texts.Count;
        Line($"{_reports} reports, {texts.Sum(t => (long)t.Length) / _reports:#,0} characters each on average; {Environment.ProcessorCount} processors");
        Line("");
        Line("| command | reports a second | reports a CPU second | CPU milliseconds a report |");
        Line("| --- | --- | --- | --- |");
        Row("`read`, one core", Timed("0", "read", folder, "--format", "jsonl"));
        Row("`read`, two cores", Timed("0,1", "read", folder, "--format", "jsonl"));
        Row("`add`, SQLite", Timed("0,1", "add", folder, "--ledger", Path.Combine(_work, "l.db")));
        if (postgres is not null)
            Row("`add`, PostgreSQL (the server's CPU left out)", Timed("0,1", "add", folder, "--ledger", postgres));
        if (postgres is not null && queue is not null)
            Queue(Fresh(postgres), queue);
        if (scratch is not null)
        {
            foreach (var peer in Peers.Run(scratch, texts, 20))
                Row($"{peer.Name} {peer.Version}, tokens, names, numbers", new Used(peer.SecondsPerPass, peer.SecondsPerPass));
        }
        Directory.Delete(_work, recursive: true);
    }

    /// <summary>Two readers on a queue that was filled before; the clock stops when the ledger has the last report.</summary>
    private void Queue(string ledger, string address)
    {
        Row("`add --queue`", Timed("0,1", "add", folder, "--queue", address));
        LedgerStore.Open(ledger, create: true).Dispose();
        var watch = Stopwatch.StartNew();
        var readers = Enumerable.Range(0, 2).Select(core => Task.Run(() => Timed($"{core}", "work", "--queue", address, "--ledger", ledger, "--readers", "1", "--until-idle", "4"))).ToArray();
        using (var store = LedgerStore.Open(ledger, create: false))
        {
            while (store.Count < 2 * _reports && watch.Elapsed < TimeSpan.FromMinutes(10))
                Thread.Sleep(50);
        }
        var wall = watch.Elapsed.TotalSeconds;
        Task.WaitAll(readers);
        Row("`work`, two readers, PostgreSQL", new Used(wall, readers.Sum(r => r.Result.Cpu)));
    }

    /// <summary>Another database of the same server, made anew.</summary>
    private static string Fresh(string address)
    {
        var settings = new Npgsql.NpgsqlConnectionStringBuilder(address);
        var name = settings.Database + "_queue";
        using var connection = new Npgsql.NpgsqlConnection(address + ";Pooling=false");
        connection.Open();
        using var command = new Npgsql.NpgsqlCommand($"CREATE DATABASE \"{name}\"", connection);
        command.ExecuteNonQuery();
        settings.Database = name;
        return settings.ConnectionString;
    }

    /// <summary>A command on the given cores, start to exit.</summary>
    private Used Timed(string cores, params string[] arguments)
    {
        var start = new ProcessStartInfo("bash", ["-c", "TIMEFORMAT='%R %U %S'; { time \"$@\" >/dev/null 2>/dev/null; } 2>&1", "bash", "taskset", "-c", cores, "dotnet", app, .. arguments])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = _work,
        };
        using var process = Process.Start(start)!;
        var times = process.StandardOutput.ReadToEnd().Trim().Split('\n')[^1].Split(' ').Select(t => double.Parse(t, CultureInfo.InvariantCulture)).ToArray();
        process.WaitForExit();
        return new Used(times[0], times[1] + times[2]);
    }

    private void Row(string name, Used used) => Line(string.Create(CultureInfo.InvariantCulture,
        $"| {name} | {_reports / used.Wall:0.0} | {_reports / used.Cpu:0.0} | {1000 * used.Cpu / _reports:0.0} |"));

    private static void Line(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));

    private static void Line(string line) => Console.WriteLine(line);
}
