using System.Collections.Immutable;
using Crosscheck.Claims;
using Crosscheck.Data;
using Crosscheck.Documents;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Claims;

public class ResponsibilityReaderTests
{
    public static TheoryData<string, string> Examples =>
        new(DataFile.Rows("lexicons/responsibility-words.tsv").Where(r => r.Length > 2 && r[2].Length > 0).Select(r => (r[0], r[2])));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Read_EveryRowsExample_NamesTheGroup(string word, string example)
    {
        word.ShouldNotBeEmpty();
        Groups(example).ShouldBe(["Ridge Front"]);
    }

    [Theory]
    [InlineData("The bombing was claimed by the Ridge Front.", "Ridge Front")]
    [InlineData("No group has claimed responsibility for the raid.", "")]
    [InlineData("The Ridge Front has not claimed responsibility for the raid.", "")]
    [InlineData("The army claimed that three rebels were killed in the raid.", "")]
    public void Read_WhoClaims_IsNamed(string sentence, string expected) => string.Join(";", Groups(sentence)).ShouldBe(expected);

    [Theory]
    [InlineData("The Ridge Front denied responsibility for the raid.", true)]
    [InlineData("The Ridge Front claimed responsibility for the raid.", false)]
    public void Read_WhoDenies_IsDenied(string sentence, bool denied) => Found(sentence).Select(ResponsibilityReader.IsDenied).ShouldBe([denied]);

    private static IEnumerable<string> Groups(string sentence) => Found(sentence).Select(c => c.Value.Text!);

    private static ImmutableArray<ClaimCandidate> Found(string sentence)
    {
        var found = ImmutableArray.CreateBuilder<ClaimCandidate>();
        ResponsibilityReader.Read(ReportReader.Annotate(new Document { Id = "test", Body = sentence, Published = new DateOnly(2031, 5, 14) }), found);
        return found.ToImmutable();
    }
}
