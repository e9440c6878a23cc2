using System.Net;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Desk;

/// <summary>The list and the page of an incident, over the sample reports.</summary>
public sealed class IncidentPagesTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await TestDesk.Start(samples: true);

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task List_ShowsIncidentsNewestFirst_AndWhatIsDisputed()
    {
        var page = await _desk.Get("/incidents");
        page = page[page.IndexOf("<ol class=\"incidents\"", StringComparison.Ordinal)..];
        page.IndexOf("Hodeidah, 20 November 2031", StringComparison.Ordinal).ShouldBeInRange(1, page.IndexOf("airport, 14 May 2031", StringComparison.Ordinal));
        page.ShouldContain("≠ killed");
    }

    [Fact]
    public async Task Filters_NarrowPageTwinAndExportAlike()
    {
        const string Filter = "?place=ML&disputed=yes";
        (await _desk.Get("/incidents" + Filter)).ShouldNotContain("Baidoa airport, SO");
        using var twin = JsonDocument.Parse(await _desk.Raw("/incidents.json" + Filter));
        var ids = twin.RootElement.GetProperty("incidents").EnumerateArray().Select(i => i.GetProperty("id").GetString()).ToList();
        ids.Count.ShouldBe(1);
        var csv = (await _desk.Raw("/export" + Filter + "&to=csv")).Trim().Split("\r\n");
        csv.Skip(1).Select(r => r.Split(',')[0]).ShouldBe(ids);
    }

    [Fact]
    public async Task Filter_ThatIsNoDate_IsMarkedAndTold()
    {
        (await _desk.Get("/incidents?since=soon")).ShouldContain("“soon” is not a date");
        var twin = await _desk.Client.GetAsync("/incidents.json?since=soon");
        twin.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Incident_ShowsEverySourceWithItsWords_AndTheTwinIsTheCommandLines()
    {
        var address = await _desk.Incident("airport, 14 May 2031");
        var page = await _desk.Get(address);
        page.ShouldContain("no casualties");
        page.ShouldContain("Who says what");
        page.ShouldContain("How the figures moved");
        using var twin = JsonDocument.Parse(await _desk.Raw(address + ".json"));
        twin.RootElement.GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(20);
        foreach (var source in twin.RootElement.GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("speaker").GetString()!).Where(s => s.Length > 12).Distinct())
            page.ShouldContain(source);
    }

    [Fact]
    public async Task AsOf_ShowsWhatWasKnown_BySliderAndByAddress()
    {
        var address = await _desk.Incident("airport, 14 May 2031");
        var then = await _desk.Get(address + "?as-of=2031-05-14");
        then.ShouldContain("published by 14 May 2031");
        then.ShouldNotContain("18 May 2031</time>");
        (await _desk.Client.GetAsync(address + "?step=0")).RequestMessage!.RequestUri!.Query.ShouldBe("?as-of=2031-05-14");
    }

    [Fact]
    public async Task Decision_ChangesTheFigure_AndTheHistoryRecordsIt()
    {
        var address = await _desk.Incident("Gao");
        var answer = await _desk.Post("/decisions", ("kind", "figure"), ("incident", address[11..]), ("attribute", "killed"), ("value", "13-14"), ("why", "both lists of names"), ("as", "ana"), ("back", address));
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
        page.ShouldContain("<b>13–14</b>");
        page.ShouldContain("both lists of names");
        page.ShouldContain("<b>ana</b> set killed");
    }

    [Fact]
    public async Task Seen_ThenNewReports_AreToldAndFiltered()
    {
        (await _desk.Post("/seen", ("back", "/incidents"))).EnsureSuccessStatusCode();
        (await _desk.Get("/incidents")).ShouldNotContain("with new reports");
        var read = await _desk.Post("/read", ("text", "date 2031-06-01\n\nA bomb killed two soldiers in Kidal on Sunday, the army said."));
        await _desk.Post(read.RequestMessage!.RequestUri!.AbsolutePath, ("do", "keep"));
        var page = await _desk.Get("/incidents");
        page.ShouldContain("1 incident with new reports");
        var after = System.Text.RegularExpressions.Regex.Match(page, "after=\\d+").Value;
        using var twin = JsonDocument.Parse(await _desk.Raw("/incidents.json?" + after));
        twin.RootElement.GetProperty("incidents").GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public async Task Merge_JoinsIncidents_AndTheOldAddressStillLeadsThere()
    {
        string one = await _desk.Incident("Gao"), other = await _desk.Incident("Hodeidah, 20");
        (await _desk.Post("/decisions", ("kind", "merge"), ("incident", one[11..]), ("other", other[11..]), ("why", "one campaign"), ("as", "ana"), ("back", one))).EnsureSuccessStatusCode();
        var page = await _desk.Get(other);
        page.ShouldContain("7 reports");
        page.ShouldContain("one campaign");
    }

    [Fact]
    public async Task UnknownIncident_IsToldOnPageAndInJson()
    {
        var page = await _desk.Client.GetAsync("/incidents/x000000000000");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await page.Content.ReadAsStringAsync()).ShouldContain("XC3101");
        var twin = await _desk.Client.GetAsync("/incidents/x000000000000.json");
        twin.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        twin.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }
}
