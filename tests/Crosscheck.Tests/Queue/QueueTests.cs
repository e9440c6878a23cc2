using System.Diagnostics;
using System.Globalization;
using Crosscheck.App.Queue;
using Crosscheck.App.Storage;
using Crosscheck.Tests.Cli;
using Crosscheck.Tests.Storage;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Queue;

/// <summary>
/// Many readers on one queue. CROSSCHECK_QUEUE_REPORTS sets how many reports the great test has (usually 300; 20000 before a release).
/// </summary>
public sealed class QueueTests(RabbitCluster cluster, PostgreSqlServer server) : IClassFixture<RabbitCluster>, IClassFixture<PostgreSqlServer>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-queue-").FullName;

    private static int Reports => int.TryParse(Environment.GetEnvironmentVariable("CROSSCHECK_QUEUE_REPORTS"), out var n) ? n : 300;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("amqp://localhost", "amqp://localhost:5672/?name=crosscheck")]
    [InlineData("amqp://ana:secret@a:1,b:2/reports?name=war", "amqp://a:1,b:2/reports?name=war")]
    [InlineData("amqps://ana:p%40ss@mq.example", "amqp://mq.example:5671/?name=crosscheck")]
    public void Address_IsShownWithoutItsPassword(string text, string shown) => QueueAddress.Parse(text)!.Where.ShouldBe(shown);

    [Theory]
    [InlineData("http://localhost")]
    [InlineData("localhost")]
    [InlineData("amqp://")]
    public void Address_ThatIsNone_IsRefused(string text) => QueueAddress.Parse(text).ShouldBeNull();

    [Fact]
    public void DeadLetters_KeepTheirReason_AndGetAnotherTry()
    {
        var queue = cluster.NewAddress("dead");
        Publish(queue, "bad", "{\"id\":\"sha256:0\",\"body\":\"not what its id says\"}"u8.ToArray());
        Publish(queue, "worse", "no JSON"u8.ToArray());
        var ledger = Path.Combine(_folder, "l.db");
        Run.Crosscheck("work", "--queue", queue, "--ledger", ledger, "--until-idle", "2").Error.ShouldContain("0 added, 2 dead");
        var status = Run.Crosscheck("queue", "status", "--queue", queue, "--ledger", ledger, "--batches");
        status.Out.ShouldContain("0 waiting, 0 machines reading, 2 dead");
        status.Out.ShouldContain("bad  its id is not that of its content");
        status.Out.ShouldContain("worse  it is no document");
        Run.Crosscheck("queue", "retry", "--queue", queue).Out.ShouldContain("2 put back");
        Run.Crosscheck("queue", "status", "--queue", queue).Out.ShouldContain("2 waiting, 0 machines reading, 0 dead");
    }

    [Fact]
    public void Queue_NoBroker_SaysSo()
    {
        var run = Run.Crosscheck("queue", "status", "--queue", "amqp://127.0.0.1:1");
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("XC3008");
    }

    /// <summary>Readers are killed, the node that they are connected to is killed, the database is stopped at once and started again, all in the middle.</summary>
    [Fact]
    public void Work_WhateverIsKilled_EveryReportIsThereOnce_AndIncidentsAreThoseOfOneProcess()
    {
        var name = "great";
        cluster.NewAddress(name);
        var lines = Path.Combine(_folder, "reports.jsonl");
        File.WriteAllLines(lines, Enumerable.Range(0, Reports).Select(ReportLine));
        var ledger = server.NewAddress();
        using var first = StartWorker(cluster.AddressOf(1, name), ledger);
        using var second = StartWorker(cluster.AddressOf(1, name), ledger);
        var feeder = Start("add", lines, "--queue", cluster.AddressOf(1, name));
        WaitForDocuments(ledger, Reports / 10);
        first.Kill();
        using var third = StartWorker(cluster.AddressOf(2, name), ledger);
        WaitForDocuments(ledger, Reports / 4);
        cluster.Kill(1);
        WaitForDocuments(ledger, Reports / 2);
        server.Restart(ledger);
        feeder.WaitForExit(TimeSpan.FromMinutes(30)).ShouldBeTrue();
        feeder.ExitCode.ShouldBe(0);
        WaitForDocuments(ledger, Reports);
        cluster.Start(1);
        second.WaitForExit(TimeSpan.FromMinutes(10)).ShouldBeTrue();
        third.WaitForExit(TimeSpan.FromMinutes(10)).ShouldBeTrue();
        Run.Crosscheck("queue", "status", "--queue", cluster.AddressOf(0, name), "--ledger", ledger, "--batches").Out.ShouldContain($"{Reports} of {Reports} read, 0 dead");
        Compare(ledger, lines);
    }

    private void Compare(string ledger, string lines)
    {
        var alone = Path.Combine(_folder, "alone.db");
        Run.Crosscheck("add", lines, "--ledger", alone).ExitCode.ShouldBe(0);
        using var many = LedgerStore.Open(ledger, create: false);
        using var one = LedgerStore.Open(alone, create: false);
        many.Project();
        one.Project();
        many.Count.ShouldBe(2 * Reports);
        many.Incidents.List(new IncidentFilter()).Select(StoredIncident.Write).Order(StringComparer.Ordinal)
            .ShouldBe(one.Incidents.List(new IncidentFilter()).Select(StoredIncident.Write).Order(StringComparer.Ordinal), "the incidents are those of one process");
        Crosscheck.Ledger.Chain.Check(many.Entries()).ShouldBeEmpty();
    }

    private static string ReportLine(int n)
    {
        string[] places = ["Gao", "Timbuktu", "Mopti", "Kidal", "Baidoa", "Kismayo", "Maiduguri", "Diffa"];
        var day = new DateOnly(2021, 1, 1).AddDays(n / 3 % 400);
        return string.Create(CultureInfo.InvariantCulture, $"{{\"id\":\"r{n}\",\"date\":\"{day:yyyy-MM-dd}\",\"publisher\":\"Paper {n % 7}\",\"text\":\"Gunmen killed {2 + (n % 9)} people and injured {1 + (n % 5)} in {places[n / 5 % places.Length]} on {day:d MMMM yyyy}, police said. Report {n}.\"}}");
    }

    private static Process StartWorker(string queue, string ledger) => Start("work", "--queue", queue, "--ledger", ledger, "--readers", "2", "--until-idle", "20");

    private static Process Start(params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "crosscheck.dll"), .. arguments]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return process;
    }

    private static void WaitForDocuments(string ledger, int count)
    {
        var watch = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                using var store = LedgerStore.Open(ledger, create: true);
                if (store.Count >= 2 * count)
                    return;
            }
            catch (LedgerException) when (watch.Elapsed < TimeSpan.FromMinutes(2))
            {
                // The database is being cut off.
            }
            watch.Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(40), $"{count} documents were expected");
            Thread.Sleep(200);
        }
    }

    private static void Publish(string queue, string id, byte[] body)
    {
        var broker = Broker.Open(QueueAddress.Parse(queue)!, 1).GetAwaiter().GetResult();
        broker.Publish(QueueAddress.Parse(queue)!.Name, body, id, new Dictionary<string, object?>()).GetAwaiter().GetResult();
        broker.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
