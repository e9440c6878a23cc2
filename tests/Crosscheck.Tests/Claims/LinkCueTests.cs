using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class LinkCueTests
{
    [Fact]
    public void Lexicon_EveryExample_ShowsItsKind()
    {
        foreach (var row in DataFile.Rows("lexicons/link-cues.tsv"))
        {
            var text = new IncidentText(ReportReader.Annotate(new Document { Id = "test", Body = row[2] }));
            var at = text.Text.TokenAt(row[2].IndexOf(row[3], StringComparison.Ordinal));
            LinkCues.Of(text, at).ShouldBe(Array.IndexOf(LinkCues.Kinds, row[1]), row[2]);
        }
    }
}
