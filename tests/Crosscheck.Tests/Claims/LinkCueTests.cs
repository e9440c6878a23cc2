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

    [Fact]
    public void IsUnreal_EveryExample_IsNoResponse()
    {
        foreach (var row in DataFile.Rows("lexicons/link-doubts.tsv"))
        {
            var text = new IncidentText(ReportReader.Annotate(new Document { Id = "test", Body = row[1] }));
            var cue = Enumerable.Range(0, text.Word.Length).First(t => LinkCues.Of(text, t) == 0);
            LinkCues.IsUnreal(text, cue).ShouldBeTrue(row[1]);
            row[1].ShouldContain(row[2]);
        }
    }

    [Fact]
    public void IsUnreal_WhatWasDone_IsAResponse()
    {
        var text = new IncidentText(ReportReader.Annotate(new Document { Id = "test", Body = "The army answered with air strikes." }));
        LinkCues.IsUnreal(text, 2).ShouldBeFalse();
    }
}
