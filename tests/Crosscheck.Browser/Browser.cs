using System.Reflection;
using Crosscheck.App.Desk;
using Microsoft.Playwright;
using Xunit;

[assembly: AssemblyFixture(typeof(Crosscheck.Tests.Browser))]

namespace Crosscheck.Tests;

/// <summary>
/// Chromium and a desk over the samples, for all tests. Where Chromium is not installed the tests say so, and fail in CI.
/// </summary>
public sealed class Browser : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-browser-").FullName;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private DeskHost? _host;

    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        if (Chromium() is not { } chromium)
            return;
        var driver = typeof(Browser).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(m => m.Key == "PlaywrightDriver").Value;
        Environment.SetEnvironmentVariable("PLAYWRIGHT_DRIVER_SEARCH_PATH", driver);
        _host = DeskHost.Build(new DeskOptions(Path.Combine(_folder, "ledger.db")));
        await _host.App.StartAsync();
        Address = _host.App.Urls.First();
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = chromium, Args = ["--no-sandbox"] });
        var page = await Open();
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Button, new() { Name = "Start with the sample reports" }).ClickAsync();
        await page.WaitForURLAsync("**/incidents");
        await page.Context.CloseAsync();
    }

    /// <summary>A page of a browser that has seen nothing yet.</summary>
    public async Task<IPage> Open(int width = 1280, bool dark = false, bool scripts = true)
    {
        if (_browser is null)
            SayThatItIsMissing();
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = scripts,
            ReducedMotion = ReducedMotion.Reduce,
        });
        context.SetDefaultTimeout(60_000);
        return await context.NewPageAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_host is not null)
        {
            await _host.App.StopAsync();
            _host.Dispose();
        }
        Directory.Delete(_folder, recursive: true);
    }

    private static void SayThatItIsMissing()
    {
        const string Missing = "Chromium is not installed, so the desk is not tested in a browser here. Install it ('apt-get install chromium') or set CROSSCHECK_TEST_CHROMIUM to its path.";
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            throw new InvalidOperationException(Missing);
        Assert.Skip(Missing);
    }

    private static string? Chromium() => new[] { Environment.GetEnvironmentVariable("CROSSCHECK_TEST_CHROMIUM"), "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }.FirstOrDefault(File.Exists);
}
