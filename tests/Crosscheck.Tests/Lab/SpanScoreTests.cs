using Crosscheck.Lab.NamedEntities;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Lab;

public sealed class SpanScoreTests
{
    private static readonly HashSet<(int, int, string)> Gold = [(0, 2, "PER"), (4, 5, "LOC")];

    [Fact]
    public void A_perfect_answer_scores_one()
    {
        var score = new SpanScore();
        score.Add(Gold, Gold);
        score.F1.ShouldBe(1);
    }

    [Fact]
    public void A_wrong_type_or_border_is_no_hit()
    {
        var score = new SpanScore();
        score.Add(Gold, new HashSet<(int, int, string)> { (0, 2, "ORG"), (4, 6, "LOC") });
        score.F1.ShouldBe(0);
    }

    [Fact]
    public void Half_found_and_nothing_else_is_two_thirds()
    {
        var score = new SpanScore();
        score.Add(Gold, new HashSet<(int, int, string)> { (0, 2, "PER") });
        score.F1.ShouldBe(2.0 / 3, 1e-9);
    }
}
