using Crosscheck.App.Intake;
using Crosscheck.Claims;
using Crosscheck.Diagnostics;
using Crosscheck.Tests.Properties;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Corpus;

/// <summary>
/// The readings of the samples, as a person sees them. They are what the reader says today, not what it ought to say:
/// refresh them with UPDATE=1 and read in the diff what a change does.
/// </summary>
public class CorpusTests
{
    public static TheoryData<string> Samples()
    {
        var samples = new TheoryData<string>();
        foreach (var file in Repository.Files("samples", "*.*").Where(f => !f.EndsWith("README.md", StringComparison.Ordinal)))
            samples.Add(file);
        return samples;
    }

    private static Reading Read(string file)
    {
        var input = InputReader.Parse(file, File.ReadAllBytes(Repository.PathOf(file)));
        var reading = ReportReader.Read(input.Document.ShouldNotBeNull());
        return reading with { Diagnostics = [.. input.Diagnostics, .. reading.Diagnostics] };
    }

    private static string Text(Reading reading) => ReadingText.Write(reading, new TextOptions(100, Colour: false, Explain: false)) + "\n";

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_Sample_IsItsGoldenReading(string file)
    {
        var reading = Read(file);
        Sound.Check(reading);
        reading.Diagnostics.ShouldNotContain(d => d.Severity == Severity.Error);
        Generated.CheckFile($"tests/Crosscheck.Tests/Corpus/{file["samples/".Length..].Replace('/', '.')}.reading.txt", Text(reading));
    }

    [Fact]
    public void Readme_ShowsTheProgramsAnswer() => Generated.CheckBlock(
        "README.md", "<!-- answer:", "\n## ", "```\n" + Text(Read("samples/baidoa-airport/wire-first.txt")) + "```\n");
}
