using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class IncidentCueTests
{
    [Fact]
    public void Lexicon_EveryExample_ShowsItsCue()
    {
        foreach (var row in DataFile.Rows("lexicons/incident-cues.tsv"))
        {
            var text = ReportReader.Annotate(new Document { Id = "test", Body = row[2] });
            var cues = new IncidentText(text).Cue;
            var at = text.TokenAt(row[2].IndexOf(row[3], StringComparison.Ordinal));
            cues[at].ToString().ToLowerInvariant().ShouldBe(row[1], row[2]);
        }
    }
}
