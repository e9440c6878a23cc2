using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Crosscheck.App.Accounts;
using Crosscheck.App.Api;
using Crosscheck.Tests.Accounts;
using Crosscheck.Tests.Desk;
using Crosscheck.Tests.Mcp;
using ModelContextProtocol.Client;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Api;

/// <summary>What programs ask of a desk: with tokens and their scopes, and on one's own machine without.</summary>
public sealed class ApiTests : IAsyncLifetime
{
    private const string Report = "Two shells hit the market of Taiz on Wednesday, killing three people, police said.";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;
    private TestDesk _desk = null!;

    public async ValueTask InitializeAsync() => _desk = await TestDesk.Start(with: o => o with { Accounts = Path.Combine(_folder, "a.accounts.db") });

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<HttpResponseMessage> Send(string? token, HttpMethod method, string path, string? body = null, string type = "text/plain")
    {
        using var request = new HttpRequestMessage(method, path);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, type);
        using var client = Person.Nobody(_desk);
        return await client.Client.SendAsync(request);
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonDocument.Parse(text).RootElement;
    }

    [Fact]
    public async Task Token_DoesWhatItsScopesSayAndNoMore()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        var (read, add, decide) = (await editor.Token("read"), await editor.Token("read", "add"), await editor.Token("read", "decide"));
        (await Json(await Send(read, HttpMethod.Post, "/api/read?published=2031-05-14", Report))).GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(0);
        (await Send(read, HttpMethod.Post, "/api/documents", Report)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Send(decide, HttpMethod.Post, "/api/documents", Report)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var added = await Json(await Send(add, HttpMethod.Post, "/api/documents?published=2031-05-14&url=https://example.org/a&publisher=Meridian", Report));
        added.GetProperty("new").GetBoolean().ShouldBeTrue();
        var id = added.GetProperty("incidents")[0].GetString()!;
        var note = JsonSerializer.Serialize(new { kind = "note", incident = id, why = "from a script" });
        (await Send(add, HttpMethod.Post, "/api/decisions", note, "application/json")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Json(await Send(decide, HttpMethod.Post, "/api/decisions", note, "application/json"))).GetProperty("editor").GetString().ShouldBe("Mira Holt");
        (await Json(await Send(read, HttpMethod.Get, $"/incidents/{id}.json"))).GetProperty("decisions")[0].GetProperty("why").GetString().ShouldBe("from a script");
        (await Send(read, HttpMethod.Get, "/account")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await Send("xck_made-up", HttpMethod.Get, "/incidents.json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Send(null, HttpMethod.Post, "/api/read", Report)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Decisions_EachKindIsMade_AndWhatIsMissingIsSaid()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        var token = await editor.Token("read", "add", "decide");
        var id = (await Json(await Send(token, HttpMethod.Post, "/api/documents?published=2031-05-14", Report))).GetProperty("incidents")[0].GetString()!;
        var claim = (await Json(await Send(token, HttpMethod.Get, $"/incidents/{id}.json"))).GetProperty("claims").EnumerateArray().First(c => c.GetProperty("attribute").GetString() == "killed").GetProperty("id").GetString()!;
        foreach (var body in new object[]
        {
            new { kind = "accept", claims = new[] { claim }, why = "seen" },
            new { kind = "correct", claims = new[] { claim }, value = "4", status = "confirmed", why = "a later word" },
            new { kind = "figure", incident = id, attribute = "killed", value = "3-4", why = "both" },
            new { kind = "reject", claims = new[] { claim }, why = "wrong" },
        })
            await Json(await Send(token, HttpMethod.Post, "/api/decisions", JsonSerializer.Serialize(body), "application/json"));
        foreach (var (body, why) in new[]
        {
            ("{", "could not be read"), ("[]", "no object"), ("""{"kind":"praise","why":"x"}""", "'kind' is none"), ("""{"kind":"note"}""", "'why' is missing"),
            ("""{"kind":"note","why":"x"}""", "'incident' is missing"), ("""{"kind":"accept","why":"x","claims":["nope:c1"]}""", "XC3102"),
        })
        {
            var answer = await Send(token, HttpMethod.Post, "/api/decisions", body, "application/json");
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, body);
            (await answer.Content.ReadAsStringAsync()).ShouldContain(why);
        }
        (await Send(token, HttpMethod.Post, "/api/read", "   ")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Send(token, HttpMethod.Post, "/api/read?published=May", Report)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task OpenApi_ListsWhatIsThere_AndThePageTriesIt()
    {
        using var reader = await Person.As(_desk, "Olu Reader", Role.Reader);
        using var document = JsonDocument.Parse(await reader.Page("/openapi/v1.json"));
        document.RootElement.GetProperty("openapi").GetString().ShouldBe("3.1.0");
        var listed = document.RootElement.GetProperty("paths").EnumerateObject().SelectMany(p => p.Value.EnumerateObject().Select(m => $"{m.Name} {p.Name}")).ToList();
        listed.ShouldBe(Operations.All.Select(o => $"{o.Method} {o.Path}"), ignoreOrder: true);
        var mapped = Mapped();
        listed.ShouldAllBe(l => mapped.Contains(l));
        mapped.Where(m => m.StartsWith("post /api", StringComparison.Ordinal)).ShouldBeSubsetOf(listed);
        var page = await reader.Page("/api");
        page.ShouldContain("action=\"/incidents.json\"");
        page.ShouldContain("Scope: decide");
    }

    private List<string> Mapped() =>
    [
        .. ((Microsoft.AspNetCore.Routing.IEndpointRouteBuilder)_desk.Host.App).DataSources.SelectMany(d => d.Endpoints).OfType<Microsoft.AspNetCore.Routing.RouteEndpoint>()
            .SelectMany(e => (e.Metadata.OfType<Microsoft.AspNetCore.Routing.HttpMethodMetadata>().FirstOrDefault()?.HttpMethods ?? []).Select(m => $"{m.ToLowerInvariant()} {e.RoutePattern.RawText}")),
    ];

    [Fact]
    public async Task Mcp_OverHttp_NeedsAToken_AndAddsOnlyWithItsScope()
    {
        using var editor = await Person.As(_desk, "Mira Holt", Role.Editor);
        await editor.Post("/incidents", "/samples");
        (await Send(null, HttpMethod.Post, "/mcp", "{}", "application/json")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await Send(await editor.Token("read"), HttpMethod.Post, "/mcp", "{", "application/json")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        await With(await editor.Token("read"), async client =>
        {
            (await client.ListToolsAsync()).Select(t => t.Name).ShouldNotContain("add_report");
            var id = await McpTests.Attack(client);
            (await McpTests.Call(client, "show_incident", ("id", id))).GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(5);
            (await McpTests.Call(client, "list_discrepancies", ("id", id))).GetProperty("incidents").GetArrayLength().ShouldBe(1);
            (await McpTests.Call(client, "figures", ("id", id))).GetProperty("policies").TryGetProperty("range", out _).ShouldBeTrue();
            (await McpTests.Call(client, "read_text", ("text", Report))).GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(0);
        });
        await With(await editor.Token("read", "add"), async client =>
            (await McpTests.Call(client, "add_report", ("text", Report), ("published", "2031-05-14"))).GetProperty("new").GetBoolean().ShouldBeTrue());
    }

    private async Task With(string token, Func<McpClient, Task> work)
    {
        var transport = new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = new Uri(_desk.Client.BaseAddress!, "/mcp"),
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = "Bearer " + token },
        });
        await using var client = await McpClient.CreateAsync(transport);
        await work(client);
    }

    [Fact]
    public async Task WithoutAccounts_AProgramNamesItself()
    {
        await using var own = await TestDesk.Start();
        (await own.Client.PostAsync("/api/read", new StringContent(Report))).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/read") { Content = new StringContent(Report) };
        request.Headers.Add(Operations.Header, "1");
        (await own.Client.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await own.Client.GetAsync("/sign-in")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await own.Get("/api")).ShouldContain(Operations.Header);
    }

    [Fact]
    public async Task Health_IsToldToEverybody()
    {
        (await Send(null, HttpMethod.Get, "/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Json(await Send(null, HttpMethod.Get, "/health/ready"))).GetProperty("status").GetString().ShouldBe("ready");
    }
}
