using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Tests.Cli;
using Crosscheck.Views;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Properties;

public class ReadingProperties
{
    private static readonly Config Few = Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(20310514UL, 1UL);

    private static readonly string[] Words =
    [
        "At", "least", "four", "12", "people", "were", "killed", "injured", "in", "Baidoa", "Baghdad", "on", "Wednesday", "rockets", "hit", "the",
        "base", ",", ".", "said", "officials", "army", "denied", "no", "casualties", "\u201C", "\u201D", "\n\n", "who", "Reuters", "he", "and", "a", "bomb", "exploded",
    ];

    private static Reading Read(string body) =>
        ReportReader.Read(new Document { Id = Document.IdOf(body), Body = body, Published = new DateOnly(2031, 5, 14), Language = "en" });

    [Fact]
    public void AnyString_GivesASoundReading() =>
        Check.One(Few, Prop.ForAll<string?>(text => Sound.Check(Read(text ?? ""))));

    [Fact]
    public void AnyWordsOfReports_GiveASoundReading() =>
        Check.One(Few, Prop.ForAll(Gen.ArrayOf(Gen.Elements(Words)).ToArbitrary(), words => Sound.Check(Read(string.Join(' ', words)))));

    [Fact]
    public void SameText_GivesTheSameReading() =>
        Check.One(Few, Prop.ForAll(Gen.ArrayOf(Gen.Elements(Words)).ToArbitrary(), words =>
        {
            var body = string.Join(' ', words);
            ReadingJson.Write(Read(body), false).ShouldBe(ReadingJson.Write(Read(body), false));
        }));

    [Fact]
    public void FilesInAnyOrder_GiveTheSameAnswer()
    {
        var files = Repository.Files("samples", "*.txt").Select(Repository.PathOf).ToArray();
        var expected = Run.Crosscheck(["read", .. files, "--format", "jsonl"]).Out;
        var random = new Random(3);
        for (var round = 0; round < 3; round++)
        {
            random.Shuffle(files);
            Run.Crosscheck(["read", .. files, "--format", "jsonl"]).Out.ShouldBe(expected);
        }
    }
}
