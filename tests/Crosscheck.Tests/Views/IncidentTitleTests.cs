using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Views;

public class IncidentTitleTests
{
    [Theory]
    [InlineData("Shelling/artillery/missile attack", "rockets", "Camp Taji", true, "2020-03-11", "Rocket attack on Camp Taji, 11 March 2020")]
    [InlineData("Shelling/artillery/missile attack", "mortar shells", "Baidoa airport", false, "2031-05", "Mortar attack on Baidoa airport, May 2031")]
    [InlineData("Shelling/artillery/missile attack", "", "Novy Brod", false, null, "Shelling in Novy Brod")]
    [InlineData("Shelling/artillery/missile attack", "rocket", "27km north of Baghdad", false, null, "Rocket attack 27km north of Baghdad")]
    [InlineData("Air/drone strike", "drone", "", false, "2031", "Drone strike, 2031")]
    [InlineData("Remote explosive/landmine/IED", "roadside bomb", "Gao", false, "2031-W15", "Roadside bombing in Gao, week 15 of 2031")]
    [InlineData("Suicide bomb", "vest", "central market", false, null, "Suicide bombing at central market")]
    [InlineData("Mob violence", "", "US embassy", true, null, "Mob violence at US embassy")]
    public void Of_ReadsAsAHeadline(string type, string weapon, string place, bool isSite, string? date, string title) =>
        IncidentTitle.Of(type, weapon.Length == 0 ? [] : [weapon], place, isSite, date).ShouldBe(title);
}
