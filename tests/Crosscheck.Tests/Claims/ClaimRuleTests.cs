using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Documents;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

/// <summary>Every row of the claim rules reads its own example.</summary>
public class ClaimRuleTests
{
    private static AnnotatedText Annotate(string text) => ReportReader.Annotate(new Document { Id = "x", Body = text });

    [Fact]
    public void EarlyWords_EveryRowsExample_HasItsStatus()
    {
        foreach (var row in DataFile.Rows("rules/early-words.tsv"))
        {
            var text = Annotate(row[3]);
            EarlyWords.Of(text, text.Sentences[0])?.ToString().ToLowerInvariant().ShouldBe(row[4], row[0]);
        }
    }

    [Fact]
    public void Hedges_EveryRowsExample_HoldsItsKind()
    {
        foreach (var entry in HedgeTable.Entries)
        {
            var text = Annotate(entry.Example);
            new SourceScan(text).Hedges.Near(text.Sentences[0], 0).ToArray().ShouldContain(h => h.Entry == entry, entry.Id);
        }
    }

    [Fact]
    public void Relays_EveryRowsExample_HasItsPlatform()
    {
        foreach (var row in DataFile.Rows("rules/relays.tsv"))
        {
            var text = Annotate(row[3]);
            RelayWords.Of(new SourceScan(text), text.Sentences[0]).ShouldBe(row[4], row[0]);
        }
    }

    [Fact]
    public void Anonymity_EveryRowsExample_HasItsGround()
    {
        foreach (var row in DataFile.Rows("rules/anonymity.tsv"))
        {
            var scan = new SourceScan(Annotate(row[2]));
            new SourceGrounds(scan, new SourceNames(scan)).All.Values.ShouldBe([row[3]], row[0]);
        }
    }

    [Fact]
    public void NounCues_EveryRowsExample_HasItsSource()
    {
        var other = new ClaimAttribution(Source.OwnVoice, ClaimStatus.Asserted, null, null, null, "none", 0);
        foreach (var row in DataFile.Rows("rules/noun-cues.tsv"))
        {
            var text = Annotate(row[1]);
            var that = Enumerable.Range(0, text.Tokens.Length).First(t => text.Form(t) is "that");
            NounCues.Of(text, new TokenRange(that + 1, that + 3), other)?.Source.Name.ShouldBe(row[2], row[0]);
        }
    }

    [Fact]
    public void Absences_EveryRowsExample_IsProposed()
    {
        foreach (var row in DataFile.Rows("rules/absences.tsv"))
        {
            var found = System.Collections.Immutable.ImmutableArray.CreateBuilder<ClaimCandidate>();
            AbsenceRules.Shared.Read(Annotate(row[7]), found);
            found.ShouldContain(c => c.Value.Text == row[5] && c.By == "absences:" + row[0], row[0] + ": " + string.Join(", ", found.Select(f => f.By)));
        }
    }

    [Fact]
    public void Read_OmissionOfCasualties_IsNeitherZeroNorDenial()
    {
        var reading = ReportReader.Read(PlainText.Parse(" date 2031-05-14 Ten rockets hit the base at Novy Brod on Wednesday, killing two soldiers, officials said. The Ruritanian army said that ten rockets had hit the base and did not mention any casualties.", null));
        reading.Omissions.ShouldContain(o => o.Attribute == ClaimAttribute.Killed);
        reading.Claims.ShouldNotContain(c => c.Value.N == 0);
    }
}
