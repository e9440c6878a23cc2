using Crosscheck.Claims;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class SameIncidentTests
{
    private static Telling Telling(string id, string date, double north, string precision = "town", string role = "main") => new()
    {
        Id = id,
        Role = role,
        Type = "Shelling/artillery/missile attack",
        Date = new IncidentDate(date, "day"),
        Place = new IncidentPlace("Novy Brod", north, 20, "XX", precision, null),
    };

    private static IncidentGroups Join(params Telling[] tellings) => SameIncident.Join(new IncidentGroups([.. tellings], [.. Enumerable.Range(0, tellings.Length), -1]));

    [Fact]
    public void Join_SameTypeDayAndPlace_AreOne()
    {
        var joined = Join(Telling("i1", "2031-05-14", 40, role: "background"), Telling("i2", "2031-05-14", 40.01), Telling("i3", "2031-05-15", 40));
        joined.Incidents.Select(i => i.Id).ShouldBe(["i1", "i3"]);
        joined.Incidents[0].Role.ShouldBe("main");
        joined.IncidentOf.ShouldBe([0, 0, 1, -1]);
    }

    [Theory]
    [InlineData("2031-05", 40, "town")]
    [InlineData("2031-05-14", 41, "town")]
    [InlineData("2031-05-14", 40, "country")]
    public void Join_OtherwiseThanThat_AreTwo(string date, double north, string precision) =>
        Join(Telling("i1", date, 40, precision), Telling("i2", date, north, precision)).Incidents.Length.ShouldBe(2);

    [Fact]
    public void Join_TiedToEachOther_AreTwo()
    {
        var answer = Telling("i2", "2031-05-14", 40) with { Links = [new IncidentLink("i1", "response_to", null)] };
        Join(Telling("i1", "2031-05-14", 40), answer).Incidents.Length.ShouldBe(2);
    }

    [Fact]
    public void Join_LinksFollow()
    {
        var later = Telling("i4", "2031-05-20", 40) with { Links = [new IncidentLink("i2", "response_to", null)] };
        Join(Telling("i1", "2031-05-14", 40), Telling("i2", "2031-05-14", 40), later).Incidents[^1].Links.ShouldHaveSingleItem().To.ShouldBe("i1");
    }
}
