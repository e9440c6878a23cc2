using Crosscheck.Data;
using Crosscheck.Text;
using FsCheck;
using FsCheck.Fluent;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

/// <summary>Tokens, sentences, lemmas and trees against Specs/*.md, the rows of the rules, and any text at all.</summary>
public class SyntaxSpecTests
{
    private static readonly TextPipeline Steps = new([new Tokenizer(), new SentenceSplitter(), new SyntaxReader()]);

    private static AnnotatedText Read(string body) => Steps.Annotate(new AnnotatedText { Body = body });

    private static string Tokens(string body) => string.Join(' ', Tokenizer.Split(body).Select(t => t.Span.Of(body)));

    private static string Spec(string name) => File.ReadAllText(Path.Combine(Repository.Root, "tests/Crosscheck.Tests/Specs", name));

    [Fact]
    public void Tokens_EveryRowOfTheSpec_AreAsWritten()
    {
        var rows = Spec("tokens.md").Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Skip(2).Select(l => l.Split(" | ")).ToArray();
        rows.Length.ShouldBeGreaterThan(20);
        foreach (var row in rows)
            Tokens(row[0][2..]).ShouldBe(row[1].TrimEnd(' ', '|'));
    }

    [Fact]
    public void Tokens_EveryRuleRow_GivesWhatItExpects()
    {
        foreach (var row in DataFile.Rows("rules/tokens.tsv"))
            Tokens(row[2]).ShouldBe(row[3], row[0] + " " + row[1]);
    }

    [Fact]
    public void Sentences_EveryBlockOfTheSpec_AreAsWritten()
    {
        foreach (var block in Spec("sentences.md").Split("```").Where((_, i) => i % 2 == 1))
        {
            var lines = block.Trim('\n').Split('\n');
            var text = Read(lines[0].Replace('¶', '\n'));
            text.Sentences.Select(s => text.Words(s.Tokens)).ShouldBe(lines[1..].Select(l => l[2..]));
        }
    }

    [Fact]
    public void Sentences_HardWrappedText_DoNotEndAtLineBreaks()
    {
        var text = Read("The shells that fell on the old\ntown of Novy Brod on Monday hit\na school and a market, and two\npeople were hurt when the roof\nof the school came down on them\nat noon. Nobody was killed there.");
        text.Sentences.Length.ShouldBe(2);
    }

    [Fact]
    public void Lemma_EveryIrregularForm_IsAsListed()
    {
        foreach (var group in DataFile.Rows("lexicons/irregular.tsv").GroupBy(r => (r[0], r[1])))
            group.Select(r => r[2]).ShouldContain(Lemmatizer.Lemma(group.Key.Item2, group.Key.Item1, initial: false), $"{group.Key}");
    }

    [Theory]
    [InlineData("attacks", "VBZ", "attack")]
    [InlineData("bombing", "VBG", "bomb")]
    [InlineData("casualties", "NNS", "casualty")]
    [InlineData("fled", "VBD", "flee")]
    [InlineData("slain", "VBN", "slay")]
    [InlineData("Kurdish", "JJ", "Kurdish")]
    [InlineData("n't", "RB", "not")]
    public void Lemma_Word_IsItsDictionaryForm(string form, string tag, string lemma) =>
        Lemmatizer.Lemma(form, tag, initial: false).ShouldBe(lemma);

    [Fact]
    public void Tree_PlainSentence_HasItsSubjectAndObject()
    {
        var text = Read("Two rockets hit the base on Monday.");
        var verb = text.TokenAt(text.Body.IndexOf("hit", StringComparison.Ordinal));
        text.Tree[verb].ShouldBe(new Arc(-1, "root"));
        text.Tree[1].ShouldBe(new Arc(verb, "nsubj"));
        text.Tree[4].ShouldBe(new Arc(verb, "obj"));
        text.Tags[0].Upos.ShouldBe(Upos.NUM);
    }

    [Fact]
    public void Read_AnyText_CoversEveryCharacterAndMakesTrees()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<string>(), body => Holds(body ?? "")).QuickCheckThrowOnFailure();
        foreach (var body in new[] { "", " ", "\n\n", ".", "'", "’s", "n't", "@", "#", "$", "\ud800", "\0", "a\u0301", "日本語。", new string('a', 100_000), new string('.', 5000), string.Concat(Enumerable.Repeat("word ", 2000)) })
            Holds(body).ShouldBeTrue(body.Length > 20 ? body[..20] : body);
    }

    private static bool Holds(string body)
    {
        var text = Read(body);
        var covered = new bool[body.Length];
        var end = 0;
        foreach (var token in text.Tokens)
        {
            if (token.Start < end || token.End <= token.Start)
                return false;
            end = token.End;
            Array.Fill(covered, true, token.Start, token.End - token.Start);
        }
        return covered.Index().All(c => c.Item || Tokenizer.IsSpace(body[c.Index]))
            && text.Sentences.Sum(s => s.End - s.First) == text.Tokens.Length
            && text.Sentences.All(s => IsTree(text, s));
    }

    /// <summary>One root, every head in the sentence, no cycle.</summary>
    private static bool IsTree(AnnotatedText text, Sentence sentence)
    {
        var roots = 0;
        for (var t = sentence.First; t < sentence.End; t++)
        {
            roots += text.Tree[t].Head < 0 ? 1 : 0;
            var steps = 0;
            for (var at = t; at >= 0; at = text.Tree[at].Head)
            {
                if (!sentence.Tokens.Contains(at) || ++steps > sentence.End - sentence.First)
                    return false;
            }
        }
        return roots == 1;
    }

    [Fact]
    public void MaximumTree_SmallGraphs_IsTheBestOfAllTrees()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var n = 2 + round % 4;
            var scores = Enumerable.Range(0, n * n).Select(_ => random.NextSingle()).ToArray();
            var heads = MaximumTree.Solve(scores, n, 0);
            var total = Enumerable.Range(1, n - 1).Sum(d => scores[d * n + heads[d]]);
            total.ShouldBe(BestTree(scores, n), 1e-4f);
        }
    }

    private static float BestTree(float[] scores, int n)
    {
        var best = float.NegativeInfinity;
        for (var code = 0; code < Math.Pow(n, n - 1); code++)
        {
            var heads = new int[n];
            heads[0] = -1;
            for (int d = 1, rest = code; d < n; d++, rest /= n)
                heads[d] = rest % n;
            var reaches = Enumerable.Range(1, n - 1).All(d => Walk(heads, d));
            if (reaches)
                best = Math.Max(best, Enumerable.Range(1, n - 1).Sum(d => scores[d * n + heads[d]]));
        }
        return best;
    }

    private static bool Walk(int[] heads, int at)
    {
        for (var steps = 0; steps <= heads.Length; steps++)
        {
            if (at == 0)
                return true;
            at = heads[at];
        }
        return false;
    }
}
