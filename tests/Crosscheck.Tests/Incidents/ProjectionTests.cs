using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Lab.Ledgers;
using Crosscheck.Ledger;
using Crosscheck.Views;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Incidents;

/// <summary>What results depends on what the ledger holds, on nothing else.</summary>
public class ProjectionTests
{
    private static readonly List<Reading> Readings = [.. new InventedReports(1, incidentsADay: 3).Take(40).Select(r => ReadBack(r.Reading))];

    /// <summary>As it comes out of the ledger: numbers rounded as JSON has them.</summary>
    private static Reading ReadBack(Reading reading) =>
        ReadingJsonReader.Read(ReadingJson.Write(reading, indented: false), reading.Document.Body) with { Document = reading.Document };

    private static List<Decision> Decisions(int n)
    {
        Anchor At(int i) => new(Readings[i % Readings.Count].Document.Id, Readings[i % Readings.Count].Incidents[0].Trigger!.Start, Readings[i % Readings.Count].Incidents[0].Trigger!.End, null);
        Decision Make(DecisionKind kind, int hour, Anchor[] anchors, Anchor[] apart, string? undoes = null) => EntryJson.Draft(new Decision
        {
            Kind = kind,
            Editor = "ana",
            Why = "test",
            At = new DateTimeOffset(2022, 1, 1, hour, 0, 0, TimeSpan.Zero),
            Anchors = [.. anchors],
            Apart = [.. apart],
            Undoes = undoes,
        }).Decision;
        var merge = Make(DecisionKind.Merge, 1, [At(n), At(n + 9)], []);
        var split = Make(DecisionKind.Split, 2, [At(n)], [At(n + 1)]);
        var claim = Readings[n % Readings.Count].Claims[4];
        var reject = Make(DecisionKind.Reject, 3, [new Anchor(Readings[n % Readings.Count].Document.Id, claim.Evidence.Start, claim.Evidence.End, claim.Attribute)], []);
        var undone = Make(DecisionKind.Merge, 4, [At(n + 3), At(n + 20)], []);
        return [merge, split, reject, undone, Make(DecisionKind.Undo, 5, [At(n + 3), At(n + 20)], [], undone.Id)];
    }

    private static string Print(MemoryProjection projection) => string.Join('\n', projection.Incidents.Select(i => IncidentJson.One(i, "range", projection.IncidentOf)));

    private static string Whole(List<Decision> decisions)
    {
        var memory = new MemoryProjection();
        memory.Add(Readings, decisions);
        return Print(memory);
    }

    [Fact]
    public void Add_AnyOrderAnyBatches_SameIncidents()
    {
        var arrivals = ArbMap.Default.ArbFor<int>().Generator.Four();
        Prop.ForAll(arrivals.ToArbitrary(), numbers =>
        {
            var (a, b, c, d) = numbers;
            var decisions = Decisions(Math.Abs(a % 40));
            var random = new System.Random(b);
            var order = Readings.Cast<object>().Concat(decisions).OrderBy(_ => random.Next()).ToList();
            var memory = new MemoryProjection();
            foreach (var batch in order.Chunk(1 + Math.Abs(c % 13)))
            {
                memory.Add(batch.OfType<Reading>(), batch.OfType<Decision>());
                if (random.Next(3) == 0)
                    memory.Add(batch.OfType<Reading>(), batch.OfType<Decision>());
            }
            return Print(memory) == Whole(decisions);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void Add_ReportsOfOneIncident_AreOneIncident()
    {
        var memory = new MemoryProjection();
        var reports = new InventedReports(2).Of(7).Concat(new InventedReports(2).Of(8)).Select(r => r.Reading).ToList();
        memory.Add(reports, []);
        memory.Incidents.Length.ShouldBe(2);
        memory.Incidents.Sum(i => i.Reports.Length).ShouldBe(reports.Count);
    }

    [Fact]
    public void Add_NewerReading_ReplacesTheOlderInTheIncident()
    {
        var old = Readings[0];
        var newer = old with { Reader = "crosscheck/0.2", Claims = [old.Claims[0]] };
        var memory = new MemoryProjection();
        memory.Add([newer, old], []);
        memory.Incidents.Single().Claims.Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("crosscheck/0.9", "crosscheck/0.10", -1)]
    [InlineData("crosscheck/1.0", "crosscheck/0.10", 1)]
    [InlineData("gold/1", "crosscheck/0.1", -1)]
    public void Compare_Readers_ByNumber(string a, string b, int expected) => Math.Sign(ReadingOrder.Compare(a, b)).ShouldBe(expected);

    [Fact]
    public void Decisions_RejectedClaim_DoesNotStand_AndLostOneIsShown()
    {
        var reading = Readings[0];
        var claim = reading.Claims.First(c => c.Attribute == ClaimAttribute.Killed);
        Decision Reject(Anchor anchor) => EntryJson.Draft(new Decision { Kind = DecisionKind.Reject, Editor = "ana", Why = "typo", At = default, Anchors = [anchor] }).Decision;
        var found = Reject(new Anchor(reading.Document.Id, claim.Evidence.Start, claim.Evidence.End, ClaimAttribute.Killed));
        var lost = Reject(new Anchor(reading.Document.Id, claim.Evidence.Start, claim.Evidence.End, ClaimAttribute.Abducted));
        var memory = new MemoryProjection();
        memory.Add([reading], [found, lost]);
        var incident = memory.Incidents.Single();
        incident.Claims.Single(c => c.Claim.Id == claim.Id).Standing.ShouldBeFalse();
        incident.Unplaced.ShouldBe([lost.Id]);
    }

    [Fact]
    public void Read_EveryReading_IsWhatWasWritten()
    {
        foreach (var reading in Readings)
            ReadingJson.Write(ReadBack(reading), indented: false).ShouldBe(ReadingJson.Write(reading, indented: false));
    }

    [Fact]
    public void ProfileBytes_ReadBack_ScoreTheSame()
    {
        var profiles = Readings.SelectMany(r => Profiles.Of(r)).Take(10).ToList();
        foreach (var p in profiles)
        {
            var back = ProfileBytes.Read(ProfileBytes.Write(p));
            back.Key.ShouldBe(p.Key);
            profiles.ForEach(q => PairScore.Default.Of(back, q).ShouldBe(PairScore.Default.Of(p, q)));
        }
    }
}
