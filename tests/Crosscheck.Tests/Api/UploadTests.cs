using System.Net;
using System.Net.Sockets;
using System.Text;
using Crosscheck.Tests.Desk;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Api;

/// <summary>Uploads are bounded in size and time.</summary>
public class UploadTests
{
    [Theory]
    [InlineData("/api/read", "X-Crosscheck: 1\r\nContent-Type: text/plain")]
    [InlineData("/read", "Content-Type: application/x-www-form-urlencoded")]
    public async Task SlowUpload_IsEnded(string path, string header)
    {
        await using var desk = await TestDesk.Start(with: o => o with { LongestRequest = TimeSpan.FromSeconds(2) });
        using var client = new TcpClient();
        var address = desk.Client.BaseAddress!;
        await client.ConnectAsync(IPAddress.Loopback, address.Port);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{address.Port}\r\n{header}\r\nContent-Length: 100000\r\nConnection: close\r\n\r\n"));
        var answer = ReadAll(stream);
        // Well above the slowest line that is waited for, and far from ever ending.
        for (var i = 0; i < 18; i++)
        {
            await stream.WriteAsync(new byte[300]);
            await Task.Delay(100);
        }
        (await answer.WaitAsync(TimeSpan.FromSeconds(10))).ShouldSatisfyAllConditions(a => a.ShouldStartWith("HTTP/1.1 408"), a => a.ShouldContain("took too long"));
    }

    /// <summary>What came until the connection ended, well or not.</summary>
    private static async Task<string> ReadAll(NetworkStream stream)
    {
        var all = new StringBuilder();
        var block = new byte[4096];
        try
        {
            int read;
            while ((read = await stream.ReadAsync(block)) > 0)
                all.Append(Encoding.UTF8.GetString(block, 0, read));
        }
        catch (IOException)
        {
        }
        return all.ToString();
    }

    [Fact]
    public async Task LargeUpload_IsRefused()
    {
        await using var desk = await TestDesk.Start();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/read") { Content = new ByteArrayContent(new byte[18 << 20]) };
        request.Headers.Add("X-Crosscheck", "1");
        request.Headers.ExpectContinue = true;
        var answer = await desk.Client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("Nothing was changed");
    }
}
