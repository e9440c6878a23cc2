using Crosscheck.Claims;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

/// <summary>
/// What DESIGN.md asks of the report that it names, row by row, on an invented report that is built alike
/// (Specs/base-attack.txt): a base shelled, dead by nationality, denials, relays, an embedded post, earlier attacks.
/// </summary>
public class BaseAttackTests
{
    private static readonly Reading Read =
        ReportReader.Read(PlainText.Parse(Repository.Read("tests/Crosscheck.Tests/Specs/base-attack.txt"), "base-attack.txt"));

    private static Claim[] Of(ClaimAttribute attribute, Func<Claim, bool> chosen) => [.. Read.Claims.Where(c => c.Attribute == attribute && chosen(c))];

    private static Claim One(ClaimAttribute attribute, Func<Claim, bool> chosen) => Of(attribute, chosen).ShouldHaveSingleItem();

    private static Telling IncidentOf(Claim claim) => Read.Incidents.Single(i => i.Id == claim.Incident);

    [Fact]
    public void Row1_HeaderIsThePublicationDate() => Read.Document.Published.ShouldBe(new DateOnly(2031, 3, 12));

    [Theory]
    [InlineData(2, "Kenyan")]
    [InlineData(1, "Italian service member")]
    public void Rows2And3_DeadByNationality_ArePreliminaryByTheirOfficials(int n, string who)
    {
        var claim = One(ClaimAttribute.Killed, c => c.Value.N == n && c.Value.Who!.StartsWith(who, StringComparison.Ordinal) && c.Source.Name.Length > 0);
        claim.Source.Name.ShouldBe("Kenyan officials");
        claim.Status.ShouldBe(ClaimStatus.Preliminary);
    }

    [Theory]
    [InlineData(ClaimAttribute.Killed)]
    [InlineData(ClaimAttribute.Injured)]
    public void Row4_NoCasualties_AreZeroFromTheOtherSideAndDiffer(ClaimAttribute attribute)
    {
        var zero = One(attribute, c => c.Value.N == 0);
        zero.Source.Name.ShouldBe("Somali");
        Read.Discrepancies.ShouldContain(d => d.Attribute == attribute && d.Claims.Contains(zero.Id));
    }

    [Fact]
    public void Row5_MunitionsDiffer_TheInitialReportIsPreliminary()
    {
        One(ClaimAttribute.Munitions, c => c.Value.N == 14).Source.Name.ShouldBe("Kenyan officials");
        var first = One(ClaimAttribute.Munitions, c => c.Value.N == 9);
        (first.Source.Name, first.Status).ShouldBe(("Somali army", ClaimStatus.Preliminary));
        Read.Discrepancies.ShouldContain(d => d.Attribute == ClaimAttribute.Munitions && d.Claims.Contains(first.Id));
    }

    [Fact]
    public void Row6_AboutADozen_IsApproximateUnnamedAndRelayed()
    {
        var injured = One(ClaimAttribute.Injured, c => c.Value.N == 12);
        injured.Value.Approximate.ShouldBeTrue();
        injured.Source.Anonymous.ShouldBeTrue();
        injured.Source.Via.ShouldBe(["Meridian"]);
    }

    [Fact]
    public void Row7_NotMentioned_IsAnOmission() =>
        Read.Omissions.ShouldContain(o => o.Source.Name == "Somali army" && o.Attribute == ClaimAttribute.Killed);

    [Fact]
    public void Row8_DistanceFromATown_IsAPlace() =>
        Of(ClaimAttribute.Place, c => c.Value.Text!.Contains("20km west of Baidoa", StringComparison.Ordinal)).ShouldNotBeEmpty();

    [Fact]
    public void Row9_Ministry_ConfirmsWithoutFigures() =>
        Read.Statements.ShouldContain(s => s.Kind == "confirms" && s.Source.Name == "Italian Ministry of Defence");

    [Fact]
    public void Row10_EmbeddedPost_HasItsRelay() =>
        Read.Statements.ShouldContain(s => s.Source.Name == "Ministry of Defence" && s.Source.Via.Contains("Marta Bellini"));

    [Fact]
    public void Row12_PlaceNearABorder_IsKeptAsTold() =>
        Of(ClaimAttribute.Place, c => c.Value.Text!.Contains("near the border of Somalia and Ethiopia", StringComparison.Ordinal)).ShouldNotBeEmpty();

    [Fact]
    public void Row13_NobodyClaimed_IsSaid() => Of(ClaimAttribute.Responsibility, c => c.Value.Text == "none").ShouldNotBeEmpty();

    [Fact]
    public void Row15_EarlierAttack_IsOfItsMonth()
    {
        var rockets = One(ClaimAttribute.Munitions, c => c.Value.Low == 3);
        IncidentOf(rockets).Date!.Value.ShouldBe("2031-01");
        Of(ClaimAttribute.Injured, c => c.Value.N == 1 && c.Incident == rockets.Incident).ShouldHaveSingleItem();
    }

    [Fact]
    public void Row16_AttackOfAnotherYear_IsOfThatYear() =>
        IncidentOf(One(ClaimAttribute.Killed, c => c.Value.N == 1 && c.Value.Who!.Contains("Kenyan", StringComparison.Ordinal) && c.Source.Name.Length == 0)).Date!.Value.ShouldBe("2029-12");

    [Fact]
    public void Row18_ReprisalAnswersTheStrike()
    {
        var strike = IncidentOf(One(ClaimAttribute.Killed, c => c.Value.Who!.Contains("Warsame", StringComparison.Ordinal)));
        Read.Incidents.ShouldContain(i => i.Links.Any(l => l.To == strike.Id && l.Kind == "response_to"));
    }

    [Theory]
    [InlineData("justifies", "Kenyan Defence Ministry")]
    [InlineData("demands", "Somali parliament")]
    public void Row19_PositionsAreStatements(string kind, string speaker) =>
        Read.Statements.ShouldContain(s => s.Kind == kind && s.Source.Name == speaker);

    [Fact]
    public void Row20_OneSideTwice_StaysTwoSources()
    {
        Read.Claims.ShouldContain(c => c.Source.Name == "Somali");
        Read.Claims.ShouldContain(c => c.Source.Name == "Somali army");
    }
}
