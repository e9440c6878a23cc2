using Crosscheck.Claims;
using Crosscheck.Documents;
using Crosscheck.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public sealed class NameReaderTests
{
    [Theory]
    [InlineData("Colonel Farid Nazari said the camp was hit.", "Farid Nazari", NameType.Person)]
    [InlineData("The attack took place in Karbala on Monday, Hassan Darwish told Reuters.", "Karbala", NameType.Location)]
    [InlineData("The attack took place in Karbala on Monday, Hassan Darwish told Reuters.", "Hassan Darwish", NameType.Person)]
    [InlineData("The attack took place in Karbala on Monday, Hassan Darwish told Reuters.", "Reuters", NameType.Organization)]
    [InlineData("Two Iraqi soldiers died near Mosul.", "Iraqi", NameType.Nationality)]
    [InlineData("No one from the Islamic State claimed it.", "Islamic State", NameType.Organization)]
    public void Finds_names(string body, string words, NameType type)
    {
        var text = Read(body);
        text.Names.Select(n => (text.Words(n.Tokens), n.Type)).ShouldContain((words, type));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no names here, none at all.")]
    [InlineData("12 345 --- ... !!!")]
    public void Finds_none_where_there_is_none(string body) => Read(body).Names.ShouldBeEmpty();

    [Fact]
    public void Names_stand_in_order_inside_one_sentence_and_do_not_overlap() =>
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), body =>
        {
            var text = Read(body ?? "");
            var end = 0;
            return text.Names.All(n =>
            {
                var fits = n.Tokens.First >= end && n.Tokens.Length > 0 && text.SentenceOf(n.Tokens.First) == text.SentenceOf(n.Tokens.End - 1);
                end = n.Tokens.End;
                return fits;
            });
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void One_long_line_of_capitals_is_read()
    {
        var body = string.Concat(Enumerable.Repeat("Abc Def-Ghi of the ", 5000));
        Read(body).Names.ShouldAllBe(n => n.Tokens.Length > 0);
    }

    private static AnnotatedText Read(string body) => ReportReader.Annotate(new Document { Id = "t", Body = body });
}
