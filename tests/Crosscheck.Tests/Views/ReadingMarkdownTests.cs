using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Views;

public class ReadingMarkdownTests
{
    [Fact]
    public void Write_HasTheHeadlineTheDiscrepanciesAndATable()
    {
        var text = ReadingMarkdown.Write(HandMade.Reading, explain: false);
        text.ShouldStartWith("# Mortar attack on Baidoa airport, 14 May 2031\n");
        text.ShouldContain("- munitions: **8 mortar shells** (two security officials, unnamed) against **6 shells** (The Somali army, preliminary); a later figure of the same speaker");
        text.ShouldContain("| injured | about 12 | two security officials, unnamed | “about a dozen” |");
    }

    [Fact]
    public void Write_CellsThatHoldMarkup_AreEscaped()
    {
        var reading = HandMade.Reading with { Incidents = [HandMade.Reading.Incidents[0] with { Type = "a|b *c*" }] };
        ReadingMarkdown.Write(reading, explain: true).ShouldContain(@"a\|b \*c\*");
    }
}
