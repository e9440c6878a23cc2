using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class IncidentGrouperTests
{
    [Fact]
    public void Group_NoClaims_NoIncidents() =>
        IncidentGrouper.Group(Annotate("Nothing happened."), []).Incidents.ShouldBeEmpty();

    [Fact]
    public void Group_PlaceDateAndWeaponAlone_AreAThreatAndNoIncident()
    {
        var text = Annotate("There is a threat of car bombs in Kesra on Tuesday, the embassy warned.");
        var groups = IncidentGrouper.Group(text,
            [Words(text, "car bombs", ClaimAttribute.Weapon, "car bombs"), Words(text, "Kesra", ClaimAttribute.Place, "Kesra"), Words(text, "Tuesday", ClaimAttribute.Date, "2021-02-02")]);
        groups.Incidents.ShouldBeEmpty();
        groups.IncidentOf.ShouldBe([-1, -1, -1]);
    }

    [Fact]
    public void Group_RoundUpWithAPlaceAndATollAParagraph_IsOneIncidentAParagraph()
    {
        var text = Annotate(
            "In Kesra, gunmen killed four farmers.\n\n" +
            "A roadside bomb in Novy Brod killed seven people.\n\n" +
            "Two soldiers were shot dead in Ostrava.");
        var groups = IncidentGrouper.Group(text,
        [
            Words(text, "Kesra", ClaimAttribute.Place, "Kesra"), Words(text, "gunmen", ClaimAttribute.Perpetrator, "gunmen"), Count(text, "four farmers", ClaimAttribute.Killed, 4),
            Words(text, "roadside bomb", ClaimAttribute.Weapon, "roadside bomb"), Words(text, "Novy Brod", ClaimAttribute.Place, "Novy Brod"), Count(text, "seven people", ClaimAttribute.Killed, 7),
            Count(text, "Two soldiers", ClaimAttribute.Killed, 2), Words(text, "Ostrava", ClaimAttribute.Place, "Ostrava"),
        ]);
        groups.IncidentOf.ShouldBe([0, 0, 0, 1, 1, 1, 2, 2]);
    }

    [Fact]
    public void Group_EarlierAttackInItsOwnParagraph_IsABackgroundIncident()
    {
        var text = Annotate(
            "Four people were killed on Tuesday when a car bomb exploded at a market in Novy Brod, police said.\n\n" +
            "Last year, in March 2020, gunmen had attacked a police station in Kesra and killed nine officers.");
        var groups = IncidentGrouper.Group(text,
        [
            Count(text, "Four people", ClaimAttribute.Killed, 4), Words(text, "Tuesday", ClaimAttribute.Date, "2021-02-02"),
            Words(text, "car bomb", ClaimAttribute.Weapon, "car bomb"), Words(text, "Novy Brod", ClaimAttribute.Place, "Novy Brod"),
            Words(text, "March 2020", ClaimAttribute.Date, "2020-03"), Words(text, "gunmen", ClaimAttribute.Perpetrator, "gunmen"),
            Words(text, "Kesra", ClaimAttribute.Place, "Kesra"), Count(text, "nine officers", ClaimAttribute.Killed, 9),
        ]);
        groups.IncidentOf.ShouldBe([0, 0, 0, 0, 1, 1, 1, 1]);
        groups.Incidents.Select(i => i.Role).ShouldBe(["main", "background"]);
        groups.Incidents[0].Date.ShouldBe(new IncidentDate("2021-02-02", "day"));
        groups.Incidents[1].Date.ShouldBe(new IncidentDate("2020-03", "month"));
    }

    private static AnnotatedText Annotate(string body) =>
        ReportReader.Annotate(new Document { Id = "test", Body = body, Published = new DateOnly(2021, 2, 3) });

    private static ClaimMention Count(AnnotatedText text, string words, ClaimAttribute attribute, int n) =>
        new(At(text, words), attribute, new ClaimValue { N = n, Low = n, High = n, Who = "" });

    private static ClaimMention Words(AnnotatedText text, string words, ClaimAttribute attribute, string value) =>
        new(At(text, words), attribute, new ClaimValue { Text = value });

    private static TokenRange At(AnnotatedText text, string words)
    {
        var at = text.Body.IndexOf(words, StringComparison.Ordinal);
        return text.TokensIn(new TextSpan(at, at + words.Length));
    }
}
