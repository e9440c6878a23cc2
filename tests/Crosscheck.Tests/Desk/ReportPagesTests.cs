using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Desk;

/// <summary>Reading, a report with its words marked, correcting and adding claims, the queue, agreement, the dossier.</summary>
public sealed partial class ReportPagesTests : IAsyncLifetime
{
    private const string Report =
        "date 2031-05-14\n\nThree people were killed when a rocket hit the market in Gao on Wednesday, the governor said. <b>Nobody</b> claimed the attack.\n\n\"Two are dead,\" the hospital said.\n";

    private TestDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await TestDesk.Start();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    private async Task<(string Incident, string Report)> Kept()
    {
        var read = await _desk.Post("/read", ("text", Report));
        var key = read.RequestMessage!.RequestUri!.AbsolutePath;
        var kept = await _desk.Post(key, ("do", "keep"));
        var page = await kept.Content.ReadAsStringAsync();
        return (kept.RequestMessage!.RequestUri!.AbsolutePath, ReportLink().Match(page).Groups[1].Value);
    }

    [Fact]
    public async Task PastedReport_IsShown_AndKeptOnlyOnDemand()
    {
        var read = await _desk.Post("/read", ("text", Report));
        var page = await read.Content.ReadAsStringAsync();
        page.ShouldContain("the governor");
        page.ShouldContain("Keep in the ledger");
        (await _desk.Get("/incidents")).ShouldContain("Start with the sample reports");
        using var twin = JsonDocument.Parse(await _desk.Raw(read.RequestMessage!.RequestUri!.AbsolutePath + ".json"));
        twin.RootElement.GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(2);
        var (incident, report) = await Kept();
        incident.ShouldStartWith("/incidents/x");
        (await _desk.Get(report)).ShouldContain("the governor");
    }

    [Fact]
    public async Task MarkupInAReport_IsText()
    {
        var (_, report) = await Kept();
        var raw = await _desk.Raw(report);
        raw.ShouldNotContain("<b>Nobody</b>");
        raw.ShouldContain("&lt;b&gt;");
    }

    [Fact]
    public async Task EveryCharacterOfTheText_StandsOnThePageOnce()
    {
        var (_, report) = await Kept();
        var raw = await _desk.Raw(report);
        var text = raw[raw.IndexOf("id=\"text\"", StringComparison.Ordinal)..];
        text = text[(text.IndexOf('>') + 1)..text.IndexOf("</div>", StringComparison.Ordinal)];
        WebUtility.HtmlDecode(Tag().Replace(text, "")).Trim().ShouldBe(Report[(Report.IndexOf("\n\n", StringComparison.Ordinal) + 2)..].Trim());
    }

    [Fact]
    public async Task Correction_ChangesTheIncident_AndIsRecorded()
    {
        var (incident, report) = await Kept();
        var page = await _desk.Get(report);
        var claim = Claim().Matches(page).Select(m => m.Groups[1].Value).First();
        var id = report[9..] + ":" + claim;
        (await _desk.Post("/decisions", ("kind", "correct"), ("claim", id), ("value", "7"), ("why", "misheard"), ("as", "ana"), ("back", report))).EnsureSuccessStatusCode();
        var after = await _desk.Get(incident);
        after.ShouldContain("misheard");
        after.ShouldContain(">7 people<");
    }

    [Fact]
    public async Task AddedClaim_StandsLikeAReadOne_AndCanBeTakenBack()
    {
        var (incident, report) = await Kept();
        var document = report[9..];
        var added = await _desk.Post("/decisions", ("kind", "add"), ("document", document), ("telling", "i1"), ("attribute", "target"), ("value", "market"), ("words", "the market in Gao"), ("near", "0"), ("source", "the governor"), ("why", "missed"), ("as", "ana"), ("back", report));
        added.EnsureSuccessStatusCode();
        using (var twin = JsonDocument.Parse(await _desk.Raw(incident + ".json")))
        {
            var claim = twin.RootElement.GetProperty("claims").EnumerateArray().Single(c => c.GetProperty("by").GetString() == "editor:ana");
            claim.GetProperty("evidence").GetProperty("text").GetString().ShouldBe("the market in Gao");
            var decision = claim.GetProperty("decisions")[0].GetString()!;
            await _desk.Post("/decisions", ("kind", "undo"), ("decision", decision), ("why", "twice"), ("as", "ana"), ("back", report));
        }
        (await _desk.Raw(incident + ".json")).ShouldNotContain("editor:ana");
    }

    [Fact]
    public async Task AddedClaim_WhoseWordsAreNotThere_IsRefused()
    {
        var (_, report) = await Kept();
        var answer = await _desk.Post("/decisions", ("kind", "add"), ("document", report[9..]), ("telling", "i1"), ("attribute", "target"), ("value", "bridge"), ("words", "the bridge"), ("why", "missed"), ("as", "ana"));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("XC3106");
    }

    [Fact]
    public async Task TwoEditors_CodeApart_AndTheirAgreementIsShown()
    {
        var (_, report) = await Kept();
        var claims = Claim().Matches(await _desk.Get(report)).Select(m => report[9..] + ":" + m.Groups[1].Value).Distinct().Take(2).ToList();
        foreach (var (editor, second) in new[] { ("ana", "accept"), ("ben", "reject") })
        {
            await _desk.Post("/decisions", ("kind", "accept"), ("claim", claims[0]), ("why", "w"), ("as", editor));
            await _desk.Post("/decisions", ("kind", second), ("claim", claims[1]), ("why", "seen by " + editor), ("as", editor));
        }
        // Ben signed last: his page of the report, coded apart, knows nothing of what Ana decided.
        var apart = await _desk.Get(report + "?code=mine");
        apart.ShouldContain("seen by ben");
        apart.ShouldNotContain("seen by ana");
        var agreement = await _desk.Get("/review/agreement");
        agreement.ShouldContain("2 claims decided by two or more of ana, ben");
        agreement.ShouldContain("ben: rejected");
    }

    [Fact]
    public async Task EveryPage_Answers_WithItsTwin()
    {
        await _desk.Post("/samples");
        foreach (var page in new[] { "/sources", "/sources/army", "/actors/Somali%20army", "/places/Gao", "/review", "/review/agreement", "/dossier" })
        {
            (await _desk.Client.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.OK, page);
            using var twin = JsonDocument.Parse(await _desk.Raw(page + ".json"));
        }
        (await _desk.Get("/patterns")).ShouldContain("Every element");
        (await _desk.Get(await _desk.Incident("Gao") + "/dossier")).ShouldContain("class=\"notes\"");
    }

    [Fact]
    public async Task Upload_WithAPathAsName_IsALabel_AndNothingIsWritten()
    {
        using var form = new MultipartFormDataContent { { new StringContent(TestDesk.TokenOf(await _desk.Get("/read"))), "token" } };
        form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(Report)), "files", "../../etc/evil.txt");
        var answer = await _desk.Client.PostAsync("/read", form);
        var page = await answer.Content.ReadAsStringAsync();
        page.ShouldContain("evil.txt");
        page.ShouldNotContain("../");
    }

    [Fact]
    public async Task Upload_OfAnArchive_GivesEachReport()
    {
        using var archive = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(archive, System.IO.Compression.ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in new[] { "one.txt", "two.txt" })
            {
                using var writer = new StreamWriter(zip.CreateEntry(name).Open());
                await writer.WriteAsync(Report + name);
            }
        }
        using var form = new MultipartFormDataContent { { new StringContent(TestDesk.TokenOf(await _desk.Get("/read"))), "token" } };
        form.Add(new ByteArrayContent(archive.ToArray()), "files", "both.zip");
        (await (await _desk.Client.PostAsync("/read", form)).Content.ReadAsStringAsync()).ShouldContain("2 reports were read");
    }

    [Theory]
    [InlineData("http://127.0.0.1/report")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task Address_WithinTheNetwork_IsNotFetched(string address)
    {
        var answer = await _desk.Post("/read", ("url", address));
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task Upload_ThatIsTooLarge_IsRefusedWithWords()
    {
        using var form = new MultipartFormDataContent { { new StringContent(TestDesk.TokenOf(await _desk.Get("/read"))), "token" } };
        form.Add(new ByteArrayContent(new byte[18 << 20]), "files", "large.txt");
        var answer = await _desk.Client.PostAsync("/read", form);
        answer.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("XC1004");
    }

    [Fact]
    public async Task Export_OfAFormula_IsText()
    {
        await _desk.Post("/read", ("text", Report), ("publisher", "=HYPERLINK(1)"));
        var read = await _desk.Post("/read", ("text", Report), ("publisher", "=HYPERLINK(1)"));
        await _desk.Post(read.RequestMessage!.RequestUri!.AbsolutePath, ("do", "keep"));
        (await _desk.Raw("/export?to=claims")).ShouldContain("'=HYPERLINK");
    }

    [GeneratedRegex("href=\"(/reports/[0-9a-f]{12})\"")]
    private static partial Regex ReportLink();

    [GeneratedRegex("data-claim=\"(c\\d+)\"")]
    private static partial Regex Claim();

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tag();
}
