using System.Text;
using Crosscheck.App.Intake;
using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Properties;

/// <summary>Drives the reader with reports that were cut, shuffled and strewn with what text may hold. The seeds are fixed.</summary>
public class FuzzTests
{
    private const int Rounds = 12;

    private static readonly string[] Splinters =
    [
        "\"", "\u201C", "\u201D", "'", "(", ")", "\n\n", "\r", "\0", "\t", "\u200B", "\uFFFD", "\uD83D", "\uDE00", "\uD83D\uDE00", "e\u0301", "-", "\u2014", "...", ".",
        " 99999999999999 ", " -1 ", " 1,2,3 ", " 10^9 ", " at least up to about ", " no no no ", " between 5 and 3 ", " 30 February 2031 ", " on Monday last month ",
        " killed ", " dead and wounded ", " said that he said that they said ", " via Reuters via AFP ", " in response to ", " since January 0000 ", "https://a.example/?q=1 ",
    ];

    public static TheoryData<string> Samples()
    {
        var samples = new TheoryData<string>();
        foreach (var file in Repository.Files("samples", "*.*").Where(f => !f.EndsWith("README.md", StringComparison.Ordinal)))
            samples.Add(file);
        return samples;
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void Read_MutatedReport_IsSound(string file)
    {
        var text = Repository.Read(file);
        for (var round = 0; round < Rounds; round++)
        {
            var random = new Random(HashCode(file) + round);
            var mutated = Mutate(text, random);
            var input = InputReader.Parse(file, Encoding.UTF8.GetBytes(mutated));
            if (input.Document is not { } document)
                continue;
            var reading = ReportReader.Read(document);
            Should.NotThrow(() => Sound.Check(reading), $"{file}, round {round}");
            ReadingText.Write(reading, new TextOptions(80, true, round % 2 == 0)).Length.ShouldBeGreaterThan(0);
            ReadingMarkdown.Write(reading, true).Length.ShouldBeGreaterThan(0);
        }
    }

    /// <summary>The runtime's own hash differs from run to run.</summary>
    private static int HashCode(string text) => text.Aggregate(17, (h, c) => unchecked(h * 31 + c));

    private static string Mutate(string text, Random random)
    {
        var result = new StringBuilder(text);
        for (var edits = random.Next(1, 40); edits > 0 && result.Length > 2; edits--)
        {
            var at = random.Next(result.Length - 1);
            var length = Math.Min(random.Next(1, 60), result.Length - at);
            var piece = result.ToString(at, length);
            switch (random.Next(6))
            {
                case 0:
                    result.Remove(at, length);
                    break;
                case 1:
                    result.Insert(random.Next(result.Length), piece);
                    break;
                case 2:
                    result.Remove(at, length).Insert(random.Next(result.Length + 1), piece);
                    break;
                case 3:
                    result.Remove(at, length).Insert(at, piece.ToUpperInvariant());
                    break;
                default:
                    result.Insert(at, Splinters[random.Next(Splinters.Length)]);
                    break;
            }
        }
        return result.ToString();
    }
}
