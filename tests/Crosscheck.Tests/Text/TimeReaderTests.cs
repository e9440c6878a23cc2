using System.Globalization;
using Crosscheck.Data;
using Crosscheck.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public class TimeReaderTests
{
    public static TheoryData<string, string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string, string>();
        foreach (var row in DataFile.Rows("rules/time-expressions.tsv"))
            rows.Add(row[0], row[4], row[5], row[6]);
        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public void Apply_ExampleOfRule_HasItsValue(string rule, string example, string reference, string expected) =>
        string.Join('|', Read(example, Date(reference)).Times.Select(t => t.Value)).ShouldBe(expected, rule);

    [Theory]
    [InlineData("Early on Friday rockets fell.", "2020-03-06")]
    [InlineData("On the night of 8 January it began.", "2020-01-08TNI")]
    [InlineData("BAGHDAD, Jan 3 (Reuters) - A strike.", "2020-01-03")]
    [InlineData("Wednesday's rocket attack", "2020-03-11")]
    [InlineData("They will meet on Friday.", "2020-03-13")]
    [InlineData("On Thursday, January 9, shells fell.", "2020-01-09")]
    [InlineData("On Tuesday (10 March) shells fell.", "2020-03-10")]
    [InlineData("at 10 p.m. on Monday", "2020-03-09T22:00")]
    [InlineData("Tuesday at about 8 p.m.", "2020-03-10T20:00")]
    [InlineData("on the evening of Sunday", "2020-03-08TEV")]
    [InlineData("\"The shells fell last night,\" he said on Monday.", "2020-03-08TNI|2020-03-09")]
    [InlineData("A strike on Monday. \"We condemn today's strike,\" she said.", "2020-03-09|2020-03-09")]
    [InlineData("in March 2018 it began. On March 27 the town fell.", "2018-03|2018-03-27")]
    [InlineData("on April 2", "2020-04-02")]
    [InlineData("in the early hours of Thursday", "2020-03-12")]
    [InlineData("since the September 11 attacks", "2001-09-11")]
    [InlineData("the fall of Mosul", "")]
    [InlineData("May said that he may come.", "")]
    [InlineData("a second attack", "")]
    [InlineData("a 19-year-old student", "")]
    [InlineData("In January 12 people died.", "2020-01")]
    public void Apply_Expression_HasValue(string body, string expected) =>
        string.Join('|', Read(body, new DateOnly(2020, 3, 11)).Times.Select(t => t.Value)).ShouldBe(expected);

    [Theory]
    [InlineData("yesterday", "XXXX-XX-XX")]
    [InlineData("on Wednesday", "XXXX-XX-XX")]
    [InlineData("two weeks ago", "XXXX-XX-XX")]
    [InlineData("last month", "XXXX")]
    [InlineData("March 2019", "2019-03")]
    public void Apply_NoPublicationDate_LeavesRelativeOnesOpen(string body, string expected) =>
        Read(body, null).Times.ShouldHaveSingleItem().Value.ShouldBe(expected);

    [Fact]
    public void Apply_AnyText_SpansLieInBodyAndNothingThrows()
    {
        var pieces = new[] { "Monday", "night", "of", "May", "3", "31", ",", "2020", "the", "day", "before", "two", "years", "ago", "last", "week", "10", ":", "30", "p", ".", "m", "-", "0001", "9999", "century", "Q", " ", "Easter", "a", "hundred", "999999999", "\u2019", "s" };
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes =>
            {
                var body = string.Join(bytes.Length % 2 == 0 ? " " : "", bytes.Select(b => pieces[b % pieces.Length]));
                foreach (var published in new DateOnly?[] { null, DateOnly.MinValue, DateOnly.MaxValue, new(2020, 2, 29) })
                {
                    var text = Read(body, published);
                    foreach (var time in text.Times)
                        text.SpanOf(time.Tokens).Of(body).Length.ShouldBeGreaterThan(0);
                }
            }).QuickCheckThrowOnFailure();
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static AnnotatedText Read(string body, DateOnly? published) =>
        new TimeReader().Apply(new SentenceSplitter().Apply(new Tokenizer().Apply(new AnnotatedText { Body = body, Published = published })));
}
