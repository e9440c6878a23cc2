using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Documents;

public class DateTextTests
{
    [Theory]
    [InlineData("2031-05-14")]
    [InlineData("2031-05-14T:")]
    [InlineData("2031-05-14 ; 06:30")]
    [InlineData("2031-05-14T06:30:00+03:00")]
    [InlineData("2031-05-14 06:30")]
    [InlineData("20310514")]
    [InlineData("14 May 2031")]
    [InlineData("May 14, 2031")]
    [InlineData("May 14th, 2031")]
    [InlineData("Wed, 14 May 2031 06:30:00 GMT")]
    [InlineData("Published: Wednesday 14 May 2031 at 10:20 am")]
    [InlineData("Last updated on 14 May 2031 | 10:20 GMT")]
    public void Parse_DateInItsForms(string text) => DateText.Parse(text).ShouldBe(new DateOnly(2031, 5, 14));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("yesterday")]
    [InlineData("5/6/2031")]
    [InlineData("May 2031")]
    [InlineData("14 May 2031 saw the second attack")]
    [InlineData("2031-13-40")]
    public void Parse_OtherText_IsNull(string? text) => DateText.Parse(text).ShouldBeNull();
}
