using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Ledger;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Incidents;

public class SourceRecordTests
{
    private static IncidentClaim Told(string id, string speaker, string said, int n, ClaimAttribute attribute = ClaimAttribute.Killed) => new()
    {
        Id = id,
        Document = "sha256:" + id,
        Speaker = "source:" + speaker,
        SpeakerName = speaker,
        Standing = true,
        Claim = new Claim
        {
            Id = id,
            Incident = "i1",
            Attribute = attribute,
            Value = attribute == ClaimAttribute.Date ? new ClaimValue { Text = said } : new ClaimValue { Low = n, N = n, High = n },
            Source = new Source(speaker, "other", false, []),
            Status = ClaimStatus.Asserted,
            Said = said,
            Evidence = new Evidence(0, 1, ""),
            By = "test",
        },
    };

    private static Incident With(params ImmutableArray<IncidentClaim> claims) => new() { Id = "x1", Type = "Attack", Title = "Attack", Claims = claims };

    [Fact]
    public void Of_FirstFigures_AreComparedWithWhatOthersToldLater()
    {
        var records = SourceRecords.Of([With(
            Told("a", "police", "2031-05-01", 4), Told("b", "police", "2031-05-03", 9),
            Told("c", "army", "2031-05-01", 12), Told("d", "ministry", "2031-05-02", 8), Told("e", "hospital", "2031-05-03", 10))]);
        records.Select(r => r.Name).ShouldBe(["army", "hospital", "ministry", "police"]);
        SourceCase Case(string name) => records.Single(r => r.Name == name).Cases.Single();
        // Later than the first of May others told 8 and 10; the police's own 9 counts for the army alone.
        (Case("police").Outcome, Case("police").Later!.Low, Case("police").Later!.High).ShouldBe((FirstFigure.Below, 8, 10));
        (Case("police").Words, Case("police").Moved).ShouldBe((2, 1));
        (Case("army").Outcome, Case("army").Later!.Low, Case("army").Later!.High).ShouldBe((FirstFigure.Above, 8, 10));
        Case("ministry").Outcome.ShouldBe(FirstFigure.Below);
        Case("hospital").Outcome.ShouldBe(FirstFigure.Alone);
        records.Single(r => r.Name == "police").MovedUp.ShouldBe(1);
    }

    [Fact]
    public void Of_AFigureInsideTheLaterRange_IsInside() =>
        SourceRecords.Of([With(Told("a", "police", "2031-05-01", 4), Told("b", "army", "2031-05-02", 3), Told("c", "ministry", "2031-05-02", 6))])
            .Single(r => r.Name == "police").Count(FirstFigure.Inside).ShouldBe(1);

    [Fact]
    public void Days_OfOneBreath_AreSeveral_AndOfTwoSourcesAreNot()
    {
        var monday = Told("a", "police", "2031-05-05", 0, ClaimAttribute.Date) with { Document = "sha256:1" };
        var tuesday = monday with { Id = "b", Claim = monday.Claim with { Value = new ClaimValue { Text = "2031-05-06" }, Evidence = new Evidence(6, 13, "Tuesday") } };
        var incident = With(monday, tuesday) with { Date = new IncidentDate("2031-05-05", "day") };
        IncidentDays.Of(incident).ShouldBe([new DateOnly(2031, 5, 5), new DateOnly(2031, 5, 6)]);
        IncidentDays.Of(With(monday, tuesday with { Speaker = "source:army" }) with { Date = incident.Date }).Length.ShouldBe(1);
        IncidentDays.Of(incident with { Date = new IncidentDate("2031-05", "month") }).ShouldBeEmpty();
    }

    [Fact]
    public void Days_ThatAnEditorCorrectedTo_AreAll()
    {
        var claim = Told("a", "police", "2031-05-05", 0, ClaimAttribute.Date);
        var decision = new Decision { Id = "d-1", Kind = DecisionKind.Correct, Editor = "ana", At = DateTimeOffset.UnixEpoch, Why = "seen" };
        var corrected = claim with { Decisions = ["d-1"], Claim = claim.Claim with { Value = new ClaimValue { Text = "2031-05-05/2031-05-07" } } };
        IncidentDays.Of(With(corrected) with { Date = new IncidentDate("2031-05-05", "day"), Decisions = [decision] }).Length.ShouldBe(3);
    }
}
