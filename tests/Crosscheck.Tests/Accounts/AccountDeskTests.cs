using System.Net;
using System.Text.RegularExpressions;
using Crosscheck.App.Accounts;
using Crosscheck.Tests.Desk;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Accounts;

/// <summary>A desk with accounts: who gets in, who may do what, and what is refused.</summary>
public sealed partial class AccountDeskTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;
    private TestDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await TestDesk.Start(with: o => o with { Accounts = Path.Combine(_folder, "a.accounts.db") });

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("/incidents")]
    [InlineData("/incidents/x000000000000")]
    [InlineData("/export?to=claims")]
    [InlineData("/accounts")]
    [InlineData("/account")]
    [InlineData("/api")]
    [InlineData("/nowhere")]
    public async Task Pages_AskNobodyToSignIn(string path)
    {
        using var nobody = Person.Nobody(_desk);
        var answer = await nobody.Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe("/sign-in?back=" + Uri.EscapeDataString(path));
        (await nobody.Get("/incidents.json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await nobody.Get("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var page = await nobody.Page("/sign-in");
        page.ShouldNotContain("ledger.db");
        page.ShouldNotContain(">Incidents</a>");
    }

    [Fact]
    public async Task SignIn_OpensAndSignOutCloses()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        (await editor.Page("/incidents")).ShouldContain("Mira Holt");
        (await editor.Post("/incidents", "/sign-out")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.Get("/incidents")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var wrong = await editor.SignIn("Mira Holt", "not the password");
        wrong.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await wrong.Content.ReadAsStringAsync()).ShouldContain("do not belong together");
        (await editor.SignIn("Mira Holt", Person.Password)).Headers.Location!.ToString().ShouldBe("/incidents");
        (await editor.Get("/incidents")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Decision_CarriesItsEditor_WhateverTheFormSays()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        (await editor.Post("/incidents", "/samples")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var incident = Incident().Match(await editor.Page("/incidents")).Groups[1].Value;
        (await editor.Post("/incidents", "/decisions", ("kind", "note"), ("incident", incident), ("why", "looks odd"), ("as", "Somebody Else"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        var page = await editor.Page($"/incidents/{incident}.json");
        page.ShouldContain("\"editor\": \"Mira Holt\"");
        page.ShouldNotContain("Somebody Else");
    }

    [Fact]
    public async Task Reader_LooksAndChangesNothing()
    {
        using var reader = await Person.As(_desk, "Olu Reader", Role.Reader);
        (await reader.Get("/incidents")).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/samples", "/decisions", "/accounts/invite" })
            (await reader.Post("/incidents", path, ("why", "x"), ("kind", "note"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        (await reader.Post("/read", "/read", ("text", "Two shells hit the market of Taiz, killing three people, police said."), ("published", "2031-05-14"))).Headers.Location!.ToString().ShouldStartWith("/read/");
        (await reader.Post("/read", "/read/any", ("do", "keep"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.Get("/accounts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await reader.Post("/incidents", "/theme", ("theme", "dark"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [Fact]
    public async Task Admin_InvitesChangesAndClosesAccounts()
    {
        using var admin = await Person.As(_desk, "Ada Admin", Role.Admin);
        var invited = await (await admin.Post("/accounts", "/accounts/invite", ("name", "Olu Reader"), ("role", "reader"))).Content.ReadAsStringAsync();
        var address = InvitationAddress().Match(invited).Value;
        using var olu = Person.Nobody(_desk);
        (await olu.Page(address)).ShouldContain("Welcome, Olu Reader");
        (await olu.Post(address, address, ("password", "too short"), ("again", "too short"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await olu.Post(address, address, ("password", Person.Password), ("again", Person.Password))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await olu.Get(address)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await admin.Post("/accounts", "/accounts/change", ("name", "Olu Reader"), ("role", "editor"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await olu.Post("/incidents", "/samples")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.Post("/accounts", "/accounts/change", ("name", "Olu Reader"), ("role", "editor"), ("closed", "yes"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await olu.Get("/incidents")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await admin.Post("/accounts", "/accounts/change", ("name", "Ada Admin"), ("role", "reader"))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task AnotherUsersSession_AndForgedForms_AreRefused()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        using var reader = await Person.As(_desk, "Olu Reader", Role.Reader);
        var token = TestDesk.TokenOf(await reader.Page("/incidents"));
        var forged = await editor.Client.PostAsync("/samples", new FormUrlEncodedContent([KeyValuePair.Create("token", token)]));
        forged.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var session = editor.Session;
        await editor.Post("/account", "/account/sessions");
        using var thief = Person.Nobody(_desk);
        thief.Client.DefaultRequestHeaders.Add("Cookie", "crosscheck.session=" + session);
        (await thief.Get("/incidents")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        using var bare = new HttpRequestMessage(HttpMethod.Post, "/api/documents") { Content = new StringContent("A report.") };
        (await reader.Client.SendAsync(bare)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Cookie_IsKeptFromScriptsAndOtherSites()
    {
        using var editor = Person.Nobody(_desk);
        var invitation = "/invitation/" + _desk.Host.Accounts!.Invite("Mira Holt", Role.Editor);
        var answer = await editor.Post(invitation, invitation, ("password", Person.Password), ("again", Person.Password));
        var cookie = answer.Headers.GetValues("Set-Cookie").Single(c => c.StartsWith("crosscheck.session", StringComparison.Ordinal)).ToLowerInvariant();
        cookie.ShouldContain("httponly");
        cookie.ShouldContain("samesite=strict");
    }

    [Fact]
    public async Task SignIn_IsLimitedByAddress()
    {
        using var nobody = Person.Nobody(_desk);
        var codes = new List<HttpStatusCode>();
        for (var i = 0; i < Limits.SignInsAMinute + 2; i++)
            codes.Add((await nobody.SignIn("Mira Holt", "wrong")).StatusCode);
        codes[0].ShouldBe(HttpStatusCode.Unauthorized);
        codes[^1].ShouldBe(HttpStatusCode.TooManyRequests);
        var last = await nobody.SignIn("Mira Holt", "wrong");
        last.Headers.RetryAfter.ShouldNotBeNull();
        (await last.Content.ReadAsStringAsync()).ShouldContain("too much at once");
    }

    [Fact]
    public async Task Password_IsChangedByWhoKnowsTheOldOne()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        using var elsewhere = Person.Nobody(_desk);
        await elsewhere.SignIn("Mira Holt", Person.Password);
        const string next = "five loud green kettles";
        (await editor.Post("/account", "/account/password", ("old", "wrong"), ("password", next), ("again", next))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await editor.Post("/account", "/account/password", ("old", Person.Password), ("password", next), ("again", next))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
        (await editor.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await elsewhere.Get("/account")).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    [GeneratedRegex("href=\"/incidents/(x[0-9a-f]{12})")]
    private static partial Regex Incident();

    [GeneratedRegex("/invitation/[\\w-]{43}")]
    private static partial Regex InvitationAddress();
}
