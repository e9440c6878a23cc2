using Shouldly;
using Xunit;

namespace Crosscheck.Tests.House;

/// <summary>What may and may not stand in the tree.</summary>
public class TreeTests
{
    private static readonly string[] TextFiles = ["*.cs", "*.md", "*.tsv", "*.json", "*.txt", "*.html", "*.csproj", "*.props", "crosscheck", "NOTICE"];

    /// <summary>Written in parts, so that this file does not hold them.</summary>
    private static readonly string[] MachinePaths = ["/wo" + "rk/", "../sha" + "red", ".libr" + "ary", "/ho" + "me/", "/ro" + "ot/"];

    [Fact]
    public void Files_HoldNoPathOfAMachine() => TextFiles
        .SelectMany(pattern => Repository.Files(".", pattern))
        .Where(f => !f.EndsWith("packages.lock.json", StringComparison.Ordinal))
        .SelectMany(f => MachinePaths.Where(p => Repository.Read(f).Contains(p)).Select(p => $"{f}: {p}"))
        .ShouldBeEmpty();

    [Fact]
    public void RuleRows_EachHaveAnExample()
    {
        foreach (var file in Repository.Files("data/rules", "*.tsv"))
        {
            var lines = Repository.Read(file).Split('\n').Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')).ToList();
            var example = Array.FindIndex(lines[0], c => c.StartsWith("example", StringComparison.Ordinal));
            example.ShouldBeGreaterThanOrEqualTo(0, $"{file} has no column 'example'");
            lines.Skip(1).Where(r => r.Length <= example || r[example].Length == 0).Select(r => $"{file}: {r[0]}").ShouldBeEmpty();
        }
    }

    [Fact]
    public void DataFolders_EachHaveAReadme() =>
        Directory.GetDirectories(Repository.PathOf("data")).Where(d => !File.Exists(Path.Combine(d, "README.md"))).ShouldBeEmpty();

    [Fact]
    public void DataThatShip_AreSmall() =>
        Repository.Files("data", "*").Sum(f => new FileInfo(Repository.PathOf(f)).Length).ShouldBeLessThan(60L << 20);

    [Fact]
    public void Tests_AreNotSkipped() => Repository.Files("tests", "*.cs")
        .Where(f => CSharp.WithoutComments(Repository.Read(f)).Contains("Skip" + " = \"")).ShouldBeEmpty();
}
