using System.IO.Pipelines;
using System.Text.Json;
using System.Text.RegularExpressions;
using Crosscheck.App.Desk;
using Crosscheck.App.Mcp;
using Crosscheck.Tests.Cli;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Mcp;

/// <summary>A client of the Model Context Protocol drives each tool, in this process and over the standard streams of another.</summary>
public sealed class McpTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;

    private string Ledger => Path.Combine(_folder, "ledger.db");

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A ledger of the samples.</summary>
    private void AddSamples() => Run.Crosscheck("add", Repository.PathOf("samples/baidoa-airport"), "--ledger", Ledger).ExitCode.ShouldBe(0);

    private async Task With(bool allowAdd, Func<McpClient, Task> work)
    {
        using var ledgers = Ledgers.Open(Ledger, TimeProvider.System);
        Pipe requests = new(), answers = new();
        using var stop = new CancellationTokenSource();
        var server = McpHost.RunAsync(ledgers, allowAdd, requests.Reader.AsStream(), answers.Writer.AsStream(), stop.Token);
        await using (var client = await McpClient.CreateAsync(new StreamClientTransport(requests.Writer.AsStream(), answers.Reader.AsStream())))
            await work(client);
        await stop.CancelAsync();
        await server.ContinueWith(_ => { }, TaskScheduler.Default).WaitAsync(TimeSpan.FromSeconds(10));
    }

    internal static async Task<JsonElement> Call(McpClient client, string tool, params (string Name, object Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(a => a.Name, a => (object?)a.Value));
        var text = TextOf(result);
        (result.IsError is true).ShouldBeFalse(text);
        return JsonDocument.Parse(text).RootElement;
    }

    private static async Task<string> Refused(McpClient client, string tool, params (string Name, object Value)[] arguments)
    {
        var result = await client.CallToolAsync(tool, arguments.ToDictionary(a => a.Name, a => (object?)a.Value));
        result.IsError.ShouldBe(true);
        return TextOf(result);
    }

    private static string TextOf(CallToolResult result) => result.Content.OfType<TextContentBlock>().ShouldHaveSingleItem().Text;

    /// <summary>The id of the attack that the samples are about.</summary>
    internal static async Task<string> Attack(McpClient client) =>
        (await Call(client, "search_incidents", ("place", "Baidoa"), ("since", "2031-05-14"), ("until", "2031-05-14"))).GetProperty("answer").GetProperty("incidents")[0].GetProperty("id").GetString()!;

    [Fact]
    public async Task Search_FiltersAndSaysHowManyThereAre()
    {
        AddSamples();
        await With(false, async client =>
        {
            var all = await Call(client, "search_incidents", ("limit", 1));
            all.GetProperty("total").GetInt64().ShouldBeGreaterThan(1);
            all.GetProperty("answer").GetProperty("incidents").GetArrayLength().ShouldBe(1);
            var found = await Call(client, "search_incidents", ("words", "Baidoa"), ("disputed", true), ("policy", "ucdp"));
            found.GetProperty("answer").GetProperty("policy").GetString().ShouldBe("ucdp");
            found.GetProperty("answer").GetProperty("incidents")[0].GetProperty("reports")[0].GetProperty("path").GetString().ShouldNotBeNullOrEmpty();
            (await Call(client, "search_incidents", ("as_of", "2000-01-01"))).GetProperty("total").GetInt64().ShouldBe(0);
        });
    }

    [Fact]
    public async Task Show_GivesWordsSourceAndAddressOfEveryClaim()
    {
        AddSamples();
        await With(false, async client =>
        {
            var shown = await Call(client, "show_incident", ("id", await Attack(client)));
            shown.GetProperty("incident").GetProperty("title").GetString()!.ShouldContain("Baidoa");
            var claims = shown.GetProperty("claims").EnumerateArray().ToList();
            claims.Count.ShouldBeGreaterThan(5);
            foreach (var claim in claims)
            {
                claim.GetProperty("source").GetString().ShouldNotBeNull();
                claim.GetProperty("context").GetString()!.ShouldContain(claim.GetProperty("words").GetString()!);
                claim.GetProperty("report").GetProperty("address").GetString()!.ShouldContain("baidoa-airport");
            }
        });
    }

    [Fact]
    public async Task Discrepancies_GiveEachPositionWithItsWords()
    {
        AddSamples();
        await With(false, async client =>
        {
            foreach (var arguments in new (string, object)[][] { [("id", await Attack(client))], [("place", "Baidoa"), ("limit", 5)] })
            {
                var incident = (await Call(client, "list_discrepancies", arguments)).GetProperty("incidents")[0];
                var positions = incident.GetProperty("discrepancies")[0].GetProperty("positions");
                positions.GetArrayLength().ShouldBeGreaterThan(1);
                positions[0].GetProperty("claims")[0].GetProperty("words").GetString().ShouldNotBeNullOrEmpty();
            }
        });
    }

    [Fact]
    public async Task Figures_ComeByPolicyAndDay()
    {
        AddSamples();
        await With(false, async client =>
        {
            var id = await Attack(client);
            var all = await Call(client, "figures", ("id", id));
            all.GetProperty("policies").EnumerateObject().Select(p => p.Name).ShouldBe(["range", "acled", "ucdp", "ibc", "latest"], ignoreOrder: true);
            var decided = all.GetProperty("policies").GetProperty("range").GetProperty("killed").GetProperty("decided_by")[0].GetString();
            all.GetProperty("claims").EnumerateArray().Select(c => c.GetProperty("id").GetString()).ShouldContain(decided);
            var one = await Call(client, "figures", ("id", id), ("policy", "latest"), ("as_of", "2031-05-14"));
            one.GetProperty("policies").EnumerateObject().ShouldHaveSingleItem();
            one.GetProperty("as_of").GetString().ShouldBe("2031-05-14");
        });
    }

    [Fact]
    public async Task ReadText_KeepsNothing()
    {
        await With(false, async client =>
        {
            var reading = await Call(client, "read_text", ("text", "Two shells hit the market of Taiz on Wednesday, killing three people, police said."), ("published", "2031-05-14"));
            reading.GetProperty("claims").EnumerateArray().ShouldContain(c => c.GetProperty("attribute").GetString() == "killed");
            (await Call(client, "search_incidents")).GetProperty("total").GetInt64().ShouldBe(0);
        });
    }

    [Fact]
    public async Task Add_IsThereOnlyWhereItIsAllowed()
    {
        await With(false, async client =>
        {
            (await client.ListToolsAsync()).Select(t => t.Name).ShouldNotContain("add_report");
            await Should.ThrowAsync<Exception>(async () => await Call(client, "add_report", ("text", "x")));
        });
        await With(true, async client =>
        {
            var arguments = new (string, object)[] { ("text", "Two shells hit the market of Taiz on Wednesday, killing three people, police said."), ("published", "2031-05-14"), ("url", "https://example.org/taiz"), ("publisher", "Meridian"), ("confidential", true) };
            var added = await Call(client, "add_report", arguments);
            added.GetProperty("new").GetBoolean().ShouldBeTrue();
            var shown = await Call(client, "show_incident", ("id", added.GetProperty("incidents")[0].GetString()!));
            shown.GetProperty("claims")[0].GetProperty("report").GetProperty("address").GetString().ShouldBe("https://example.org/taiz");
            (await Call(client, "add_report", arguments)).GetProperty("new").GetBoolean().ShouldBeFalse();
        });
    }

    [Fact]
    public async Task Calls_ThatCannotBe_AreAnsweredWithWhatToDo()
    {
        AddSamples();
        await With(false, async client =>
        {
            (await Refused(client, "show_incident")).ShouldContain("'id' is missing");
            (await Refused(client, "show_incident", ("id", "x000000000000"))).ShouldContain("search_incidents lists them");
            (await Refused(client, "search_incidents", ("since", "May"))).ShouldContain("write YYYY-MM-DD");
            (await Refused(client, "search_incidents", ("limit", 5000))).ShouldContain("from 1 to 50");
            (await Refused(client, "search_incidents", ("disputed", "yes"))).ShouldContain("neither true nor false");
            (await Refused(client, "search_incidents", ("policy", "truth"))).ShouldContain("no policy 'truth'");
            (await Refused(client, "read_text", ("text", new string('a', 500_000)))).ShouldContain("longer than");
            (await Refused(client, "read_text", ("text", "   "))).ShouldContain("XC1003");
        });
    }

    [Fact]
    public async Task Calls_AtOnce_AreAllAnswered()
    {
        AddSamples();
        await With(false, async client =>
        {
            var id = await Attack(client);
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => i % 2 == 0 ? Call(client, "show_incident", ("id", id)) : Call(client, "search_incidents")));
            answers.Length.ShouldBe(20);
        });
    }

    [Fact]
    public async Task Program_ServesOverStandardStreams()
    {
        AddSamples();
        var transport = new StdioClientTransport(new StdioClientTransportOptions
        {
            Command = "dotnet",
            Arguments = [Path.Combine(AppContext.BaseDirectory, "crosscheck.dll"), "mcp", "--ledger", Ledger],
            Name = "crosscheck",
        });
        await using var client = await McpClient.CreateAsync(transport);
        client.ServerInfo!.Name.ShouldBe("crosscheck");
        client.ServerInstructions!.ShouldContain("never says what is true");
        (await client.ListToolsAsync()).Select(t => t.Name).ShouldBe(["search_incidents", "show_incident", "list_discrepancies", "figures", "read_text"], ignoreOrder: true);
        (await Call(client, "show_incident", ("id", await Attack(client)))).GetProperty("claims").GetArrayLength().ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Program_WithoutALedger_SaysSo()
    {
        var run = Run.Crosscheck("mcp", "--ledger", Path.Combine(_folder, "none.db"));
        run.ExitCode.ShouldBe(3);
        run.Error.ShouldContain("XC3001");
    }

    [Fact]
    public async Task Page_ListsTheToolsOfTheProgram()
    {
        var page = Repository.Read("docs/mcp.md");
        await With(true, async client =>
        {
            var tools = await client.ListToolsAsync();
            Regex.Matches(page, @"^\| `(\w+)` \|", RegexOptions.Multiline).Select(m => m.Groups[1].Value).ShouldBe(tools.Select(t => t.Name), ignoreOrder: true);
        });
    }
}
