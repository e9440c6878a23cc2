using System.Diagnostics;
using Crosscheck.App.Storage;
using Crosscheck.Incidents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Storage;

/// <summary>A full disk and a ledger that may not be written: the program says so, exits with 3, and nothing is half-written.</summary>
public sealed class FaultTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-fault-").FullName;
    private readonly string _ledger;
    private readonly string _reports;

    public FaultTests()
    {
        _ledger = Path.Combine(_folder, "ledger.db");
        _reports = Directory.CreateDirectory(Path.Combine(_folder, "reports")).FullName;
        for (var i = 0; i < 40; i++)
            File.WriteAllText(Path.Combine(_reports, $"{i:00}.txt"), $" date 2031-05-{1 + (i % 28):00} Gunmen killed {i + 2} people in Gao on Monday, police said. {string.Concat(Enumerable.Repeat($"It was calm again on day {i}. ", 400))}\n");
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Add_FullDisk_SaysSo_AndKeepsWhatItAcknowledged()
    {
        if (!OperatingSystem.IsLinux())
            return;
        // A limit on the size of files is what a full disk is to the program: a write that finds no room. In kilobytes.
        var (code, error) = Crosscheck("trap '' XFSZ; ulimit -f 700; ", asNobody: false, "add", _reports, "--ledger", _ledger);
        code.ShouldBe(3, error);
        error.ShouldContain("XC3003");
        var acknowledged = error.Split('\n').Where(l => l.Contains(": added sha256:", StringComparison.Ordinal)).Select(l => l[l.IndexOf("sha256:", StringComparison.Ordinal)..].Trim()).ToList();
        acknowledged.Count.ShouldBeInRange(1, 39);
        using (var ledger = LedgerStore.Open(_ledger, create: false))
        {
            acknowledged.ShouldAllBe(id => ledger.Contains("document/1", id, ""));
            ledger.Project();
            ledger.Count.ShouldBe(2 * acknowledged.Count);
            Verification.Run(ledger).ShouldBeEmpty();
        }
        // With room again, the rest is added.
        Crosscheck("", asNobody: false, "add", _reports, "--ledger", _ledger).Code.ShouldBe(0);
        using var whole = LedgerStore.Open(_ledger, create: false);
        whole.Count.ShouldBe(80);
        Verification.Run(whole).ShouldBeEmpty();
    }

    [Fact]
    public void Add_ReadOnlyFile_SaysSo_AndReadingStillWorks()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Crosscheck("", asNobody: false, "add", Path.Combine(_reports, "00.txt"), "--ledger", _ledger).Code.ShouldBe(0);
        var before = File.ReadAllBytes(_ledger);
        foreach (var file in Directory.GetFiles(_folder, "ledger.db*"))
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        const UnixFileMode Readable = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(_reports, Readable);
        File.SetUnixFileMode(_folder, Readable);
        var (code, error) = Crosscheck("", asNobody: true, "add", Path.Combine(_reports, "01.txt"), "--ledger", _ledger);
        code.ShouldBe(3, error);
        error.ShouldMatch("XC300[13]");
        error.ShouldContain(_ledger);
        error.ShouldNotContain(": added ");
        var (reading, problem) = Crosscheck("", asNobody: true, "incidents", "--ledger", _ledger);
        reading.ShouldBe(0, problem);
        File.ReadAllBytes(_ledger).ShouldBe(before);
    }

    /// <summary>Runs the program in a shell, as somebody without rights where asked (root may write everything).</summary>
    private static (int Code, string Error) Crosscheck(string before, bool asNobody, params string[] arguments)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "crosscheck.dll");
        var user = asNobody && Environment.UserName == "root" ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : "";
        var line = $"{before}exec {user}dotnet '{program}' {string.Join(' ', arguments.Select(a => $"'{a}'"))}";
        var start = new ProcessStartInfo("bash", ["-c", line]) { RedirectStandardError = true, RedirectStandardOutput = true };
        // The runtime's own mapping of a large file would break on the limit.
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        output.Wait();
        return (process.ExitCode, error);
    }
}
