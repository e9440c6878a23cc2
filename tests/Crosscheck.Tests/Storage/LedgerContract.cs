using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Crosscheck.Lab.Ledgers;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Storage;

/// <summary>What every store must do. One class a store hands in where its ledgers are.</summary>
public abstract class LedgerContract
{
    /// <summary>The address of a ledger that is not there yet.</summary>
    protected abstract string NewAddress();

    protected static List<(TakenDocument Document, Crosscheck.Claims.Reading Reading)> Reports(int count, int seed = 5) => [.. new InventedReports(seed, 3).Take(count)];

    protected static int Add(LedgerStore ledger, (TakenDocument Document, Crosscheck.Claims.Reading Reading) report) =>
        ledger.Append([EntryJson.Draft(report.Document), EntryJson.Draft(report.Reading)]);

    private static string Print(LedgerStore ledger, IncidentFilter filter) =>
        IncidentJson.List(filter.AsOf, filter.Policy, ledger.Incidents.List(filter), ledger.Incidents.IncidentOf);

    [Fact]
    public void Append_TheSameTwice_IsThereOnce()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        var report = Reports(1)[0];
        Add(ledger, report).ShouldBe(2);
        Add(ledger, report).ShouldBe(0);
        ledger.Count.ShouldBe(2);
    }

    [Fact]
    public void Open_Again_HoldsWhatWasAdded_AndTheChainHolds()
    {
        var address = NewAddress();
        using (var ledger = LedgerStore.Open(address, create: true))
            Reports(8).ForEach(r => Add(ledger, r));
        using var again = LedgerStore.Open(address, create: false);
        again.Entries().Count().ShouldBe(16);
        Chain.Check(again.Entries()).ShouldBeEmpty();
        EntryJson.ReadDocument(again.Entries().First().Body).Content.ToArray().ShouldBe(Reports(1)[0].Document.Content.ToArray());
    }

    [Fact]
    public void Project_InBatches_IsTheProjectionInMemory()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        foreach (var batch in Reports(30).Chunk(7))
        {
            foreach (var report in batch)
                Add(ledger, report);
            ledger.Project();
        }
        Verification.Run(ledger).ShouldBeEmpty();
        var before = Print(ledger, new IncidentFilter());
        ledger.Rebuild();
        Print(ledger, new IncidentFilter()).ShouldBe(before);
    }

    [Fact]
    public void List_AsOf_IsTheProjectionOfWhatWasPublishedByThen()
    {
        var reports = Reports(40);
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        reports.ForEach(r => Add(ledger, r));
        ledger.Project();
        foreach (var day in reports.Select(r => r.Reading.Document.Published!.Value).Distinct().Take(6))
        {
            using var then = LedgerStore.Open(NewAddress(), create: true);
            reports.Where(r => r.Reading.Document.Published <= day).ToList().ForEach(r => Add(then, r));
            then.Project();
            Print(ledger, new IncidentFilter { AsOf = day }).ShouldBe(Print(then, new IncidentFilter()).Replace("\"as_of\": null", $"\"as_of\": \"{day:yyyy-MM-dd}\"", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void List_Filters_FindWhatTheyName()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        Reports(60).ForEach(r => Add(ledger, r));
        ledger.Project();
        var all = ledger.Incidents.List(new IncidentFilter());
        var one = all[3];
        void Finds(IncidentFilter filter, Func<Incident, bool> expected)
        {
            var found = ledger.Incidents.List(filter);
            found.Select(i => i.Id).ShouldBe(all.Where(expected).Select(i => i.Id));
            found.ShouldContain(i => i.Id == one.Id);
            ledger.Incidents.Count(filter).ShouldBe(found.Count);
        }
        var day = DateOnly.Parse(one.Date!.Value, System.Globalization.CultureInfo.InvariantCulture);
        Finds(new IncidentFilter { Since = day }, i => string.CompareOrdinal(i.Date!.Value, one.Date.Value) >= 0);
        Finds(new IncidentFilter { Until = day }, i => string.CompareOrdinal(i.Date!.Value, one.Date.Value) <= 0);
        Finds(new IncidentFilter { Place = one.Place!.Name[..4] }, i => i.Place!.Name.Contains(one.Place.Name[..4], StringComparison.OrdinalIgnoreCase));
        Finds(new IncidentFilter { Type = one.Type }, i => i.Type == one.Type);
        Finds(new IncidentFilter { Near = new Near(one.Place.Latitude!.Value, one.Place.Longitude!.Value, 1000) },
            i => Distance.Kilometres(i.Place!.Latitude!.Value, i.Place.Longitude!.Value, one.Place.Latitude.Value, one.Place.Longitude.Value) <= 1000);
        Finds(new IncidentFilter { Search = one.Place.Name.ToLowerInvariant() }, i => i.Place!.Name == one.Place.Name);
        ledger.Incidents.List(new IncidentFilter { Limit = 2, Skip = 1 }).Select(i => i.Id).ShouldBe(all.Skip(1).Take(2).Select(i => i.Id));
        ledger.Incidents.List(new IncidentFilter { Disputed = true }).ShouldAllBe(i => i.Discrepancies.Length > 0);
    }

    [Fact]
    public void Append_FourWritersAtOnce_NothingLostNothingTwice()
    {
        var address = NewAddress();
        using (LedgerStore.Open(address, create: true))
        {
        }
        var reports = Reports(40);
        Parallel.For(0, 4, new ParallelOptions { MaxDegreeOfParallelism = 4 }, writer =>
        {
            using var ledger = LedgerStore.Open(address, create: true);
            // Each writer adds three quarters of the reports: every report comes three times.
            foreach (var (report, i) in reports.Select((r, i) => (r, i)))
            {
                if (i % 4 != writer)
                    Add(ledger, report);
                if (i % 10 == 9)
                    ledger.Project();
            }
        });
        using var again = LedgerStore.Open(address, create: false);
        again.Project();
        again.Count.ShouldBe(80);
        Verification.Run(again).ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_MergeSplitUndo_MoveReports()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        Reports(20).ForEach(r => Add(ledger, r));
        ledger.Project();
        var all = ledger.Incidents.List(new IncidentFilter());
        var make = new DecisionMaker(ledger, "ana", "test");
        var merge = make.Merge([all[0].Id, all[^1].Id]);
        ledger.Project();
        ledger.Incidents.Find(all[^1].Id)!.Reports.Length.ShouldBe(all[0].Reports.Length + all[^1].Reports.Length);
        Verification.Run(ledger).ShouldBeEmpty();
        make.Undo(merge.Id);
        ledger.Project();
        Print(ledger, new IncidentFilter()).ShouldBe(IncidentJson.List(null, "range", all, ledger.Incidents.IncidentOf));
        var several = all.First(i => i.Reports.Length > 1);
        make.Split(several.Id, [several.Reports[^1].Document]);
        ledger.Project();
        ledger.Incidents.List(new IncidentFilter()).Count.ShouldBe(all.Count + 1);
        Verification.Run(ledger).ShouldBeEmpty();
    }

    [Fact]
    public void Decisions_OnClaims_ChangeFigures()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        Reports(5).ForEach(r => Add(ledger, r));
        ledger.Project();
        var id = ledger.Incidents.List(new IncidentFilter())[0].Id;
        var make = new DecisionMaker(ledger, "ana", "test");
        var highest = ledger.Incidents.Find(id)!.Claims.Where(c => c.Claim.Attribute == Crosscheck.Claims.ClaimAttribute.Killed).MaxBy(c => c.Claim.Value.N)!;
        make.Correct(highest.Id, "1000", null);
        ledger.Project();
        Killed().High.ShouldBe(1000);
        make.OnClaims(DecisionKind.Reject, [highest.Id]);
        ledger.Project();
        Killed().High!.Value.ShouldBeLessThan(1000);
        var chosen = make.Figure(id, Crosscheck.Claims.ClaimAttribute.Killed, "7-9");
        ledger.Project();
        (Killed().Low, Killed().High, Killed().Decision).ShouldBe((7, 9, chosen.Id));
        Should.Throw<DecisionException>(() => make.OnClaims(DecisionKind.Accept, ["0123456789ab:c1"])).Diagnostic.Code.ShouldBe("XC3102");
        Verification.Run(ledger).ShouldBeEmpty();
        Figure Killed() => ledger.Incidents.Find(id)!.Figures["range"][Crosscheck.Claims.ClaimAttribute.Killed];
    }

    [Fact]
    public void Export_TakenBackIn_IsTheSameLedger()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        Reports(12).ForEach(r => Add(ledger, r));
        ledger.Project();
        new DecisionMaker(ledger, "ana", "seen").Note(ledger.Incidents.List(new IncidentFilter())[0].Id);
        ledger.Project();
        using var copy = LedgerStore.Open(NewAddress(), create: true);
        var lines = ledger.Entries().Select(e => EntryJson.Line(new EntryDraft(e.Kind, e.Subject, e.Version, e.Body))).Reverse();
        copy.Append(lines.Select(l => EntryJson.TryReadLine(l, out var draft, out _) ? draft! : throw new InvalidOperationException(l)));
        copy.Project();
        Print(copy, new IncidentFilter()).ShouldBe(Print(ledger, new IncidentFilter()));
        copy.Entries().Select(e => e.Body).Order().ShouldBe(ledger.Entries().Select(e => e.Body).Order());
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("a\" OR *")]
    [InlineData("'; DROP TABLE entries; --")]
    [InlineData("NEAR(")]
    [InlineData("")]
    public void List_AnySearch_IsNoError(string search)
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        Add(ledger, Reports(1)[0]);
        ledger.Project();
        ledger.Incidents.List(new IncidentFilter { Search = search }).Count.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Find_ByAnyMembersId_IsTheIncident()
    {
        using var ledger = LedgerStore.Open(NewAddress(), create: true);
        Reports(20).ForEach(r => Add(ledger, r));
        ledger.Project();
        foreach (var incident in ledger.Incidents.List(new IncidentFilter()))
            incident.Reports.ShouldAllBe(r => ledger.Incidents.Find(Incident.IdOf(r.Key), null)!.Id == incident.Id);
        ledger.Incidents.Find("x000000000000").ShouldBeNull();
    }
}

public sealed class SqliteLedgerTests : LedgerContract, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;
    private int _made;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    protected override string NewAddress() => Path.Combine(_folder, $"{++_made}.db");

    [Fact]
    public void Open_NoFile_SaysSo() =>
        Should.Throw<LedgerException>(() => LedgerStore.Open(NewAddress(), create: false)).Diagnostic.Code.ShouldBe("XC3001");

    [Fact]
    public void Open_NotALedger_SaysSo()
    {
        var path = NewAddress();
        File.WriteAllText(path, new string('x', 5000));
        Should.Throw<LedgerException>(() => LedgerStore.Open(path, create: false)).Diagnostic.Code.ShouldBe("XC3002");
    }

    [Fact]
    public void Open_NewerSchema_SaysSo()
    {
        var path = NewAddress();
        using (LedgerStore.Open(path, create: true))
        {
        }
        using (var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            db.Open();
            using var command = db.CreateCommand();
            command.CommandText = "UPDATE ledger_schema SET value = '999' WHERE name = 'version'";
            command.ExecuteNonQuery();
        }
        Should.Throw<LedgerException>(() => LedgerStore.Open(path, create: false)).Diagnostic.Code.ShouldBe("XC3005");
    }

    [Fact]
    public void Verify_DamagedPage_IsFound()
    {
        var path = NewAddress();
        using (var ledger = LedgerStore.Open(path, create: true))
        {
            Reports(30).ForEach(r => Add(ledger, r));
            ledger.Project();
        }
        var bytes = File.ReadAllBytes(path);
        for (var i = bytes.Length / 2; i < (bytes.Length / 2) + 20_000; i++)
            bytes[i] = (byte)(i * 31);
        File.WriteAllBytes(path, bytes);
        try
        {
            using var again = LedgerStore.Open(path, create: false);
            again.Project();
            Verification.Run(again).ToList().ShouldNotBeEmpty();
        }
        catch (LedgerException exception)
        {
            exception.Diagnostic.Code.ShouldBe("XC3002");
        }
    }

    [Fact]
    public void Verify_ChangedEntry_IsFound()
    {
        var path = NewAddress();
        using (var ledger = LedgerStore.Open(path, create: true))
        {
            Reports(3).ForEach(r => ledger.Append([EntryJson.Draft(r.Document), EntryJson.Draft(r.Reading)]));
            ledger.Project();
        }
        using (var db = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={path};Pooling=False"))
        {
            db.Open();
            using var command = db.CreateCommand();
            command.CommandText = "UPDATE entries SET body = replace(body, 'killed', 'injured') WHERE number = 4";
            command.ExecuteNonQuery();
        }
        using var again = LedgerStore.Open(path, create: false);
        Verification.Run(again).ShouldContain(f => f.Contains("entry 4", StringComparison.Ordinal));
    }
}
