using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text.Attributions;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public class AttributionLexiconTests
{
    [Fact]
    public void Cues_EveryRowsExample_GivesItsSource()
    {
        var wrong = new List<string>();
        foreach (var entry in CueLexicon.Default.Entries)
        {
            var text = ReportReader.Annotate(new Document { Id = "", Body = entry.Example });
            var found = new SourceScan(text).Links.Where(l => l.Entry == entry).Select(l => l.Source is { } s ? text.Words(s.Tokens) : "").ToArray();
            if (!found.Contains(entry.Source))
                wrong.Add($"{entry.Id}: '{entry.Example}' gives [{string.Join("; ", found)}], not [{entry.Source}]");
        }
        string.Join("\n", wrong).ShouldBeEmpty();
    }

    [Fact]
    public void SourceNouns_EveryRowsExample_IsTheSource()
    {
        var wrong = new List<string>();
        foreach (var row in SourceNouns.Rows)
        {
            var text = ReportReader.Annotate(new Document { Id = "", Body = row.Example });
            if (!text.Attributions.Any(a => a.Source is { } s && text.Words(s).EndsWith(row.Noun, StringComparison.OrdinalIgnoreCase)))
                wrong.Add($"{row.Noun}: '{row.Example}' gives [{string.Join("; ", text.Attributions.Select(a => a.Source is { } s ? text.Words(s) : ""))}]");
        }
        string.Join("\n", wrong).ShouldBeEmpty();
    }
}
