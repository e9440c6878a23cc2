using System.Text;
using Crosscheck.App.Intake;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Intake;

public class WebPageTests
{
    private static Document Sample(string name) => InputReader.Parse(name, File.ReadAllBytes(Repository.PathOf("samples/" + name))).Document!;

    private static Input Page(string html) => InputReader.Parse("page.html", Encoding.UTF8.GetBytes(html));

    [Theory]
    [InlineData("baidoa-airport/next-day.html", "2031-05-15", "Gulf of Aden Courier", "Nine dead in mortar attack on Baidoa airport as army sticks to its denial", "Nine people, among", "a customs officer was wounded.", 5)]
    [InlineData("gao-bus/dispatch.html", "2031-09-05", "The Sahel Dispatch", "\"I saw the road rise\": survivors of the Gao bus bombing speak", "The number of people", "seven passengers were killed.", 5)]
    [InlineData("hodeidah-depot/live-page.html", "2031-11-20", "Lakeside World", "Hodeidah fire: what we know so far", "13:30\n\nThe number of", "shortly before 4am.", 8)]
    public void Parse_SamplePage_IsItsArticle(string name, string published, string publisher, string title, string begins, string ends, int paragraphs)
    {
        var document = Sample(name);
        document.Published.ShouldBe(DateOnly.ParseExact(published, "yyyy-MM-dd"));
        document.Publisher.ShouldBe(publisher);
        document.Title.ShouldBe(title);
        document.Body.ShouldStartWith(begins);
        document.Body.ShouldEndWith(ends);
        document.Body.Split("\n\n").Length.ShouldBe(paragraphs);
    }

    [Theory]
    [InlineData("<html><head><title>Log in</title></head><body><form><input><button>Go</button></form></body></html>")]
    [InlineData("<!doctype html><nav><a href=/>Home</a> <a href=/a>All the news of the day from all over the whole wide world</a></nav>")]
    [InlineData("<html>")]
    public void Parse_NoArticle_IsCoded(string html) => Page(html).Diagnostics.Select(d => d.Code).ShouldBe(["XC1103"]);

    [Fact]
    public void Parse_LineBreaksForParagraphs_ArePartedAtTwo() =>
        Page("<html><body><div>Two shells hit the village of Novy Brod<br>early on Monday, the mayor said in a statement.<br><br>Nobody was hurt, and the army said that it would look into the matter.</div></body></html>")
            .Document!.Body.ShouldBe("Two shells hit the village of Novy Brod early on Monday, the mayor said in a statement.\n\nNobody was hurt, and the army said that it would look into the matter.");

    [Fact]
    public void Parse_OldEncoding_IsReadAsThePageSays()
    {
        var bytes = Encoding.Latin1.GetBytes("<html><head><meta charset=iso-8859-1></head><body><p>Two shells hit the caf\u00e9 of Novy Brod early on Monday, the mayor said, and nobody was hurt by them.</p></body></html>");
        InputReader.Parse("p", bytes).Document!.Body.ShouldContain("caf\u00e9");
    }

    [Fact]
    public void Parse_ElementsNestedWithoutEnd_AreWalked()
    {
        var html = "<html><body>" + string.Concat(Enumerable.Repeat("<div>", 100_000)) + "<p>Two shells hit the village of Novy Brod early on Monday, the mayor said in a statement to us.</p>";
        Page(html).Document!.Body.ShouldStartWith("Two shells");
    }

    public static TheoryData<string, string, string> BoilerplateRows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in Crosscheck.Data.DataFile.Rows("rules/boilerplate.tsv"))
            rows.Add(row[1], row[2], row[3]);
        return rows;
    }

    [Theory]
    [MemberData(nameof(BoilerplateRows))]
    public void Parse_Boilerplate_IsLeftOut(string pattern, string example, string expected)
    {
        const string Article = "Two shells hit the village of Novy Brod early on Monday, the mayor said in a statement to us.";
        Page($"<html><body><div><p>{Article}</p>{example}<p>{Article}</p></div></body></html>")
            .Document!.Body.ShouldBe(Article + "\n\n" + expected + Article, pattern);
    }
}
