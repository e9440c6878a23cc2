using Crosscheck.Tests.Intake;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Cli;

/// <summary><c>add URL</c>, and a ledger's backup.</summary>
public sealed class AddAddressTests : IDisposable
{
    private const string Page = "<html><head><title>Shelling</title></head><body><p>Two shells hit the market of Novy Brod on 12 May 2031 and killed four people, the mayor said.</p><p>The army denied it.</p></body></html>";

    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-url-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Ledger => Path.Combine(_folder, "l.db");

    private Run Add(Uri address) => Run.Crosscheck("add", address.ToString(), "--ledger", Ledger, "--published", "2031-05-13", "--allow-address", "127.0.0.1");

    [Fact]
    public void Add_Page_ItsChangeIsANewVersion_AndItsChromeIsNone()
    {
        var pages = new Dictionary<string, string> { ["/a"] = Page };
        using var server = TinyServer.Of(pages);
        Add(server.Address("/a")).Error.ShouldContain("1 added, 0 already there, 0 failed");
        Add(server.Address("/a")).Error.ShouldContain("has not changed");
        pages["/a"] = Page + "<!-- served by another machine -->";
        Add(server.Address("/a")).Error.ShouldContain("0 added, 1 already there");
        pages["/a"] = Page.Replace("four people", "five people at least");
        Add(server.Address("/a")).Error.ShouldContain("(a new version of sha256:");
        var exported = Run.Crosscheck("export", "--to", "jsonl", "--ledger", Ledger).Out;
        exported.ShouldContain("\"received\":{\"url\":\"" + server.Address("/a"));
        exported.ShouldContain("\"etag\":");
        Run.Crosscheck("verify", "--ledger", Ledger).ExitCode.ShouldBe(0);
    }

    [Fact]
    public void Add_PrivateAddress_IsRefusedUnlessAllowed()
    {
        using var server = TinyServer.Of(new() { ["/a"] = Page });
        var run = Run.Crosscheck("add", server.Address("/a").ToString(), "--ledger", Ledger);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("XC1502");
        server.Requests.ShouldBeEmpty();
    }

    [Fact]
    public void Backup_Restored_IsTheSameLedger()
    {
        for (var i = 0; i < 12; i++)
            File.WriteAllText(Path.Combine(_folder, $"{i}.txt"), $" date 2031-05-{i + 10} Gunmen killed {i + 2} people in Gao on Monday, police said. \u00e9\u0001\n");
        Run.Crosscheck(["add", .. Directory.GetFiles(_folder, "*.txt"), "--ledger", Ledger]).ExitCode.ShouldBe(0);
        var file = Path.Combine(_folder, "b.gz");
        var backup = Run.Crosscheck("backup", file, "--ledger", Ledger);
        backup.ExitCode.ShouldBe(0, backup.Error);
        backup.Out.ShouldStartWith("24 entries, head ");
        var other = Path.Combine(_folder, "other.db");
        Run.Crosscheck("restore", file, "--ledger", other).ExitCode.ShouldBe(0);
        Run.Crosscheck("backup", Path.Combine(_folder, "c.gz"), "--ledger", other).Out.ShouldBe(backup.Out);
        Run.Crosscheck("incidents", "--format", "json", "--ledger", other).Out.ShouldBe(Run.Crosscheck("incidents", "--format", "json", "--ledger", Ledger).Out);
        Run.Crosscheck("verify", "--ledger", other).ExitCode.ShouldBe(0);
        Run.Crosscheck("restore", file, "--ledger", other).Error.ShouldContain("XC3006");
        Damage(file);
    }

    /// <summary>Every kind of damage is seen, and nothing is half-restored.</summary>
    private void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var bad = Path.Combine(_folder, "bad.gz");
        var target = Path.Combine(_folder, "bad.db");
        foreach (var damaged in (byte[][])[bytes[..(bytes.Length / 2)], bytes[..^60], [.. bytes[..200], (byte)(bytes[200] ^ 1), .. bytes[201..]], [], [1, 2, 3]])
        {
            File.WriteAllBytes(bad, damaged);
            var run = Run.Crosscheck("restore", bad, "--ledger", target);
            run.ExitCode.ShouldBe(3, run.Error);
            run.Error.ShouldContain("XC3002");
        }
        Run.Crosscheck("export", "--to", "jsonl", "--ledger", target).Out.ShouldBeEmpty();
        Run.Crosscheck("restore", Path.Combine(_folder, "none.gz"), "--ledger", target).Error.ShouldContain("XC3001");
    }
}
