using Crosscheck.Data;
using Crosscheck.Text;
using Crosscheck.Text.Names;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public sealed class ActorLexiconTests
{
    [Theory]
    [InlineData("PMU", "Popular Mobilization Forces")]
    [InlineData("Popular Mobilization Units", "Popular Mobilization Forces")]
    [InlineData("Hashd al-Shaabi", "Popular Mobilization Forces")]
    [InlineData("the Islamic State", "Islamic State")]
    [InlineData("Daesh", "Islamic State")]
    [InlineData("al Qaeda", "al-Qaeda")]
    [InlineData("al-Qaida", "al-Qaeda")]
    [InlineData("U.S.", "United States")]
    [InlineData("People’s Protection Units", "People's Protection Units")]
    public void Every_alias_leads_to_one_actor(string words, string actor) =>
        ActorLexicon.Shared.Find(words)!.Name.ShouldBe(actor);

    [Theory]
    [InlineData("us")]
    [InlineData("is")]
    [InlineData("who")]
    [InlineData("taliban")]
    [InlineData("")]
    [InlineData("...")]
    public void Common_words_are_no_actors(string words) => ActorLexicon.Shared.Find(words).ShouldBeNull();

    [Fact]
    public void Every_row_is_found_by_its_name_and_its_aliases()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in DataFile.Rows("lexicons/actors.tsv"))
        {
            row.Length.ShouldBe(5, row[0]);
            names.Add(row[0]).ShouldBeTrue(row[0]);
            foreach (var alias in row[3].Split('|', StringSplitOptions.RemoveEmptyEntries).Append(row[0]))
                ActorLexicon.Shared.Find(alias)?.Name.ShouldBe(row[0], alias);
        }
        names.Count.ShouldBeGreaterThan(900);
    }

    [Fact]
    public void Every_word_for_a_people_is_found()
    {
        foreach (var row in DataFile.Rows("lexicons/nationalities.tsv"))
            NationalityLexicon.Shared.Find(row[0]).ShouldNotBeNull(row[0]);
        NationalityLexicon.Shared.Find("Iraqis")!.Country.ShouldBe("IQ");
        NationalityLexicon.Shared.Find("table").ShouldBeNull();
    }

    [Fact]
    public void The_longest_name_at_a_token_wins()
    {
        var text = new Tokenizer().Apply(new AnnotatedText { Body = "the Islamic State West Africa Province said" });
        ActorLexicon.Shared.Longest(text, 1, text.Tokens.Length, out var actor).ShouldBe(5);
        actor.Name.ShouldBe("Islamic State West Africa Province");
        ActorLexicon.Shared.Longest(text, 1, 3, out actor).ShouldBe(2);
        ActorLexicon.Shared.Longest(text, 6, text.Tokens.Length, out _).ShouldBe(0);
    }

    [Fact]
    public void A_capital_may_stand_for_its_government() =>
        ActorLexicon.Shared.FindByPlace("Moscow")!.Name.ShouldBe("Russia");
}
