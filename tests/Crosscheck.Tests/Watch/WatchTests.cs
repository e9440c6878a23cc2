using System.Net;
using System.Text;
using System.Xml.Linq;
using Crosscheck.App.Cli;
using Crosscheck.App.Intake.Forms;
using Crosscheck.App.Intake.Web;
using Crosscheck.App.Llm;
using Crosscheck.App.Storage;
using Crosscheck.App.Watch;
using Crosscheck.Tests.Cli;
using Crosscheck.Tests.Intake;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Watch;

public sealed class WatchTests : IDisposable
{
    private const string First = "Two mortar shells hit the market of Gao in Mali on 12 May 2031 and killed four people, the governor said. The army said that it was looking into it.";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-watch-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Ledger => Path.Combine(_folder, "l.db");

    private static string Rss(params string[] items) =>
        "<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\"><channel><title>Lakeside Wire</title>" + string.Concat(items) + "</channel></rss>";

    private static string Whole(string guid, string text) =>
        $"<item><title>Shelling</title><guid>{guid}</guid><pubDate>Tue, 13 May 2031 09:00:00 GMT</pubDate><content:encoded>&lt;p&gt;{text}&lt;/p&gt;</content:encoded></item>";

    private static string Page(string text) =>
        $"<html><head><title>Page</title><meta property=\"article:published_time\" content=\"2031-05-13\"></head><body><p>{text}</p><p>Nobody else could be reached for a word about it on that day, the paper wrote.</p></body></html>";

    private Run Once(params string[] sources) =>
        Run.Crosscheck(["watch", .. sources, "--ledger", Ledger, "--once", "--allow-address", "127.0.0.1", "--atom", Path.Combine(_folder, "changes.xml")]);

    /// <summary>Lets every source be due again.</summary>
    private void Later()
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Ledger};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "UPDATE fetches SET due = 0";
        command.ExecuteNonQuery();
    }

    [Fact]
    public void Watch_Feed_TellsWhatEachRoundChanged()
    {
        var pages = new Dictionary<string, string> { ["/rss"] = Rss(Whole("g1", First)) };
        using var server = TinyServer.Of(pages);
        var feed = server.Address("/rss").ToString();
        var first = Once(feed);
        first.ExitCode.ShouldBe(0, first.Error);
        first.Out.ShouldContain("new          x");
        Once(feed).Out.ShouldBeEmpty("it is not due");
        server.Requests.Count(r => r == "/rss").ShouldBe(1);
        Later();
        pages["/rss"] = Rss(Whole("g1", First.Replace("four", "seven")));
        var second = Once(feed);
        second.Error.ShouldContain("(a new version of sha256:");
        second.Out.ShouldContain("killed");
        second.Out.ShouldNotContain("new   ");
        var atom = XDocument.Load(Path.Combine(_folder, "changes.xml"));
        atom.Root!.Elements().Count(e => e.Name.LocalName == "entry").ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public void Watch_SummaryOnly_TakesThePage_OncePerEntry()
    {
        var pages = new Dictionary<string, string> { ["/a"] = Page(First) };
        using var server = TinyServer.Of(pages);
        pages["/rss"] = Rss($"<item><title>Shelling</title><link>{server.Address("/a")}</link><description>Shells hit a market.</description></item>", $"<item><title>Gone: three killed in an attack in Gao, police say</title><link>{server.Address("/gone")}</link></item>");
        var opml = Path.Combine(_folder, "feeds.opml");
        File.WriteAllText(opml, $"<opml version=\"2.0\"><body><outline text=\"a\"><outline type=\"rss\" xmlUrl=\"{server.Address("/rss")}\"/></outline></body></opml>");
        var run = Once(opml);
        run.Error.ShouldContain($"{server.Address("/a")}: added");
        run.Error.ShouldContain("2 added, 1 failed", Case.Sensitive, "the page that is gone is taken from its headline");
        Later();
        Once(opml);
        server.Requests.Count(r => r == "/a").ShouldBe(1);
    }

    [Fact]
    public void Watch_Folder_TakesWhatIsNewOrChanged()
    {
        var reports = Directory.CreateDirectory(Path.Combine(_folder, "in")).FullName;
        Once(reports).ExitCode.ShouldBe(0);
        File.WriteAllText(Path.Combine(reports, "a.txt"), " date 2031-05-13 " + First);
        Later();
        Once(reports).Error.ShouldContain("1 added, 0 failed");
        Later();
        Once(reports).Error.ShouldContain("0 added, 0 failed, 0 changes");
    }

    [Fact]
    public void Watch_SourceInTrouble_IsAskedMoreSeldom_AndTheOthersAreTaken()
    {
        using var server = TinyServer.Of(new() { ["/rss"] = Rss(Whole("g1", First)) });
        var broken = server.Address("/none").ToString();
        var run = Once(broken, server.Address("/rss").ToString());
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("XC1501");
        run.Out.ShouldContain("new   ");
        using var ledger = LedgerStore.Open(Ledger, create: false);
        ledger.Fetches.Of("watch:" + broken).Failures.ShouldBe(1);
        (ledger.Fetches.Of("watch:" + broken).Due - ledger.Fetches.Of("watch:" + server.Address("/rss")).Due).ShouldBeInRange(800, 1000);
    }

    [Fact]
    public void Webhook_IsSigned_AndTriedAgain()
    {
        var bodies = new List<string>();
        using var server = new TinyServer(async (_, head, stream) =>
        {
            lock (bodies)
                bodies.Add(head);
            await TinyServer.Text(stream, bodies.Count == 1 ? "503 Service Unavailable" : "204 No Content", "", "");
        });
        var rules = new AddressRules([IPNetwork.Parse("127.0.0.1/32")]);
        using var hook = new Webhook(server.Address("/hook"), "secret", rules, TimeProvider.System, _ => Task.CompletedTask);
        hook.Send("{\"changes\":[]}").ShouldBeNull();
        bodies.Count.ShouldBe(2);
        bodies[1].ShouldContain("Crosscheck-Signature: t=");
        Webhook.Sign("{}", "secret", DateTimeOffset.UnixEpoch).ShouldBe("t=0,v1=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("secret"u8, "0.{}"u8)));
        using var refused = new Webhook(server.Address("/hook"), null, AddressRules.PublicOnly, TimeProvider.System, _ => Task.CompletedTask);
        refused.Send("{}")!.ShouldContain("no public address");
    }
}
