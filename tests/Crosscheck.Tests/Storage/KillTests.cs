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
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-kill-").FullName;

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("CROSSCHECK_KILLS"), out var n) ? n : 3;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public void Add_KilledAtRandom_KeepsWhatItAcknowledged(string store)
    {
        var address = store == "sqlite" ? Path.Combine(_folder, "ledger.db") : server.NewAddress();
        var reports = Directory.CreateDirectory(Path.Combine(_folder, store)).FullName;
        for (var i = 0; i < 120; i++)
            File.WriteAllText(Path.Combine(reports, $"{i:000}.txt"), $" date 2021-05-{1 + (i % 28):00} Gunmen killed {i + 2} people in Gao on Monday, police said.\n");
        var random = new Random(11);
        var acknowledged = new HashSet<string>(StringComparer.Ordinal);
        for (var kill = 0; kill < Kills; kill++)
            acknowledged.UnionWith(AddAndKill(address, reports, random.Next(1, 25)));
        using var ledger = LedgerStore.Open(address, create: true);
        ledger.Project();
        acknowledged.Count.ShouldBeGreaterThan(0);
        acknowledged.ShouldAllBe(id => ledger.Contains("document/1", id, "") && ledger.Incidents.Reading(id) != null);
        Verification.Run(ledger).ShouldBeEmpty();
    }

    /// <summary>Adds the folder in a process of its own and kills that process after so many acknowledgements.</summary>
    private static List<string> AddAndKill(string address, string reports, int after)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "crosscheck.dll");
        using var process = Process.Start(new ProcessStartInfo("dotnet", [program, "add", reports, "--ledger", address]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var acknowledged = new List<string>();
        var fresh = 0;
        while (process.StandardError.ReadLine() is { } line)
        {
            var at = line.IndexOf("sha256:", StringComparison.Ordinal);
            if (at < 0)
                continue;
            acknowledged.Add(line[at..].Trim());
            if (line.Contains(": added ", StringComparison.Ordinal) && ++fresh >= after)
                break;
        }
        process.Kill();
        process.WaitForExit();
        return acknowledged;
    }
}
