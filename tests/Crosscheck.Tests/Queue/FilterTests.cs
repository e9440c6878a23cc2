using System.Diagnostics;
using System.Text.Json;
using Crosscheck.Tests.Cli;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Queue;

/// <summary>The recipe of docs/queue.md for clusters that people have: lines in, readings out, cut as one likes.</summary>
public class FilterTests
{
    [Fact]
    public void Filter_CutIntoFour_GivesWhatOneProcessGives()
    {
        if (OperatingSystem.IsWindows())
            return;
        var lines = string.Concat(Enumerable.Range(0, 12).Select(n => $"{{\"id\":\"r{n}\",\"date\":\"2031-05-{10 + n}\",\"text\":\"Gunmen killed {n + 2} people in Gao on Monday, police said.\"}}\n"));
        var script = Repository.PathOf("tests/Crosscheck.Tests/Queue/filter.sh");
        using var process = Process.Start(new ProcessStartInfo("sh", [script, "dotnet", Path.Combine(AppContext.BaseDirectory, "crosscheck.dll")]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        process.StandardInput.Write(lines);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        process.ExitCode.ShouldBe(0);
        Stories(output).ShouldBe(Enumerable.Range(0, 12).Select(n => $"r{n}"));
        Claims(output).ShouldBe(Claims(Run.Crosscheck(lines, ["read", "-", "--format", "jsonl"]).Out));
    }

    private static IEnumerable<string?> Stories(string output) => Lines(output).Select(r => r.GetProperty("document").GetProperty("story").GetString());

    private static IEnumerable<string> Claims(string output) => Lines(output).Select(r => r.GetProperty("claims").GetRawText());

    private static IEnumerable<JsonElement> Lines(string output) => output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement);

    [Fact]
    public void Filter_PageShowsTheScriptThatIsTested() =>
        Repository.Read("docs/queue.md").ShouldContain("split -n l/4 reports.jsonl part.");
}
