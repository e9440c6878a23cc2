using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class ReportStructureTests
{
    private const string RoundUp =
        "In Kesra, gunmen killed four farmers.\n\n" +
        "A bomb in Novy Brod killed seven people.\n\n" +
        "On Monday, two soldiers were killed in Ostrava.";

    private const string OneIncident =
        "A bomb killed seven people in Novy Brod on Monday.\n\n" +
        "The seven people were buried in Novy Brod on Tuesday.";

    [Fact]
    public void Structure_RoundUp_EveryParagraphHasItsPlaceAndToll()
    {
        var structure = Structure(RoundUp, ("Kesra", null), ("four farmers", 4), ("Novy Brod", null), ("seven people", 7), ("two soldiers", 2), ("Ostrava", null));
        structure.Count.ShouldBe(3);
        structure.Own.ShouldBe(1);
        structure.Known.ShouldBeLessThan(0.5f);
        structure.Dated.ShouldBe(1f / 3);
    }

    [Fact]
    public void Structure_OneIncidentToldOn_LaterParagraphsRepeat()
    {
        var structure = Structure(OneIncident, ("seven people", 7), ("Novy Brod", null));
        structure.Own.ShouldBe(1);
        var whole = Context(OneIncident, ("seven people", 7), ("Novy Brod", null), ("The seven people", 7));
        whole.Structure.Own.ShouldBe(0.5f);
        whole.Structure.TollShare.ShouldBe(0.5f);
        whole.Structure.Known.ShouldBeGreaterThan(0.5f);
    }

    [Theory]
    [InlineData("The blast killed two.", "blast", 1)]
    [InlineData("A car bomb killed two.", "bomb", 2)]
    [InlineData("Another attack killed two.", "attack", 2)]
    [InlineData("They blamed rockets for it.", "rockets", 3)]
    [InlineData("The mayor spoke.", "mayor", 0)]
    public void Of_NounOfAttack_SaysHowItIsIntroduced(string sentence, string noun, int expected)
    {
        var text = Annotate(sentence);
        DefiniteTriggers.Of(new IncidentText(text), text.TokenAt(sentence.IndexOf(noun, StringComparison.Ordinal))).ShouldBe((byte)expected);
    }

    private static ReportStructure Structure(string body, params (string Words, int? Toll)[] claims) => Context(body, claims).Structure;

    private static JoinContext Context(string body, params (string Words, int? Toll)[] claims)
    {
        var text = Annotate(body);
        return new JoinContext(new IncidentText(text),
        [
            .. claims.Select(c =>
            {
                var at = body.IndexOf(c.Words, StringComparison.Ordinal);
                var tokens = text.TokensIn(new TextSpan(at, at + c.Words.Length));
                return c.Toll is { } n
                    ? new ClaimMention(tokens, ClaimAttribute.Killed, new ClaimValue { N = n, Low = n, High = n, Who = "" })
                    : new ClaimMention(tokens, ClaimAttribute.Place, new ClaimValue { Text = c.Words });
            }).OrderBy(c => c.Tokens.First),
        ]);
    }

    private static AnnotatedText Annotate(string body) =>
        ReportReader.Annotate(new Document { Id = "test", Body = body, Published = new DateOnly(2031, 5, 14) });
}
