using System.Net;
using System.Text.RegularExpressions;
using Crosscheck.App.Desk;

namespace Crosscheck.Tests.Desk;

/// <summary>A desk on a free port of this machine over a ledger of its own, and a browser's worth of cookies.</summary>
internal sealed partial class TestDesk : IAsyncDisposable
{
    private readonly DeskHost _host;
    private readonly string _folder;

    private TestDesk(DeskHost host, string folder)
    {
        _host = host;
        _folder = folder;
        Client = NewClient();
    }

    public HttpClient Client { get; }

    public DeskHost Host => _host;

    public static async Task<TestDesk> Start(bool samples = false, Func<DeskOptions, DeskOptions>? with = null)
    {
        var folder = Directory.CreateTempSubdirectory("crosscheck-desk-").FullName;
        var host = DeskHost.Build((with ?? (o => o))(new DeskOptions(Path.Combine(folder, "ledger.db"))));
        await host.App.StartAsync();
        var desk = new TestDesk(host, folder);
        if (samples)
            (await desk.Post("/samples")).EnsureSuccessStatusCode();
        return desk;
    }

    public HttpClient NewClient() => new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = new Uri(_host.App.Urls.First()) };

    /// <summary>A page with its character references read, as a browser has it; <see cref="Raw"/> is what was sent.</summary>
    public async Task<string> Get(string path) => WebUtility.HtmlDecode(await Raw(path));

    public Task<string> Raw(string path) => Client.GetStringAsync(path);

    /// <summary>Posts a form as a page of the desk would.</summary>
    public async Task<HttpResponseMessage> Post(string path, params (string Name, string Value)[] fields)
    {
        var token = TokenOf(await Get("/incidents"));
        var form = fields.Append(("token", token)).Select(f => KeyValuePair.Create(f.Item1, f.Item2));
        return await Client.PostAsync(path, new FormUrlEncodedContent(form));
    }

    public static string TokenOf(string page) => Token().Match(page).Groups[1].Value;

    /// <summary>The address of the incident whose title holds these words.</summary>
    public async Task<string> Incident(string words)
    {
        var page = await Get("/incidents");
        return Links().Matches(page).First(m => m.Groups[2].Value.Contains(words)).Groups[1].Value;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _host.App.StopAsync();
        _host.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("name=\"token\" value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("<h2><a href=\"([^\"]+)\">([^<]+)</a>")]
    private static partial Regex Links();
}
