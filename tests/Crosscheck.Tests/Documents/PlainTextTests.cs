using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Documents;

public class PlainTextTests
{
    [Fact]
    public void Parse_DateHeader_IsPublicationAndNotBody()
    {
        var document = PlainText.Parse(" date 2021-02-03 Two shells hit Novy Brod.", null);
        document.Published.ShouldBe(new DateOnly(2021, 2, 3));
        document.Body.ShouldBe("Two shells hit Novy Brod.");
    }

    [Fact]
    public void Parse_FrontMatter_IsReadAndNotBody()
    {
        var document = PlainText.Parse("---\npublished: 2021-02-03\ntitle: \"A \\\"quiet\\\" day\"\n---\nNothing happened.\n", null);
        document.Title.ShouldBe("A \"quiet\" day");
        document.Body.ShouldBe("Nothing happened.\n");
    }

    [Fact]
    public void Parse_FrontMatterAsYamlHasIt()
    {
        var document = PlainText.Parse(
            "---\r\ntitle: 'The mayor''s word: \"nobody\"'  \r\npublisher: The Paper # of record\r\ntags:\r\n  - a\r\n# note\r\ndate: \"2021-02-03T10:00:00Z\"\r\nlang: en-GB\r\nurl: \r\n---\r\nText", null);
        document.Title.ShouldBe("The mayor's word: \"nobody\"");
        document.Publisher.ShouldBe("The Paper");
        document.Published.ShouldBe(new DateOnly(2021, 2, 3));
        document.Language.ShouldBe("en");
        document.Url.ShouldBeNull();
        document.Body.ShouldBe("Text");
    }

    [Theory]
    [InlineData("---\nNothing happened here.\n---\nStill nothing.", null)]
    [InlineData("---\ntitle: A day\nNothing happened.", "XC1104")]
    [InlineData("---\npublished: soon\n---\nNothing happened.", "XC1202")]
    [InlineData("Mogadishu, 15 May 2031\n\nNothing happened.", "XC1203")]
    [InlineData("Nothing happened. \u2014 Nasra Ibrahim (@nasra) May 14, 2031", "XC1203")]
    [InlineData("Dated words are no header.", null)]
    public void Parse_OtherForms_AreSaid(string text, string? code) =>
        PlainText.ParseWithDiagnostics(text, null).Diagnostics.Select(d => d.Code).SingleOrDefault().ShouldBe(code);
}
