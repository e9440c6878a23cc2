using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

/// <summary>Invented sentences; the words in brackets carry the value.</summary>
public class ClaimAttributorTests
{
    [Theory]
    [InlineData("The mayor of Novy Brod said that [four people] were killed in the blast.", "mayor of Novy Brod")]
    [InlineData("[Four people] were killed in the blast, the interior ministry said on Monday.", "interior ministry")]
    [InlineData("[Four people] were killed in the blast, according to police.", "police")]
    [InlineData("According to police, [four people] were killed in the blast.", "police")]
    [InlineData("\"[Four people] were killed,\" said Anton Velik, the mayor of Novy Brod.", "Anton Velik")]
    [InlineData("Anton Velik, the mayor of Novy Brod, said that the market was hit. He added that [four people] were killed.", "Anton Velik")]
    [InlineData("The deaths of [four people] were confirmed on Monday by the embassy.", "embassy")]
    [InlineData("Witnesses said that [two rockets] hit the market.", "Witnesses")]
    [InlineData("[Four people] were killed when a bomb exploded in the market of Novy Brod.", "")]
    public void Attribute_Sentence_GivesItsSource(string marked, string source)
    {
        var (attribution, _) = Attribute(marked, ClaimAttribute.Killed);
        attribution.Source.Name.ShouldBe(source);
    }

    [Theory]
    [InlineData("Officials said that [four people] were killed.", true)]
    [InlineData("A security source said that [four people] were killed.", true)]
    [InlineData("The interior ministry said that [four people] were killed.", false)]
    [InlineData("[Four people] were killed when a bomb exploded in the market.", false)]
    public void Attribute_Source_IsAnonymousWhereUnnamedPersonsSpeak(string marked, bool anonymous) =>
        Attribute(marked, ClaimAttribute.Killed).Attribution.Source.Anonymous.ShouldBe(anonymous);

    [Theory]
    [InlineData("A police officer told Reuters that [four people] were killed.", "Reuters")]
    [InlineData("[Four people] were killed, a police officer said, Reuters reported.", "Reuters")]
    [InlineData("A police officer told Tass that [four people] were killed, Reuters reported.", "Reuters, Tass")]
    [InlineData("The governor wrote on Telegram that [four people] were killed.", "Telegram")]
    [InlineData("The governor told Reuters that a bomb went off. The governor said that [four people] were killed.", "Reuters")]
    [InlineData("The governor said that [four people] were killed.", "")]
    public void Attribute_Relay_BeginsNearestToTheReader(string marked, string via) =>
        string.Join(", ", Attribute(marked, ClaimAttribute.Killed).Attribution.Source.Via).ShouldBe(via);

    [Fact]
    public void Attribute_UnnamedSpeaker_HasTheGroundThatTheTextGives()
    {
        var (attribution, _) = Attribute("[Four people] were killed, said an official who spoke on condition of anonymity because he was not allowed to brief the press.", ClaimAttribute.Killed);
        attribution.Source.Ground.ShouldBe("on condition of anonymity because he was not allowed to brief the press");
    }

    [Fact]
    public void Attribute_Evidence_StandsInTheText()
    {
        var (attribution, body) = Attribute("[Four people] were killed, the interior ministry said.", ClaimAttribute.Killed);
        attribution.SourceEvidence.ShouldNotBeNull().Span.Of(body).ShouldBe(attribution.SourceEvidence.Text);
        attribution.Cue.ShouldNotBeNull().Text.ShouldBe("said");
    }

    private static (ClaimAttribution Attribution, string Body) Attribute(string marked, ClaimAttribute attribute)
    {
        var open = marked.IndexOf('[', StringComparison.Ordinal);
        var close = marked.IndexOf(']', StringComparison.Ordinal) - 1;
        var body = marked.Remove(close + 1, 1).Remove(open, 1);
        var text = ReportReader.Annotate(new Document { Id = "", Body = body });
        return (ClaimAttributor.For(text).Attribute(new ClaimSpan(text.TokensIn(new TextSpan(open, close)), attribute)), body);
    }
}
