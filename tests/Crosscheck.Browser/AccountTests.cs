using Crosscheck.App.Accounts;
using Crosscheck.App.Desk;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests;

/// <summary>The way of an admin and of a reader whom the admin invites, each page accessible.</summary>
public sealed class AccountTests(Browser browser) : IAsyncLifetime
{
    private const string Password = "four quiet blue kettles";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-browser-").FullName;
    private DeskHost _host = null!;

    private string Address => _host.App.Urls.First();

    public async ValueTask InitializeAsync()
    {
        _host = DeskHost.Build(new DeskOptions(Path.Combine(_folder, "ledger.db")) { Accounts = Path.Combine(_folder, "a.accounts.db") });
        await _host.App.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.App.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task Check(IPage page, string name)
    {
        var axe = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
        axe.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty(name);
        (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{name} is wider than the window");
    }

    private static async Task TakeUp(IPage page, string invitation)
    {
        await page.GotoAsync(invitation);
        await Check(page, "invitation");
        await page.GetByLabel("Password", new() { Exact = true }).FillAsync(Password);
        await page.GetByLabel("The same once more").FillAsync(Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it and sign in" }).ClickAsync();
        await page.WaitForURLAsync("**/incidents");
    }

    [Theory]
    [InlineData(1280, false)]
    [InlineData(360, true)]
    public async Task Admin_InvitesAReader_WhoMakesAToken(int width, bool dark)
    {
        var admin = await browser.Open(width, dark);
        await TakeUp(admin, $"{Address}/invitation/{_host.Accounts!.Invite("Ada Admin", Role.Admin)}");
        await admin.GotoAsync(Address + "/accounts");
        await admin.GetByLabel("Name, as it will stand").FillAsync("Olu Reader");
        await admin.GetByLabel("Role of a new account").SelectOptionAsync("reader");
        await admin.GetByRole(AriaRole.Button, new() { Name = "Make an invitation" }).ClickAsync();
        await Check(admin, "accounts");
        var invitation = await admin.Locator(".done code").InnerTextAsync();

        var reader = await browser.Open(width, dark);
        await TakeUp(reader, invitation);
        await reader.GotoAsync(Address + "/account");
        await reader.GetByLabel("What it is for").FillAsync("nightly script");
        await reader.GetByRole(AriaRole.Button, new() { Name = "Make a token" }).ClickAsync();
        (await reader.Locator(".done code").InnerTextAsync()).ShouldStartWith("xck_");
        await Check(reader, "account");
        await reader.GotoAsync(Address + "/accounts");
        await Assertions.Expect(reader.Locator("h1")).ToHaveTextAsync("Your account may not do that");
        await reader.Locator(".you summary").ClickAsync();
        await reader.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(reader.Locator("h1")).ToHaveTextAsync("Sign in");
        await Check(reader, "sign in");
        await reader.GetByLabel("Name").FillAsync("Olu Reader");
        await reader.GetByLabel("Password").FillAsync("not the one");
        await reader.GetByRole(AriaRole.Button, new() { Name = "Sign in" }).ClickAsync();
        await Assertions.Expect(reader.GetByRole(AriaRole.Alert)).ToContainTextAsync("do not belong together");
        await admin.Context.CloseAsync();
        await reader.Context.CloseAsync();
    }
}
