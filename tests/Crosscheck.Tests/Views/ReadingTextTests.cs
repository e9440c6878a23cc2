using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Views;

public class ReadingTextTests
{
    private static string Text(int width = 100, bool colour = false, bool explain = false) =>
        ReadingText.Write(HandMade.Reading, new TextOptions(width, colour, explain));

    [Theory]
    [InlineData(60, false)]
    [InlineData(80, false)]
    [InlineData(120, false)]
    [InlineData(80, true)]
    [InlineData(120, true)]
    public void Write_AnyWidth_KeepsItsLinesBelowIt(int width, bool explain) =>
        Text(width, explain: explain).Split('\n').Max(line => line.Length).ShouldBeLessThanOrEqualTo(width);

    [Fact]
    public void Write_DiscrepanciesComeBeforeFigures()
    {
        var text = Text();
        text.IndexOf("The accounts differ", StringComparison.Ordinal).ShouldBeInRange(1, text.IndexOf("Figures", StringComparison.Ordinal));
        text.ShouldContain("≠ 0");
    }

    [Fact]
    public void Write_NoColour_HasNoEscapes() => Text().ShouldNotContain('\e');

    [Fact]
    public void Write_Colour_IsThePlainTextWithEscapes() =>
        System.Text.RegularExpressions.Regex.Replace(Text(colour: true), @"\e\[[0-9;]*m", "").ShouldBe(Text());

    [Fact]
    public void Write_Explain_ShowsTheWordsAndTheRule()
    {
        var text = Text(explain: true);
        text.ShouldContain("words “three of the dead”");
        text.ShouldContain("by casualties/passive 0.93");
    }

    [Fact]
    public void Write_NoIncident_SaysSo() =>
        ReadingText.Write(new Reading { Document = new Document { Id = "sha256:0", Body = "" }, Reader = "r" }, new TextOptions(80, false, false))
            .ShouldContain("No attack");

    [Fact]
    public void Write_EscapeInTheText_DoesNotReachTheTerminal()
    {
        var reading = HandMade.Reading with { Document = HandMade.Reading.Document with { Title = "a\e[31mred\u0007" } };
        ReadingText.Write(reading, new TextOptions(80, false, false)).ShouldNotContain('\e');
    }
}
