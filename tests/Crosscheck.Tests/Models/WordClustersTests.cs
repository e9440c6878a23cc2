using Crosscheck.Models;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Models;

public sealed class WordClustersTests
{
    [Theory]
    [InlineData("Tuesday", "Friday", 10)]
    [InlineData("two", "seven", 8)]
    [InlineData("him", "me", 8)]
    public void Words_of_one_kind_share_a_prefix(string a, string b, int bits) =>
        WordClusters.Shared.Of(a).Prefix(bits).ShouldBe(WordClusters.Shared.Of(b).Prefix(bits));

    [Theory]
    [InlineData("Tuesday", "killed")]
    [InlineData("Baghdad", "said")]
    public void Words_of_two_kinds_do_not(string a, string b) =>
        WordClusters.Shared.Of(a).Code.ShouldNotBe(WordClusters.Shared.Of(b).Code);

    [Fact]
    public void Case_digits_and_apostrophes_make_no_difference()
    {
        WordClusters.Key("O\u2019Neil-27").ShouldBe(WordClusters.Key("o'NEIL-93"));
        WordClusters.Key("").ShouldNotBe(0u);
    }

    [Fact]
    public void An_unknown_word_has_no_class()
    {
        var cluster = WordClusters.Shared.Of("Zzyqxv");
        cluster.Known.ShouldBeFalse();
        cluster.Prefix(8).ShouldBe(0u);
    }

    [Fact]
    public void A_written_table_reads_back()
    {
        var codes = Enumerable.Range(0, 1000).ToDictionary(i => WordClusters.Key($"w{new string('x', i)}"), i => (uint)i + 1);
        var table = WordTable.FromBytes(WordTable.Write(codes));
        foreach (var (key, code) in codes)
            table.Of(key).ShouldBe(code);
        new WordCluster(0b1_0110).Prefix(2).ShouldBe(0b1_01u);
        new WordCluster(0b1_0110).Prefix(9).ShouldBe(0b1_0110u);
    }
}
