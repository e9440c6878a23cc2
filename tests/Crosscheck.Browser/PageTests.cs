using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests;

/// <summary>Every page: WCAG 2.2 AA by axe, light and dark, wide and narrow; no page larger than its budget.</summary>
public class PageTests(Browser browser)
{
    private const int Budget = 150 * 1024;

    public static TheoryData<string> Pages =>
    [
        "/incidents", "/incidents?since=soon", "/incidents?search=nothing+of+the+kind", "incident", "report", "/read", "/review", "/review/agreement", "/sources", "/sources/army", "/places/Gao",
        "/actors/Somali%20army", "/dossier", "/patterns", "/api", "/nowhere",
    ];

    private static async Task Go(IPage page, string name)
    {
        if (name.StartsWith('/'))
        {
            await page.GotoAsync(name);
            return;
        }
        await page.GotoAsync("/incidents?search=Baidoa&disputed=yes");
        await page.Locator(".incident h2 a").First.ClickAsync();
        await page.Locator(".matrix").WaitForAsync();
        if (name == "report")
        {
            await page.Locator(".matrix .cell a.value").First.ClickAsync();
            await page.Locator("#chosen").WaitForAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_IsAccessible_LightAndDark_WideAndNarrow(string name)
    {
        foreach (var (width, dark) in new[] { (1280, false), (1280, true), (360, false), (360, true) })
        {
            var page = await browser.Open(width, dark);
            await Go(page, name);
            var axe = await page.RunAxe(new AxeRunOptions { RunOnly = new() { Type = "tag", Values = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } });
            axe.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}").ShouldBeEmpty($"{name} at {width}{(dark ? ", dark" : "")}");
            (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")).ShouldBe(0, $"{name} at {width} is wider than the window");
            await page.Context.CloseAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task Page_WithAllThatItLoads_IsSmall_AndAsksNobodyElse(string name)
    {
        var page = await browser.Open();
        var elsewhere = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(browser.Address, StringComparison.Ordinal))
                elsewhere.Add(request.Url);
        };
        await Go(page, name);
        var size = await page.EvaluateAsync<int>("() => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].reduce((n, e) => n + e.encodedBodySize, 0)");
        size.ShouldBeLessThan(Budget);
        elsewhere.ShouldBeEmpty();
    }

    [Fact]
    public async Task Keyboard_ReachesThePageAndTheMenu()
    {
        var page = await browser.Open();
        await page.GotoAsync("/incidents");
        await page.Keyboard.PressAsync("Tab");
        await Assertions.Expect(page.Locator(".skip")).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#main")).ToBeFocusedAsync();
        await page.Locator(".you summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByLabel("Sign decisions as")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.GetByLabel("Sign decisions as")).ToBeHiddenAsync();
    }

    /// <summary>UPDATE=1 takes the pictures of docs/desk anew; a test holds that each is there.</summary>
    [Theory]
    [InlineData("incidents", "/incidents", false, 1280)]
    [InlineData("incident", "incident", false, 1280)]
    [InlineData("incident-dark", "incident", true, 1280)]
    [InlineData("report", "report", false, 1280)]
    [InlineData("report-dark", "report", true, 1280)]
    [InlineData("review", "/review?place=SO", false, 1280)]
    [InlineData("narrow", "incident", true, 360)]
    public async Task Pictures_OfTheDocs(string file, string name, bool dark, int width)
    {
        var path = Repository.PathOf($"docs/desk/{file}.jpg");
        if (Environment.GetEnvironmentVariable("UPDATE") is "1")
        {
            var page = await browser.Open(width, dark);
            await Go(page, name);
            await page.EvaluateAsync("() => { document.querySelector('.foot code').textContent = 'crosscheck.db'; scrollTo(0, 0); }");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await page.ScreenshotAsync(new() { Path = path, Type = ScreenshotType.Jpeg, Quality = 70 });
        }
        File.Exists(path).ShouldBeTrue();
    }
}
