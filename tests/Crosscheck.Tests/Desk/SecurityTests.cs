using System.Net;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Desk;

/// <summary>What a desk refuses.</summary>
public sealed class SecurityTests : IAsyncLifetime
{
    private TestDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await TestDesk.Start();

    public ValueTask DisposeAsync() => _desk.DisposeAsync();

    [Fact]
    public async Task EmptyLedger_OffersTheSamples() => (await _desk.Get("/")).ShouldContain("Start with the sample reports");

    [Fact]
    public async Task Form_WithoutToken_ChangesNothing()
    {
        var answer = await _desk.Client.PostAsync("/samples", new FormUrlEncodedContent([]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("not from an open page");
        (await _desk.Get("/incidents")).ShouldContain("Start with the sample reports");
    }

    [Fact]
    public async Task Form_WithAnotherBrowsersToken_ChangesNothing()
    {
        using var other = _desk.NewClient();
        var token = TestDesk.TokenOf(await other.GetStringAsync("/incidents"));
        await _desk.Get("/incidents");
        var answer = await _desk.Client.PostAsync("/samples", new FormUrlEncodedContent([KeyValuePair.Create("token", token)]));
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task NameOfAnotherHost_GetsNothing()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/incidents.json");
        request.Headers.Host = "rebound.example";
        (await _desk.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.MisdirectedRequest);
    }

    [Theory]
    [InlineData("/incidents")]
    [InlineData("/incidents.json")]
    [InlineData("/assets/desk.css")]
    [InlineData("/nowhere")]
    public async Task EveryAnswer_ForbidsScriptsInPagesAndFrames(string path)
    {
        var headers = (await _desk.Client.GetAsync(path)).Headers;
        var policy = headers.GetValues("Content-Security-Policy").Single();
        policy.ShouldContain("default-src 'none'");
        policy.ShouldContain("frame-ancestors 'none'");
        policy.ShouldNotContain("unsafe");
        headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public async Task Pages_HoldNoInlineScriptOrStyle()
    {
        await _desk.Post("/samples");
        foreach (var path in new[] { "/incidents", await _desk.Incident("Gao") })
        {
            var page = await _desk.Raw(path);
            page.ShouldNotContain(" style=");
            page.ShouldNotContain("<style");
            page.ShouldNotContain(" onclick=");
            page.ShouldNotContain("<script>");
        }
    }

    [Theory]
    [InlineData("//elsewhere.example")]
    [InlineData("https://elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    public async Task WayBack_NeverLeadsElsewhere(string back)
    {
        using var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = _desk.Client.BaseAddress };
        var token = TestDesk.TokenOf(await client.GetStringAsync("/incidents"));
        var answer = await client.PostAsync("/theme", new FormUrlEncodedContent([KeyValuePair.Create("token", token), KeyValuePair.Create("theme", "dark"), KeyValuePair.Create("back", back)]));
        answer.Headers.Location!.ToString().ShouldBe("/incidents");
    }

    [Fact]
    public async Task Decision_WithoutReason_IsRefused() =>
        (await _desk.Post("/decisions", ("kind", "note"), ("incident", "x0"), ("as", "ana"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
}
