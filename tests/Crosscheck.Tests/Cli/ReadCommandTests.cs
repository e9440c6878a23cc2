using System.Text.Json;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Cli;

public sealed class ReadCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crosscheck-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    [Fact]
    public void Read_StandardInput_IsOneReading()
    {
        var run = Run.Crosscheck(" date 2021-02-03 Two shells hit Novy Brod.", ["read", "-", "--format", "json"]);
        run.ExitCode.ShouldBe(0);
        using var json = JsonDocument.Parse(run.Out);
        json.RootElement.GetProperty("document").GetProperty("published").GetString().ShouldBe("2021-02-03");
    }

    [Fact]
    public void Read_Folder_IsOneLineAFileInPathOrder()
    {
        foreach (var name in new[] { "c.txt", "a/z.txt", "b.txt", "README.md", ".hidden" })
            Write(name, "Two shells hit Novy Brod.");
        var run = Run.Crosscheck("read", _folder, "--format", "jsonl", "--published", "2021-02-03");
        run.ExitCode.ShouldBe(0);
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("document").GetProperty("path").GetString())
            .ShouldBe([$"{_folder}/a/z.txt", $"{_folder}/b.txt", $"{_folder}/c.txt"]);
    }

    [Fact]
    public void Read_MissingFile_IsNamedAndTheOthersAreRead()
    {
        var good = Write("good.txt", " date 2021-02-03 Two shells hit Novy Brod.");
        var run = Run.Crosscheck("read", _folder + "/none.txt", good, "--format", "jsonl");
        run.ExitCode.ShouldBe(1);
        run.Error.ShouldContain("none.txt: error XC1001");
        run.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);
    }

    [Theory]
    [InlineData("read")]
    [InlineData("read", "-", "--format", "xml")]
    [InlineData("read", "-", "--published", "yesterday")]
    [InlineData("read", "-", "--loud")]
    [InlineData("reed", "-")]
    public void WrongUsage_SaysSoOnStderrOnly(params string[] args)
    {
        var run = Run.Crosscheck(args);
        run.ExitCode.ShouldBe(2);
        run.Out.ShouldBeEmpty();
        run.Error.ShouldStartWith("crosscheck: ");
    }
}
