using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests;

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
}
