using System.Diagnostics;
using Crosscheck.App.Storage;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Storage;

/// <summary>
/// <c>kill -9</c> at random during <c>add</c>: every document that was acknowledged is there and the ledger verifies.
/// CROSSCHECK_KILLS sets how often a store is killed (usually 3; 100 before a release).
/// </summary>
public sealed class KillTests(PostgreSqlServer server) : IClassFixture<PostgreSqlServer>, IDisposable
{
    /// <summary>New reports for each kill, so that it meets a program at work.</summary>
    private const int Reports = 30;

    private static readonly string[] Towns = ["Gao", "Mopti", "Kidal", "Menaka", "Baidoa", "Kismayo", "Kirkuk", "Mosul", "Maiduguri", "Goma", "Bunia", "Pemba"];

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-kill-").FullName;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CROSSCHECK_KILLS"), out var n) ? n : 3;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public void Add_KilledAtRandom_KeepsWhatItAcknowledged(string store)
    {
        var address = store == "sqlite" ? Path.Combine(_folder, "ledger.db") : server.NewAddress();
        var random = new Random(11);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        var killedAtWork = 0;
        // A process that ended by itself before the signal came does not count as killed; the last acknowledgements are
        // followed by the projection, which is met too.
        for (var kill = 0; killedAtWork < Kills && kill < (2 * Kills) + 5; kill++)
        {
            var (ids, atWork) = AddAndKill(address, Folder(store, kill), random);
            acknowledged.UnionWith(ids);
            killedAtWork += atWork ? 1 : 0;
        }
        using var ledger = LedgerStore.Open(address, create: true);
        ledger.Project();
        killedAtWork.ShouldBe(Kills);
        acknowledged.Count.ShouldBeGreaterThan(Kills);
        acknowledged.ShouldAllBe(id => ledger.Contains("document/1", id, "") && ledger.Incidents.Reading(id) != null);
        Verification.Run(ledger).ShouldBeEmpty();
        TestContext.Current.TestOutputHelper?.WriteLine($"{store}: killed {killedAtWork} times at work; {acknowledged.Count} acknowledged documents are there, {ledger.Count} entries verify");
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public void Add_FourProcessesAtOnce_NothingLostNothingTwice(string store)
    {
        var address = store == "sqlite" ? Path.Combine(_folder, "ledger.db") : server.NewAddress();
        string[] folders = [Folder(store, 1), Folder(store, 2), Folder(store, 3)];
        // Every folder is added by two processes or three: what both add is there once.
        var processes = Enumerable.Range(0, 4).Select(n => Start([folders[n % 3], folders[(n + 1) % 3]], address)).ToList();
        foreach (var process in processes)
        {
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
            process.Dispose();
        }
        using var ledger = LedgerStore.Open(address, create: false);
        ledger.Count.ShouldBe(2 * folders.Length * Reports);
        Verification.Run(ledger).ShouldBeEmpty();
    }

    private static Process Start(string[] paths, string address) => Process.Start(new ProcessStartInfo(
        "dotnet", [Path.Combine(AppContext.BaseDirectory, "crosscheck.dll"), "add", .. paths, "--ledger", address])
    { RedirectStandardError = true, RedirectStandardOutput = true })!;

    private string Folder(string store, int kill)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, store, $"{kill}")).FullName;
        for (var i = 0; i < Reports; i++)
        {
            var (town, day) = (Towns[(kill + (7 * i)) % Towns.Length], 1 + ((kill + i) % 28));
            File.WriteAllText(Path.Combine(folder, $"{i:000}.txt"), $" date 20{21 + (kill % 12)}-{1 + (i % 12):00}-{day:00} Gunmen killed {i + 2} people in {town} on Monday, police said. It was attack number {kill}.\n");
        }
        return folder;
    }

    /// <summary>
    /// Adds the folder in a process of its own and kills that process after a random number of acknowledgements and a
    /// random moment more. AtWork: it had not ended by itself.
    /// </summary>
    private static (List<string> Acknowledged, bool AtWork) AddAndKill(string address, string reports, Random random)
    {
        using var process = Start([reports], address);
        var acknowledged = new List<string>();
        var after = random.Next(1, Reports + 1);
        while (acknowledged.Count < after && process.StandardError.ReadLine() is { } line)
        {
            if (line.IndexOf("sha256:", StringComparison.Ordinal) is >= 0 and var at)
                acknowledged.Add(line[at..].Trim());
        }
        Thread.Sleep(TimeSpan.FromMilliseconds(random.NextDouble() * 4));
        process.Kill();
        var rest = process.StandardError.ReadToEnd();
        process.WaitForExit();
        // What it said before the signal came counts too; a last line cut in half does not.
        acknowledged.AddRange(rest.Split('\n').SkipLast(1).Where(l => l.Contains("sha256:", StringComparison.Ordinal)).Select(l => l[l.IndexOf("sha256:", StringComparison.Ordinal)..].Trim()));
        return (acknowledged, process.ExitCode == 128 + 9);
    }
}
