using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class StatementReaderTests
{
    private static AnnotatedText Annotate(string body) => ReportReader.Annotate(new Document { Id = "", Body = body, Published = new DateOnly(2031, 4, 2) });

    [Fact]
    public void Statements_EveryRowsExample_IsReadWithItsKindAndSource()
    {
        var wrong = new List<string>();
        foreach (var rule in StatementRules.Statements)
        {
            var found = StatementReader.Read(Annotate(rule.Example)).Select(f => $"{f.Statement.Kind} by {f.Statement.Source.Name}").ToArray();
            if (!found.Contains($"{rule.Kind} by {WithoutArticle(rule.Source)}"))
                wrong.Add($"{rule.Id}: '{rule.Example}' gives [{string.Join("; ", found)}]");
        }
        string.Join('\n', wrong).ShouldBeEmpty();
    }

    [Fact]
    public void Omissions_EveryRowsExample_IsReadWithItsSource()
    {
        var wrong = new List<string>();
        foreach (var rule in StatementRules.Omitting.Concat(StatementRules.Omitted))
        {
            var found = OmissionReader.Read(Annotate(rule.Example));
            if (found.IsEmpty || found.Any(f => f.Omission.Source.Name != WithoutArticle(rule.Source)) || rule.Attributes.Any(a => found.All(f => f.Omission.Attribute != a)))
                wrong.Add($"{rule.Id}: '{rule.Example}' gives [{string.Join("; ", found.Select(f => f.Omission.Attribute + " " + f.Omission.Source.Name))}]");
        }
        string.Join('\n', wrong).ShouldBeEmpty();
    }

    private static string WithoutArticle(string words) => words.StartsWith("The ", StringComparison.Ordinal) ? words[4..] : words;

    [Theory]
    [InlineData("The army first reported that four shells had hit the depot, and did not mention any casualties.", "Killed Injured")]
    [InlineData("The Norland military initially reported nine rockets had hit the depot 12km north of Novy Brod, and did not mention any casualties.", "Killed Injured")]
    [InlineData("The army said that nobody was hurt.", "")]
    [InlineData("The army did not mention the weather.", "")]
    public void Omissions_Sentence_AreWhatItNames(string body, string attributes) =>
        string.Join(' ', OmissionReader.Read(Annotate(body)).Select(f => f.Omission.Attribute)).ShouldBe(attributes);

    [Fact]
    public void Statements_WithFigures_AreNotRead() =>
        StatementReader.Read(Annotate("The embassy confirmed that two guards were killed.")).ShouldBeEmpty();

    [Fact]
    public void Statements_SpeakerLineInASignedPost_HasSpeakerRelayAndDate()
    {
        var found = StatementReader.Read(Annotate("Ministry of Ports: “We can confirm we are aware of an incident at the old quay. An inquiry is under way.” — Ana Prior (@anaprior) April 1, 2031"));
        var statement = found.ShouldHaveSingleItem().Statement;
        statement.Kind.ShouldBe("confirms");
        statement.Source.Name.ShouldBe("Ministry of Ports");
        statement.Said.ShouldBe("2031-04-01");
        statement.Source.Via.ShouldContain(v => v.StartsWith("Ana Prior", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("")]
    [InlineData("—:“”\"\"—")]
    [InlineData("did not mention")]
    [InlineData("said said said, according to according to by")]
    public void Readers_AnyText_DoNotThrow(string body)
    {
        StatementReader.Read(Annotate(body));
        OmissionReader.Read(Annotate(body));
    }
}
