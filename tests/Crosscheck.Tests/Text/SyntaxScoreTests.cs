using Crosscheck.Lab.Syntax;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Text;

public class SyntaxScoreTests
{
    private const string Gold = """
        # newdoc id = one
        # newpar
        1-2	Don't	_	_	_	_	_	_	_	_
        1	Do	do	AUX	VBP	_	3	aux	_	_
        2	n't	not	PART	RB	_	3	advmod	_	_
        3	go	go	VERB	VB	_	0	root	_	SpaceAfter=No
        4	.	.	PUNCT	.	_	3	punct	_	_

        1	Stay	stay	VERB	VB	_	0	root	_	_
        2	here	here	ADV	RB	_	1	advmod:loc	_	_

        """;

    [Fact]
    public void Parse_MultiwordToken_SharesItsSpan()
    {
        var document = Treebank.Parse(Gold.Split('\n').Select(l => l.TrimEnd('\r'))).Single();
        document.Text.ShouldBe("Don't go. Stay here");
        document.Sentences[0].Select(w => document.Text[w.Start..w.End]).ShouldBe(["Do", "n't", "go", "."]);
    }

    [Fact]
    public void Add_GoldAgainstItself_IsHundredOnEveryMeasure()
    {
        var document = Treebank.Parse(Gold.Split('\n')).Single();
        var score = new SyntaxScore();
        score.Add(document.Sentences, document.Sentences);
        score.All.ShouldAllBe(m => m.Tally.F1 == 100);
    }

    [Fact]
    public void Add_OtherHeadAndSubtype_CountsTheHeadOnly()
    {
        var gold = Treebank.Parse(Gold.Split('\n')).Single();
        var system = Treebank.Parse(Gold.Replace("4\t.\t.\tPUNCT\t.\t_\t3", "4\t.\t.\tPUNCT\t.\t_\t1", StringComparison.Ordinal).Replace("advmod:loc", "advmod", StringComparison.Ordinal).Split('\n')).Single();
        var score = new SyntaxScore();
        score.Add(gold.Sentences, system.Sentences);
        score.Uas.Correct.ShouldBe(5);
        score.Las.Correct.ShouldBe(5);
    }
}
