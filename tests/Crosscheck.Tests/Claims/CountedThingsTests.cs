using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class CountedThingsTests
{
    public static TheoryData<string> Examples => new(DataFile.Rows("lexicons/thing-nouns.tsv").Select(r => r[2]));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Counts_EveryRowsExample_CountsAThing(string example) => Things(example).ShouldBeTrue();

    [Theory]
    [InlineData("The strike killed three soldiers.")]
    [InlineData("The strike killed two tank commanders.")]
    public void Counts_People_AreNone(string sentence) => Things(sentence).ShouldBeFalse();

    [Fact]
    public void Of_SingularBehindANumber_DescribesThePluralThatFollows()
    {
        var text = Annotate("The strike killed two night watchmen.");
        CountedGroup.Of(text, text.Quantities.Single(q => q.N == 2)).ShouldBe("night watchmen");
    }

    private static bool Things(string sentence)
    {
        var text = Annotate(sentence);
        return text.Quantities.Any(q => q.N > 1 && CountedThings.Counts(text, q));
    }

    private static AnnotatedText Annotate(string sentence) => ReportReader.Annotate(new Document { Id = "test", Body = sentence });
}
