using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class DateChoiceTests
{
    [Fact]
    public void Values_TextWithTwoDates_AreThoseAndTheDaysOfPublication()
    {
        var (features, _) = Features("Gunmen killed four farmers in Kesra on 12 May 2031, the police said on 13 May 2031.", "four farmers");
        features.Values.ShouldBe(["2031-05-14", "2031-05-13", "2031-05-12"], ignoreOrder: true);
    }

    [Fact]
    public void Rows_DateOfSaying_IsMarkedAsSaid()
    {
        var (features, _) = Features("Gunmen killed four farmers in Kesra on 12 May 2031.\n\nThe police said on 10 May 2031 that they were ready.", "four farmers");
        var rows = features.Rows(0, null);
        float Said(string date) => rows[features.Values.ToList().IndexOf(date)][23];
        Said("2031-05-12").ShouldBe(0);
        Said("2031-05-10").ShouldBe(1);
    }

    [Fact]
    public void Group_MainIncidentWithoutADate_IsDatedByPublicationOrTheDayBefore()
    {
        var text = Annotate("Gunmen killed four farmers in Kesra.");
        var groups = IncidentGrouper.Group(text, Mentions(text, "four farmers"));
        groups.Incidents.ShouldHaveSingleItem().Date!.Value.ShouldBeOneOf("2031-05-14", "2031-05-13");
    }

    private static (DateChoiceFeatures Features, AnnotatedText Text) Features(string body, string words)
    {
        var text = Annotate(body);
        return (new DateChoiceFeatures(new IncidentText(text), Mentions(text, words), [[0]]), text);
    }

    private static ImmutableArray<ClaimMention> Mentions(AnnotatedText text, string words)
    {
        var at = text.Body.IndexOf(words, StringComparison.Ordinal);
        return [new ClaimMention(text.TokensIn(new TextSpan(at, at + words.Length)), ClaimAttribute.Killed, new ClaimValue { N = 4, Low = 4, High = 4, Who = "farmers" })];
    }

    private static AnnotatedText Annotate(string body) =>
        ReportReader.Annotate(new Document { Id = "test", Body = body, Published = new DateOnly(2031, 5, 14) });
}
