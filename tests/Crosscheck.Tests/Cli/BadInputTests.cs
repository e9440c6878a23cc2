using System.Text;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Cli;

/// <summary>Every kind of bad input: a code and a remedy on stderr, the other files read, no crash and no hang.</summary>
public sealed class BadInputTests : IDisposable
{
    private const string Sentence = "Two shells hit the market of Novy Brod on Monday and killed three people, the mayor said. ";
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    public static TheoryData<string, string, int> Kinds => new()
    {
        { "empty", "XC1003", 1 },
        { "white space", "XC1003", 1 },
        { "binary", "XC1005", 1 },
        { "picture", "XC1005", 1 },
        { "pdf", "XC111", 1 },
        { "invalid UTF-8", "XC1101", 0 },
        { "windows-1252", "XC1102", 0 },
        { "no date", "XC1201", 0 },
        { "another language", "XC1301", 1 },
        { "another script", "XC1301", 1 },
        { "50 MB", "XC1004", 1 },
        { "one line of a million characters", "", 0 },
        { "one word of a million characters", "", 0 },
        { "nested quotes", "", 0 },
        { "headline", "XC1401", 0 },
        { "page without article", "XC1103", 1 },
        { "page of tags", "XC1105", 1 },
        { "open front matter", "XC1104", 0 },
    };

    private static byte[] Make(string kind) => kind switch
    {
        "empty" => [],
        "white space" => Bytes(" \r\n\t\n"),
        "binary" => [1, 2, 0, 0, 3, 255, 254, 0],
        "picture" => [0xFF, 0xD8, 0xFF, 0xE0, 0, 16],
        "pdf" => Bytes("%PDF-1.4\n1 0 obj"),
        "invalid UTF-8" => [.. Bytes(" date 2031-05-14 " + Sentence + "caf\u00e9 "), 0xC3, 0x28, .. Bytes(Sentence)],
        "windows-1252" => [.. Bytes(" date 2031-05-14 " + Sentence), 0x93, .. Bytes("No"), 0x94],
        "no date" => Bytes(Sentence),
        "another language" => Bytes("Au moins onze personnes ont \u00e9t\u00e9 tu\u00e9es dans le nord du pays, selon un porte-parole de l'arm\u00e9e, et les bless\u00e9s sont \u00e0 l'h\u00f4pital de la ville."),
        "another script" => Bytes("\u041d\u0435 \u043c\u0435\u043d\u0435\u0435 \u043e\u0434\u0438\u043d\u043d\u0430\u0434\u0446\u0430\u0442\u0438 \u0447\u0435\u043b\u043e\u0432\u0435\u043a \u043f\u043e\u0433\u0438\u0431\u043b\u0438."),
        "50 MB" => Bytes(Repeat(Sentence, 50 * 1024 * 1024 / Sentence.Length + 1)),
        "one line of a million characters" => Bytes(" date 2031-05-14 " + Repeat(Sentence, 1_000_000 / Sentence.Length)),
        "one word of a million characters" => Bytes(" date 2031-05-14 " + new string('a', 1_000_000)),
        "nested quotes" => Bytes(" date 2031-05-14 " + Repeat("\u201cHe said: ", 2000) + Sentence + new string('\u201d', 2000)),
        "headline" => Bytes(" date 2031-05-14 Two shells hit market of Novy Brod, three killed"),
        "page without article" => Bytes("<!doctype html><html><title>Log in</title><form><input></form></html>"),
        "page of tags" => Bytes("<!doctype html>" + Repeat("<div>", 300_000)),
        _ => Bytes("---\ntitle: A day\n" + Sentence),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Read_BadInput_IsCodedAndTheOthersAreRead(string kind, string code, int exit)
    {
        File.WriteAllBytes(Path.Combine(_folder, "a-bad.txt"), Make(kind));
        File.WriteAllText(Path.Combine(_folder, "b-good.txt"), " date 2031-05-14 " + Sentence);
        var started = System.Diagnostics.Stopwatch.StartNew();
        var run = Run.Crosscheck("read", _folder, "--format", "jsonl");
        started.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(120));
        run.ExitCode.ShouldBe(exit, run.Error);
        if (code.Length > 0)
            run.Error.ShouldContain($"a-bad.txt: {Severity(code)} {code}");
        run.Error.ShouldNotContain("b-good.txt");
        var lines = run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        using var good = JsonDocument.Parse(lines[^1]);
        good.RootElement.GetProperty("document").GetProperty("path").GetString().ShouldEndWith("b-good.txt");
        if (exit == 1 && lines.Length == 2)
            JsonDocument.Parse(lines[0]).RootElement.GetProperty("claims").GetArrayLength().ShouldBe(0);
    }

    private static string Severity(string code) =>
        Crosscheck.Diagnostics.Codes.All.First(c => c.Code.StartsWith(code, StringComparison.Ordinal)).Severity.ToString().ToLowerInvariant();

    [Fact]
    public void Read_FolderWithoutFiles_IsCoded()
    {
        var run = Run.Crosscheck("read", _folder);
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("XC1006");
    }

    [Fact]
    public void Read_FailedInputAsText_PrintsNothing() => Run.Crosscheck("\0\0\0", ["read", "-"]).Out.ShouldBeEmpty();
}
