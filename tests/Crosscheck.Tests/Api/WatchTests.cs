using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Api;

/// <summary>What a running desk tells those who watch over it: traces and metrics by OTLP, a structured log; no word that was searched for or read.</summary>
public sealed class WatchTests : IDisposable
{
    private const string Secret = "zzyzxword";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Serve_SendsTracesAndMetrics_AndLogsRequests_WithoutWords()
    {
        var received = new ConcurrentQueue<(string Path, byte[] Body)>();
        using var collector = new HttpListener();
        var port = FreePort();
        collector.Prefixes.Add($"http://127.0.0.1:{port}/");
        collector.Start();
        var collecting = Task.Run(() => Collect(collector, received));

        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "crosscheck.dll"), "serve", "--port", "0", "--log", "json", "--ledger", Path.Combine(_folder, "l.db")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = $"http://127.0.0.1:{port}";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var line = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
        using var client = new HttpClient { BaseAddress = new Uri(line!.Split(' ').First(w => w.StartsWith("http", StringComparison.Ordinal))) };
        (await client.GetAsync($"/incidents.json?search={Secret}")).IsSuccessStatusCode.ShouldBeTrue();
        using var read = new HttpRequestMessage(HttpMethod.Post, "/api/read") { Content = new StringContent($"A bomb killed two men in {Secret}, police said.") };
        read.Headers.Add("X-Crosscheck", "1");
        (await client.SendAsync(read)).IsSuccessStatusCode.ShouldBeTrue();
        using (var kill = Process.Start("kill", ["-TERM", process.Id.ToString()]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        collector.Stop();
        await collecting;

        var log = (await errors).Split('\n').Where(l => l.StartsWith('{')).Select(l => JsonDocument.Parse(l).RootElement).Where(l => l.GetProperty("Category").GetString()!.EndsWith("RequestLog", StringComparison.Ordinal)).ToList();
        log.Select(l => l.GetProperty("State").GetProperty("Route").GetString()).ShouldBe(["/incidents.json", "/api/read"]);
        log[0].GetProperty("State").GetProperty("Status").GetInt32().ShouldBe(200);
        (await errors).ShouldNotContain(Secret);
        received.Select(r => r.Path).Distinct().ShouldBe(["/v1/traces", "/v1/metrics"], ignoreOrder: true);
        var all = string.Concat(received.Select(r => Encoding.Latin1.GetString(r.Body)));
        all.ShouldContain("crosscheck.texts.read");
        all.ShouldContain("http.route");
        all.ShouldNotContain(Secret);
    }

    private static async Task Collect(HttpListener collector, ConcurrentQueue<(string, byte[])> received)
    {
        while (collector.IsListening)
        {
            try
            {
                var context = await collector.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.Close();
            }
            catch (Exception exception) when (exception is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
