using Crosscheck.Claims;
using Crosscheck.Ledger;

namespace Crosscheck.Incidents;

/// <summary>Claims that editors added: like the reader's, but that a decision says who read them.</summary>
public static class AddedClaims
{
    /// <summary>What <see cref="Claim.By"/> begins with where an editor read the claim.</summary>
    public const string By = "editor:";

    /// <summary>The added claims of these members' documents, each with the member whose trigger is nearest to its anchor.</summary>
    public static IEnumerable<(Member Member, Claim Claim)> Of(IReadOnlyList<Member> members, IReadOnlyList<Decision> decisions)
    {
        foreach (var decision in decisions)
        {
            if (decision is not { Kind: DecisionKind.Add, Words: { } words, Value: { } value, Attribute: { } attribute, Anchors: [var anchor, ..] })
                continue;
            var own = members.Select((m, i) => ((long)i, m.Profile)).Where(m => m.Profile.Document == anchor.Document);
            if (Constraints.Find(anchor, own) is { } at)
                yield return (members[(int)at], ClaimOf(decision, members[(int)at], words, value, attribute));
        }
    }

    private static Claim ClaimOf(Decision decision, Member member, Anchor words, ClaimValue value, ClaimAttribute attribute) => new()
    {
        Id = decision.Id,
        Incident = member.Profile.Telling,
        Attribute = attribute,
        Value = value,
        Source = string.IsNullOrEmpty(decision.Source) ? Source.OwnVoice : new Source(decision.Source, "other", false, []),
        Status = decision.Status ?? ClaimStatus.Asserted,
        Evidence = new Evidence(words.Start, words.End, words.Text),
        By = By + decision.Editor,
        Score = 1,
    };
}
