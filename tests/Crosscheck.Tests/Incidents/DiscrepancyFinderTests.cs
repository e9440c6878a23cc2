using Crosscheck.Claims;
using Crosscheck.Incidents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Incidents;

public class DiscrepancyFinderTests
{
    private static IncidentClaim Told(string id, ClaimAttribute attribute, string speaker, string text, ClaimStatus status = ClaimStatus.Asserted) => new()
    {
        Id = id,
        Document = "sha256:" + id,
        Speaker = "source:" + speaker,
        SpeakerName = speaker,
        Standing = status is ClaimStatus.Asserted,
        Claim = new Claim
        {
            Id = id,
            Incident = "i1",
            Attribute = attribute,
            Value = new ClaimValue { Text = text },
            Source = new Source(speaker, "other", false, []),
            Status = status,
            Evidence = new Evidence(0, 1, ""),
            By = "test",
        },
    };

    private static IEnumerable<string> Between(ClaimAttribute attribute, string one, string other, ClaimStatus status = ClaimStatus.Asserted) =>
        DiscrepancyFinder.Find([Told("a", attribute, "army", one), Told("b", attribute, "villagers", other, status)]).Select(d => $"{d.Attribute}/{d.Kind}");

    [Theory]
    [InlineData("a base of the militants", "a school", true)]
    [InlineData("Kurdish rebels", "smugglers", true)]
    [InlineData("a military hospital", "patients", false)]
    [InlineData("a checkpoint", "a police post", false)]
    public void Target_ArmedAgainstCivilian_Differs(string one, string other, bool differs) =>
        Between(ClaimAttribute.Target, one, other).ShouldBe(differs ? ["Target/attribution"] : []);

    [Fact]
    public void Target_OfOneSpeaker_IsNoDifference() =>
        DiscrepancyFinder.Find([Told("a", ClaimAttribute.Target, "army", "soldiers"), Told("b", ClaimAttribute.Target, "army", "a school")]).ShouldBeEmpty();

    [Fact]
    public void Target_Denied_Differs() => Between(ClaimAttribute.Target, "a kindergarten", "the kindergarten", ClaimStatus.Denied).ShouldBe(["Target/denial"]);

    [Fact]
    public void Target_DeniedWithTheWholeAccount_IsNoDifference() => DiscrepancyFinder.Find(
    [
        Told("a", ClaimAttribute.Target, "army", "a bus"),
        Told("b", ClaimAttribute.Target, "union", "the bus", ClaimStatus.Denied), Told("b", ClaimAttribute.Place, "union", "Gao", ClaimStatus.Denied),
    ]).ShouldBeEmpty();

    [Theory]
    [InlineData("northern Iraq", "southeastern Turkey", true)]
    [InlineData("northern Iraq", "near the border with Turkey", false)]
    [InlineData("northern Iraq", "close to the U.S. consulate", false)]
    [InlineData("20 km from Srinagar", "30km from Srinagar", true)]
    [InlineData("20 km from Srinagar", "20km from Srinagar", false)]
    public void Place_OfTwoCountriesOrDistances_Differs(string one, string other, bool differs) =>
        Between(ClaimAttribute.Place, one, other).ShouldBe(differs ? ["Place/place"] : []);

    [Theory]
    [InlineData("Islamic State", "ISIS-K", false)]
    [InlineData("US-led coalition", "United States", false)]
    [InlineData("Boko Haram", "Islamic extremists", false)]
    [InlineData("Jaish-e-Mohammed", "Houthis", true)]
    public void Perpetrator_TwoActors_Differ_AndABranchIsPartOfTheWhole(string one, string other, bool differs) =>
        Between(ClaimAttribute.Perpetrator, one, other).ShouldBe(differs ? ["Perpetrator/attribution"] : []);

    [Theory]
    [InlineData("2031-05-14", "2031-05-15", true)]
    [InlineData("2031-05-14", "2031-06-14", true)]
    [InlineData("2031-05-14", "2031-05-19", false)]
    public void Date_OfNeighboursOrASlip_Differs(string one, string other, bool differs) =>
        Between(ClaimAttribute.Date, one, other).ShouldBe(differs ? ["Date/time"] : []);
}
