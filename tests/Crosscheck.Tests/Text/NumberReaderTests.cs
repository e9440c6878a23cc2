using Crosscheck.Data;
using Crosscheck.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public class NumberReaderTests
{
    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var name in new[] { "quantity-before", "quantity-after", "quantity-vague", "quantity-zero", "quantity-unknown", "number-words" })
        {
            foreach (var row in DataFile.Rows($"rules/{name}.tsv"))
                rows.Add($"{name} {row[0]}", row[^2], row[^1]);
        }
        return rows;
    }

    [Theory, MemberData(nameof(Rows))]
    public void Parse_ExampleOfRule_HasItsValue(string rule, string example, string expected) =>
        Value(NumberReader.Parse(example)).ShouldBe(expected, rule);

    public static TheoryData<string, string, string> Contexts()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var row in DataFile.Rows("rules/quantity-context.tsv"))
            rows.Add(row[0], row[4], row[5]);
        return rows;
    }

    [Theory, MemberData(nameof(Contexts))]
    public void Apply_ExampleOfContext_HasItsKind(string rule, string example, string expected) =>
        Read(example).Quantities.ShouldContain(q => string.Equals(q.Kind.ToString(), expected, StringComparison.OrdinalIgnoreCase), rule);

    [Theory]
    [InlineData("Two Americans and one British service member died.", "2 Americans|1 British service member")]
    [InlineData("A blast killed 1,200 people and wounded between 18 and 20 others.", "1200 people|18..20")]
    [InlineData("12 were killed.", "12")]
    [InlineData("Twenty-seven soldiers and no fewer than two of the attackers fell.", "27 soldiers|2.. attackers")]
    [InlineData("There were no casualties.", "0 casualties")]
    [InlineData("19 civilians or more lost their lives.", "19.. civilians")]
    [InlineData("Nine (9) fighters died.", "9 fighters")]
    [InlineData("A family of five was killed.", "5 family")]
    [InlineData("Some 15 to 20 were hurt.", "15..20")]
    public void Apply_Sentence_FindsCounts(string sentence, string expected)
    {
        var text = Read(sentence);
        string.Join('|', text.Quantities.Where(q => q.Kind == QuantityKind.Count)
            .Select(q => Value(q) + (q.Group is { } g ? " " + text.Words(g) : ""))).ShouldBe(expected);
    }

    [Theory]
    [InlineData("A child was killed.", "Singular singular:a 1")]
    [InlineData("His wife was wounded.", "Singular singular:possessive 1")]
    [InlineData("The strike killed civilians.", "Singular singular:the 1|Plural plural:bare 2..")]
    [InlineData("It did not cause any casualties.", "Count zero:negated 0|Plural plural:negated 2..")]
    [InlineData("He died in hospital.", "Pronoun pronoun 1")]
    [InlineData("A 19-year-old student was killed.", "Singular singular:a 1")]
    [InlineData("It is not known how many died.", "Unknown unknown-how-many ?")]
    [InlineData("The lives of three Americans were lost.", "Plural plural:the 2..|Count number 3")]
    public void Apply_Uncounted_IsMarkedByHowItStands(string sentence, string expected) =>
        string.Join('|', Read(sentence).Quantities.Select(q => $"{q.Kind} {q.By} {Value(q)}")).ShouldBe(expected);

    [Fact]
    public void Apply_AnyText_SpansLieInBodyAndNothingThrows()
    {
        var pieces = new[] { "two", "-", "hundred", "and", "a", "no", "of", "the", " ", "at", "least", "12", ",", "000", "year", "old", "between", "(", ")", "dozens", "soldiers", "’", "s", "$", ".", "\n", "é", "\ud83d", "0", "999999999999" };
        Prop.ForAll(
            ArbMap.Default.ArbFor<byte[]>(),
            bytes =>
            {
                var body = string.Join(bytes.Length % 2 == 0 ? " " : "", bytes.Select(b => pieces[b % pieces.Length]));
                var text = Read(body);
                foreach (var q in text.Quantities)
                    text.SpanOf(q.Tokens).Of(body).Length.ShouldBeGreaterThan(0);
            }).QuickCheckThrowOnFailure();
    }

    internal static AnnotatedText Read(string body) =>
        new NumberReader().Apply(new SentenceSplitter().Apply(new Tokenizer().Apply(new AnnotatedText { Body = body })));

    internal static string Value(Quantity? q) =>
        q is null ? "nothing" : new CountValue(q.Low, q.N, q.High, q.Approximate).ToString();
}
