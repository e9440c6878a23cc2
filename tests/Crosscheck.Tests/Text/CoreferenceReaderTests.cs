using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public sealed class CoreferenceReaderTests
{
    [Theory]
    [InlineData("Police spokesman Farid Nazari said two people died. He said five others were hurt.", "He", "Farid Nazari")]
    [InlineData("Police chief Ahmed Karimi confirmed the attack on Monday. Mr Karimi said one soldier was killed.", "Karimi", "Ahmed Karimi")]
    [InlineData("The Islamic State group said that it carried out the attack.", "it", "Islamic State")]
    [InlineData("Spokeswoman Leila Haddad denied the report. She said nobody was hurt.", "She", "Leila Haddad")]
    public void Links_who_speaks_to_the_name(string body, string mention, string name)
    {
        var text = Read(body);
        var link = text.Coreference.FirstOrDefault(c => text.Words(c.Mention).EndsWith(mention, StringComparison.Ordinal)).ShouldNotBeNull();
        text.Words(link.Antecedent).ShouldContain(name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("He said so.")]
    [InlineData("It rained.")]
    public void Links_nothing_where_nothing_stands_before(string body) => Read(body).Coreference.ShouldBeEmpty();

    [Fact]
    public void Every_link_points_back() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), body => Read(body ?? "").Coreference.All(c => c.Antecedent.End <= c.Mention.First && c.Antecedent.Length > 0))
            .QuickCheckThrowOnFailure();

    private static AnnotatedText Read(string body) => ReportReader.Annotate(new Document { Id = "t", Body = body });
}
