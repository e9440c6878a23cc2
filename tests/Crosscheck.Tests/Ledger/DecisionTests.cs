using Crosscheck.Claims;
using Crosscheck.Ledger;
using Crosscheck.Views;
using Shouldly;
using Xunit;

namespace Crosscheck.Tests.Ledger;

public class DecisionTests
{
    private static Decision Note(string why, int hour, string? undoes = null) => EntryJson.Draft(new Decision
    {
        Kind = undoes is null ? DecisionKind.Note : DecisionKind.Undo,
        Editor = "ana",
        At = new DateTimeOffset(2021, 1, 1, hour, 0, 0, TimeSpan.Zero),
        Why = why,
        Anchors = [new Anchor("sha256:a", 3, 9, ClaimAttribute.Killed) { Text = "twelve" }],
        Undoes = undoes,
    }).Decision;

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var decision = Note("seen twice", 3) with { Kind = DecisionKind.Correct, Value = new ClaimValue { Low = 4, N = 4, High = 4, Who = "guards" }, Status = ClaimStatus.Preliminary };
        var back = DecisionJson.Read(DecisionJson.Write(decision));
        DecisionJson.Write(back).ShouldBe(DecisionJson.Write(decision));
        back.Anchors.ShouldBe(decision.Anchors);
        back.Value.ShouldBe(decision.Value);
    }

    [Fact]
    public void Of_UndoneDecision_DoesNotStand_InAnyOrder()
    {
        var first = Note("a", 1);
        var second = Note("b", 2);
        var undo = Note("wrong", 3, first.Id);
        StandingDecisions.Of([first, second, undo]).ShouldBe([second]);
        StandingDecisions.Of([undo, second, first]).ShouldBe([second]);
    }

    [Fact]
    public void Of_UndoneUndo_LetsTheFirstStandAgain()
    {
        var first = Note("a", 1);
        var undo = Note("wrong", 2, first.Id);
        StandingDecisions.Of([first, undo, Note("right after all", 3, undo.Id)]).ShouldBe([first]);
    }
}
