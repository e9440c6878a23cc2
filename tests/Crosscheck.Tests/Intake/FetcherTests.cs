using System.IO.Compression;
using System.Net;
using System.Text;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Intake;

public class FetcherTests
{
    private static readonly AddressRules Loopback = new([IPNetwork.Parse("127.0.0.1/32")]);

    private static Fetcher Make(FetchOptions? options = null) => new((options ?? new FetchOptions()) with { Rules = options?.Rules is { } r && r != AddressRules.PublicOnly ? r : Loopback, Wait = _ => Task.CompletedTask });

    private static string CodeOf(Action work) => Should.Throw<IntakeException>(work).Diagnostic.Code;

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("0.0.0.0")]
    [InlineData("255.255.255.255")]
    [InlineData("224.0.0.1")]
    [InlineData("::1")]
    [InlineData("::")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::7f00:1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd12:3456::1")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("64:ff9b::a9fe:a9fe")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("ff02::1")]
    public void Rules_AddressThatIsNotPublic_IsRefused(string address) => AddressRules.PublicOnly.Allows(IPAddress.Parse(address)).ShouldBeFalse();

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("::ffff:8.8.8.8")]
    public void Rules_PublicAddress_IsAllowed(string address) => AddressRules.PublicOnly.Allows(IPAddress.Parse(address)).ShouldBeTrue();

    [Theory]
    [InlineData("User-agent: *\nDisallow: /private", "/private/a", false)]
    [InlineData("User-agent: *\nDisallow: /private", "/public", true)]
    [InlineData("User-agent: *\nDisallow: /\nAllow: /news/", "/news/1", true)]
    [InlineData("User-agent: other\nDisallow: /", "/a", true)]
    [InlineData("User-agent: *\nDisallow: /\n\nUser-agent: Crosscheck\nDisallow:", "/a", true)]
    [InlineData("User-agent: a\nUser-agent: crosscheck\nDisallow: /x # not this", "/x", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf", false)]
    [InlineData("User-agent: *\nDisallow: /*.pdf$", "/a/b.pdf?x", true)]
    [InlineData("User-agent: *\nDisallow: /a*b*c", "/a1b2c3", false)]
    [InlineData("User-agent: *\nAllow: /page\nDisallow: /page", "/page", true)]
    [InlineData("", "/a", true)]
    [InlineData("nonsense without a colon\n:::\n", "/a", true)]
    public void Robots_Path_IsAllowedOrNot(string robots, string path, bool allowed) => Robots.Parse(robots).Allows(path).ShouldBe(allowed);

    [Fact]
    public void Get_Page_IsFetched_AndAskedForAChangeOnly()
    {
        using var server = TinyServer.Of(new() { ["/a"] = "<p>Page</p>" });
        using var fetcher = Make();
        var first = fetcher.Get(server.Address("/a"));
        Encoding.UTF8.GetString(first.Content!).ShouldBe("<p>Page</p>");
        fetcher.Get(server.Address("/a"), first.Condition).Content.ShouldBeNull();
        server.Requests.ShouldBe(["/robots.txt", "/a", "/a"]);
    }

    [Fact]
    public void Get_PathThatRobotsForbids_IsNotAskedFor()
    {
        using var server = TinyServer.Of(new() { ["/robots.txt"] = "User-agent: *\nDisallow: /a", ["/a"] = "x" });
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBe("XC1503");
        server.Requests.ShouldBe(["/robots.txt"]);
    }

    [Theory]
    [InlineData("http://127.0.0.2:1/")]
    [InlineData("http://169.254.169.254/latest/meta-data")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://[::ffff:10.0.0.1]/")]
    [InlineData("http://2130706434/")]
    [InlineData("http://0x7f.0.0.2/")]
    public void Get_PrivateAddress_IsRefused(string address)
    {
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(new Uri(address))).ShouldBe("XC1502");
    }

    [Fact]
    public void Get_RedirectToPrivateAddress_IsRefused()
    {
        using var server = new TinyServer((path, _, s) => path == "/robots.txt" ? TinyServer.Text(s, "404 Not Found", "", "") : TinyServer.Text(s, "302 Found", "Location: http://10.0.0.1/secret\r\n", ""));
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBe("XC1502");
    }

    [Fact]
    public void Get_RedirectToOtherScheme_IsRefused()
    {
        using var server = new TinyServer((path, _, s) => path == "/robots.txt" ? TinyServer.Text(s, "404 Not Found", "", "") : TinyServer.Text(s, "302 Found", "Location: file:///etc/hostname\r\n", ""));
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBe("XC1501");
    }

    [Fact]
    public void Get_NameThatChangesItsAnswer_IsCheckedWhereItConnects()
    {
        using var server = TinyServer.Of(new() { ["/a"] = "x" });
        var asked = 0;
        using var fetcher = Make(new FetchOptions { Resolve = (_, _) => Task.FromResult(new[] { IPAddress.Parse(asked++ == 0 ? "127.0.0.1" : "10.0.0.1") }) });
        CodeOf(() => fetcher.Get(new Uri($"http://rebound.example:{server.Port}/a"))).ShouldBe("XC1502");
        server.Requests.ShouldBe(["/robots.txt"]);
    }

    [Fact]
    public void Get_EndlessRedirects_End()
    {
        using var server = new TinyServer((path, _, s) => path == "/robots.txt" ? TinyServer.Text(s, "404 Not Found", "", "") : TinyServer.Text(s, "302 Found", "Location: /again\r\n", ""));
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBe("XC1501");
        server.Requests.Count.ShouldBeLessThan(10);
    }

    [Fact]
    public void Get_EndlessBody_IsCutOff()
    {
        using var server = new TinyServer(async (path, _, s) =>
        {
            if (path == "/robots.txt")
            {
                await TinyServer.Text(s, "404 Not Found", "", "");
                return;
            }
            await s.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray());
            var block = new byte[1 << 16];
            while (true)
                await s.WriteAsync(block);
        });
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBe("XC1004");
    }

    [Fact]
    public void Get_BodyThatDrips_TimesOut()
    {
        using var server = new TinyServer(async (path, _, s) =>
        {
            if (path == "/robots.txt")
            {
                await TinyServer.Text(s, "404 Not Found", "", "");
                return;
            }
            await s.WriteAsync("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"u8.ToArray());
            while (true)
            {
                await s.WriteAsync("x"u8.ToArray());
                await Task.Delay(50);
            }
        });
        using var fetcher = Make(new FetchOptions { Patience = TimeSpan.FromSeconds(1) });
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBe("XC1501");
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    public void Get_CompressionBomb_IsRefused(string coding)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding == "gzip" ? new GZipStream(packed, CompressionLevel.Fastest, true) : new BrotliStream(packed, CompressionLevel.Fastest, true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 200; i++)
                stream.Write(zeros);
        }
        using var server = new TinyServer((path, _, s) => path == "/robots.txt" ? TinyServer.Text(s, "404 Not Found", "", "") : TinyServer.Bytes(s, "200 OK", $"Content-Encoding: {coding}\r\n", packed.ToArray()));
        using var fetcher = Make();
        CodeOf(() => fetcher.Get(server.Address("/a"))).ShouldBeOneOf("XC1004", "XC1009");
    }

    [Fact]
    public void Get_ServerInTrouble_IsAskedAgainAsItSays()
    {
        var waits = new List<TimeSpan>();
        var asked = 0;
        using var server = new TinyServer((path, _, s) => path == "/robots.txt" ? TinyServer.Text(s, "404 Not Found", "", "")
            : asked++ == 0 ? TinyServer.Text(s, "503 Service Unavailable", "Retry-After: 7\r\n", "") : TinyServer.Text(s, "200 OK", "", "here"));
        using var fetcher = new Fetcher(new FetchOptions { Rules = Loopback, Wait = w => { waits.Add(w); return Task.CompletedTask; } });
        Encoding.UTF8.GetString(fetcher.Get(server.Address("/a")).Content!).ShouldBe("here");
        waits.ShouldBe([TimeSpan.FromSeconds(7)]);
    }

    [Fact]
    public void Get_NoServer_SaysSoAfterThreeTries()
    {
        var waits = 0;
        using var fetcher = new Fetcher(new FetchOptions { Rules = Loopback, Wait = _ => { waits++; return Task.CompletedTask; } });
        CodeOf(() => fetcher.Get(new Uri("http://127.0.0.1:1/a"))).ShouldBe("XC1501");
        waits.ShouldBe(2);
    }
}
