using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class TypeChoiceTests
{
    [Theory]
    [InlineData("Four people were killed when rockets hit a base in Kesra.", "rockets", "Shelling/artillery/missile attack")]
    [InlineData("Four people were killed in an air strike by warplanes on a camp near Kesra.", "air strike", "Air/drone strike")]
    [InlineData("Four people were killed when a suicide bomber blew himself up in a mosque in Kesra.", "suicide bomber", "Suicide bomb")]
    [InlineData("Four people were killed when a roadside bomb hit a van in Kesra.", "roadside bomb", "Remote explosive/landmine/IED")]
    public void Group_WeaponOfOneKind_GivesItsType(string body, string weapon, string type)
    {
        var text = Annotate(body);
        var groups = IncidentGrouper.Group(text, [At(text, "Four people", ClaimAttribute.Killed), At(text, weapon, ClaimAttribute.Weapon), At(text, "Kesra", ClaimAttribute.Place)]);
        groups.Incidents.ShouldHaveSingleItem().Type.ShouldBe(type);
    }

    [Fact]
    public void Rows_OwnCueInTheWeapon_IsCountedForItsTypeAlone()
    {
        var text = Annotate("Four people were killed when rockets hit a base in Kesra.");
        ImmutableArray<ClaimMention> claims = [At(text, "rockets", ClaimAttribute.Weapon)];
        var rows = new TypeChoiceFeatures(new IncidentText(text), claims, [[0]]).Rows(0, []);
        rows.Select(r => r[2]).ShouldBe(TypeChoiceFeatures.Names.Select(n => n == "Shelling/artillery/missile attack" ? 1f : 0));
        rows.ShouldAllBe(r => r.Length == TypeChoiceFeatures.Count);
    }

    private static ClaimMention At(AnnotatedText text, string words, ClaimAttribute attribute)
    {
        var at = text.Body.IndexOf(words, StringComparison.Ordinal);
        var value = attribute == ClaimAttribute.Killed ? new ClaimValue { N = 4, Low = 4, High = 4, Who = "people" } : new ClaimValue { Text = words };
        return new ClaimMention(text.TokensIn(new TextSpan(at, at + words.Length)), attribute, value);
    }

    private static AnnotatedText Annotate(string body) =>
        ReportReader.Annotate(new Document { Id = "test", Body = body, Published = new DateOnly(2031, 5, 14) });
}
