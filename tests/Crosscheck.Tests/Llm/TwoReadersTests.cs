using Crosscheck.App.Storage;
using Crosscheck.Claims;
using Crosscheck.Incidents;
using Crosscheck.Tests.Cli;
using Crosscheck.Tests.Properties;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Llm;

/// <summary>Our reader and a model side by side: at the command line, in the ledger, in what is shown.</summary>
public sealed class TwoReadersTests : IDisposable
{
    private const string Report =
        " date 2031-05-14 BAIDOA, Somalia - Mortar shells hit the airport of Baidoa on Wednesday, killing at least four people, two security officials said.\n\n" +
        "The army said three soldiers were wounded. A resident said that six shells had landed near the terminal.\n";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;

    private string Ledger => Path.Combine(_folder, "ledger.db");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Answer => Answers.Json(
        [Answers.Telling(type: "Shelling/artillery/missile attack", trigger: "hit")],
        [
            Answers.Claim("killed", 1, "at least four people", Answers.AtLeast(4, "people"), Answers.Source("two security officials", anonymous: true)),
            Answers.Claim("injured", 2, "three soldiers", Answers.Count(3, who: "soldiers"), Answers.Source("The army", kind: "military")),
            Answers.Claim("target", 1, "the airport of Baidoa", "the airport of Baidoa", Answers.Source("two security officials", anonymous: true)),
        ]);

    private static string Text(string name, string text, string folder)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Read_Llm_ShowsItsReading()
    {
        using var model = new FakeModel(new FakeModel.Answer(Answer));
        var run = Run.Crosscheck(Report, ["read", "-", "--reader", "llm"], variable: model.Environment());
        run.Error.ShouldContain("play/one: 1 answers");
        run.Out.ShouldContain("at least 4 people");
        run.Out.ShouldNotContain("found by both");
        run.ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Read_Both_MarksWhoFoundWhat()
    {
        using var model = new FakeModel(new FakeModel.Answer(Answer));
        var run = Run.Crosscheck(Report, ["read", "-", "--reader", "both"], variable: model.Environment(), width: 120);
        run.ExitCode.ShouldBe(0);
        run.Out.ShouldContain("found by both readers");
        run.Out.ShouldContain("only by crosscheck/");
        var json = Run.Crosscheck(Report, ["read", "-", "--reader", "both", "--format", "json"], variable: model.Environment());
        json.Out.ShouldContain("\"found_by\"");
        Run.Crosscheck(Report, ["read", "-", "--reader", "both", "--format", "markdown"], variable: model.Environment()).Out.ShouldContain("found by both readers");
    }

    [Fact]
    public void Read_Both_WithoutTheModel_IsOursAndSaysSo()
    {
        using var model = new FakeModel(new FakeModel.Status(401));
        var run = Run.Crosscheck(Report, ["read", "-", "--reader", "both"], variable: model.Environment());
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("error XC2003");
        run.Out.ShouldContain("at least 4 people");
    }

    [Fact]
    public void Read_Llm_NotConfigured_IsWrongUsage()
    {
        var run = Run.Crosscheck(Report, ["read", "-", "--reader", "llm"], variable: _ => null);
        run.ExitCode.ShouldBe(2);
        run.Error.ShouldContain("XC2001");
        run.Out.ShouldBeEmpty();
    }

    [Fact]
    public void Read_OtherLanguage_IsReadByTheModelAlone()
    {
        const string russian = " date 2031-05-14 В результате обстрела рынка погибли 12 человек, сообщила полиция. Ещё 30 человек ранены.";
        using var model = new FakeModel(new FakeModel.Answer(Answers.Json(
            [Answers.Telling(type: "Shelling/artillery/missile attack", trigger: "обстрела")],
            [Answers.Claim("killed", 1, "12 человек", Answers.Count(12, who: "человек"), Answers.Source("полиция", kind: "police"), cue: "сообщила")])));
        var run = Run.Crosscheck(russian, ["read", "-", "--reader", "both", "--format", "json"], variable: model.Environment());
        run.ExitCode.ShouldBe(0, run.Error);
        run.Out.ShouldContain("\"полиция\"");
        run.Out.ShouldNotContain("XC1301");
    }

    [Fact]
    public void Add_Both_StoresTwoReadings_AndShowCountsEachClaimOnce()
    {
        using var model = new FakeModel(new FakeModel.Answer(Answer));
        var file = Text("report.txt", Report, _folder);
        var run = Run.Crosscheck("", ["add", file, "--ledger", Ledger, "--reader", "both"], variable: model.Environment());
        run.ExitCode.ShouldBe(0, run.Error);
        using (var ledger = LedgerStore.Open(Ledger, create: false))
        {
            ledger.Entries().Count().ShouldBe(3);
            ledger.Project();
            var incident = ledger.Incidents.List(new IncidentFilter()).Select(i => ledger.Incidents.Find(i.Id)!).Single(i => i.Reports.Any(r => r.Role == "main"));
            incident.Claims.Count(c => c.Claim.Attribute == ClaimAttribute.Killed && c.Claim.Value.Low == 4).ShouldBe(1);
            incident.Claims.ShouldContain(c => c.Claim.FoundBy.Length == 2);
            var shown = Run.Crosscheck("show", incident.Id, "--ledger", Ledger).Out;
            shown.ShouldContain("found by both readers");
            shown.ShouldContain("killed: 1 found by both");
            Verification.Run(ledger).ShouldBeEmpty();
        }
        Run.Crosscheck("", ["add", file, "--ledger", Ledger, "--reader", "both"], variable: model.Environment()).Error.ShouldContain("already there");
    }

    [Fact]
    public async Task Desk_MarksWhoFoundWhat_AndReviewsDisagreementsFirst()
    {
        using var model = new FakeModel(new FakeModel.Answer(Answer));
        Run.Crosscheck("", ["add", Text("report.txt", Report, _folder), "--ledger", Ledger, "--reader", "both"], variable: model.Environment()).ExitCode.ShouldBe(0);
        await using var desk = await Desk.TestDesk.Start(with: o => o with { Ledger = Ledger });
        (await desk.Get(await desk.Incident("Baidoa"))).ShouldContain("found by both readers");
        var review = await desk.Get("/review");
        var queue = review[review.IndexOf("class=\"queue\"", StringComparison.Ordinal)..];
        queue[..queue.IndexOf("</li>", StringComparison.Ordinal)].ShouldContain("only by");
    }

    [Fact]
    public void Add_Llm_ThatFails_StoresNothing()
    {
        using var model = new FakeModel(new FakeModel.Status(404));
        var file = Text("report.txt", Report, _folder);
        var run = Run.Crosscheck("", ["add", file, "--ledger", Ledger, "--reader", "llm"], variable: model.Environment());
        run.ExitCode.ShouldBe(1);
        using var ledger = LedgerStore.Open(Ledger, create: false);
        ledger.Count.ShouldBe(0);
    }

    [Fact]
    public void Add_Confidential_IsRememberedAndNotSent()
    {
        using var model = new FakeModel(new FakeModel.Answer(Answer));
        var file = Text("report.txt", Report, _folder);
        Run.Crosscheck("", ["add", file, "--ledger", Ledger, "--reader", "both", "--confidential"], variable: model.Environment()).ExitCode.ShouldBe(1);
        model.Requests.ShouldBeEmpty();
        using var ledger = LedgerStore.Open(Ledger, create: false);
        ledger.Incidents.Document(ledger.Entries().First().Subject)!.Confidential.ShouldBeTrue();
        ledger.Entries().Count().ShouldBe(2);
    }

    [Fact]
    public void Union_IsTheSameInAnyOrderOfArrival()
    {
        var document = Crosscheck.Documents.PlainText.Parse(Report, null);
        var ours = ReportReader.Read(document);
        var asked = Crosscheck.Claims.Llm.LlmReading.Of(document, "play", 12_000);
        var model = asked.Read([Answer]);
        var other = Crosscheck.Claims.Llm.LlmReading.Of(document, "another", 12_000).Read([Answer]);
        var union = ReadingChoice.Of([ours, model, other])!;
        Sound.Check(union);
        ReadingChoice.Of([other, model, ours])!.Claims.Select(c => c.Id + string.Join(',', c.FoundBy)).ShouldBe(union.Claims.Select(c => c.Id + string.Join(',', c.FoundBy)));
        union.Claims.Take(ours.Claims.Length).Select(c => c.Id).ShouldBe(ours.Claims.Select(c => c.Id));
        union.Claims.ShouldContain(c => c.FoundBy.Length == 3);
    }

    [Fact]
    public void Lab_ScoresAModelOnAGoldFolder()
    {
        var gold = Directory.CreateDirectory(Path.Combine(_folder, "gold", "texts")).Parent!.FullName;
        Text("r1.txt", Report, Path.Combine(gold, "texts"));
        Text("c.json", """
            {"cluster": "c", "incidents": {"b": {"type": "Shelling/artillery/missile attack", "date": "2031-05-14", "place": "Baidoa airport", "country": "SO"}},
             "reports": [{"id": "r1", "incidents": [{"ref": "b", "role": "main", "claims": [
               {"attr": "killed", "low": 4, "who": "people", "source": "two security officials", "anonymous": true, "status": "asserted"},
               {"attr": "injured", "n": 3, "who": "soldiers", "source": "army", "status": "asserted"},
               {"attr": "munitions", "n": 6, "who": "shells", "source": "resident", "anonymous": true, "status": "asserted"}]}]}]}
            """, gold);
        using var model = new FakeModel(new FakeModel.Answer(Answer));
        using var readers = Crosscheck.App.Llm.Readers.Of(Crosscheck.App.Llm.ReaderChoice.Llm, model.Environment(), _ => { }, out _)!;
        using var output = new StringWriter();
        Crosscheck.Lab.Scoring.ReaderScore.Score(gold, readers, output).ShouldBe(0);
        output.ToString().ShouldContain("recall 0.667   (2 of 3 gold, 3 read)", Case.Sensitive, output.ToString());
        output.ToString().ShouldContain("1 reports, 0 failed, 0 of the model's values dropped");
    }

    [Theory]
    [InlineData("llm/a/prompt-2,llm/a/prompt-10,crosscheck/0.9,crosscheck/0.10,llm/b/c/prompt-1", "crosscheck/0.10,llm/a/prompt-10,llm/b/c/prompt-1")]
    [InlineData("llm/a/prompt-2", "llm/a/prompt-2")]
    [InlineData("gold/1,crosscheck/0.1", "crosscheck/0.1")]
    public void Readings_ThatCount_AreOursAndEachModels(string readers, string expected) =>
        string.Join(',', ReadingChoice.Names(readers.Split(','))).ShouldBe(expected);
}
