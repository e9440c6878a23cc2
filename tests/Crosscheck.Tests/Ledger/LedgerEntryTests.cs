using Crosscheck.Documents;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Ledger;

public class LedgerEntryTests
{
    private static readonly DateTimeOffset Noon = new(2020, 3, 11, 12, 0, 0, TimeSpan.Zero);

    private static List<LedgerEntry> Three()
    {
        var first = LedgerEntry.After(1, LedgerEntry.Genesis, new("document/1", "sha256:a", "", "{}"), Noon);
        var second = LedgerEntry.After(2, first.Hash, new("reading/1", "sha256:a", "crosscheck/0.1", "{}"), Noon);
        return [first, second, LedgerEntry.After(3, second.Hash, new("decision/1", "d-1", "", "{}"), Noon)];
    }

    [Fact]
    public void Check_UntouchedChain_FindsNothing() => Chain.Check(Three()).ShouldBeEmpty();

    [Theory]
    [InlineData("body")]
    [InlineData("kind")]
    [InlineData("subject")]
    [InlineData("added")]
    [InlineData("dropped")]
    [InlineData("swapped")]
    public void Check_AnyChange_IsFound(string change)
    {
        var entries = Three();
        if (change == "dropped")
            entries.RemoveAt(1);
        else if (change == "swapped")
            (entries[0], entries[1]) = (entries[1], entries[0]);
        else
            entries[1] = Change(entries[1], change);
        Chain.Check(entries).ShouldNotBeEmpty();
    }

    private static LedgerEntry Change(LedgerEntry entry, string what) => what switch
    {
        "body" => entry with { Body = "{ }" },
        "kind" => entry with { Kind = "reading/2" },
        "subject" => entry with { Subject = "sha256:b" },
        _ => entry with { Added = entry.Added.AddMilliseconds(1) },
    };

    [Fact]
    public void Draft_DocumentWithFrontMatter_KeepsEveryByte()
    {
        var content = "\uFEFF---\npublished: 2021-02-03\n---\nZwölf Tote in Łódź 🚀.\n"u8.ToArray();
        var taken = new TakenDocument(PlainText.Parse(System.Text.Encoding.UTF8.GetString(content), "a.txt"), content);
        var back = EntryJson.ReadDocument(EntryJson.Draft(taken).Body);
        back.Content.ToArray().ShouldBe(content);
        back.Document.ShouldBe(taken.Document);
    }

    [Fact]
    public void Draft_DocumentThatIsNotUtf8_KeepsEveryByte()
    {
        byte[] content = [0x22, 0xE9, 0xFF, 0x00, 0x41];
        var taken = new TakenDocument(new Document { Id = Document.IdOf(content), Body = "\"é" }, content);
        EntryJson.ReadDocument(EntryJson.Draft(taken).Body).Content.ToArray().ShouldBe(content);
    }

    [Fact]
    public void TryReadLine_LineOfAnExport_IsTheDraft()
    {
        var content = "Two shells hit Novy Brod."u8.ToArray();
        var draft = EntryJson.Draft(new TakenDocument(PlainText.Parse("Two shells hit Novy Brod.", "a.txt"), content));
        EntryJson.TryReadLine(EntryJson.Line(draft), out var back, out _).ShouldBeTrue();
        back.ShouldBe(draft);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("""{"kind":"document/9","subject":"x","version":"","body":{}}""")]
    [InlineData("""{"kind":"document/1","subject":"sha256:1","version":"","body":{"id":"sha256:1","body":"other words"}}""")]
    public void TryReadLine_AnythingElse_SaysWhy(string line)
    {
        EntryJson.TryReadLine(line, out _, out var why).ShouldBeFalse();
        why.ShouldNotBeEmpty();
    }
}
