using System.Collections.Immutable;
using Crosscheck.Claims;

namespace Crosscheck.Ledger;

public enum DecisionKind : byte { Accept, Reject, Correct, Merge, Split, Figure, Note, Undo, Add }

/// <summary>
/// A place in a document that a decision is about: words [Start, End) of its body, and the attribute that a claim there
/// has. It outlives the reading that it was made on. Start is -1 where the whole document is meant.
/// </summary>
public sealed record Anchor(string Document, int Start, int End, ClaimAttribute? Attribute)
{
    /// <summary>The words that stood there when the editor decided; for people, the span decides.</summary>
    public string Text { get; init; } = "";

    public bool IsWholeDocument => Start < 0;

    /// <summary>Does the anchor mean evidence at this span?</summary>
    public bool Covers(int start, int end) => IsWholeDocument || (start < End && Start < end) || (start == Start && end == End);
}

/// <summary>
/// What an editor did, when and why. Accept, reject and correct are about the claims at <see cref="Anchors"/>; merge
/// brings the tellings at the anchors together; split keeps those of <see cref="Anchors"/> apart from those of
/// <see cref="Apart"/>; figure chooses <see cref="Value"/> for <see cref="Attribute"/> of the incident at the anchors;
/// note is words; add is a claim that the reader missed, of the telling at the anchor, said by <see cref="Source"/> in
/// <see cref="Words"/>; undo takes back the decision <see cref="Undoes"/> and carries its anchors, so that it is found where that is.
/// </summary>
public sealed record Decision
{
    /// <summary>"d-" and the first 16 hexadecimal digits of the hash of its JSON; given when it is written.</summary>
    public string Id { get; init; } = "";
    public required DecisionKind Kind { get; init; }
    public required string Editor { get; init; }
    public required DateTimeOffset At { get; init; }
    public required string Why { get; init; }
    public ImmutableArray<Anchor> Anchors { get; init; } = [];
    public ImmutableArray<Anchor> Apart { get; init; } = [];
    public ClaimAttribute? Attribute { get; init; }
    public ClaimValue? Value { get; init; }

    /// <summary>The status that a correction gives the claim; null leaves it.</summary>
    public ClaimStatus? Status { get; init; }
    public string? Undoes { get; init; }

    /// <summary>Who says an added claim; "" for the report itself.</summary>
    public string? Source { get; init; }

    /// <summary>The words that carry an added claim's value.</summary>
    public Anchor? Words { get; init; }

    /// <summary>The documents that it touches, each once.</summary>
    public IEnumerable<string> Documents => Anchors.Concat(Apart).Select(a => a.Document).Distinct(StringComparer.Ordinal);
}

/// <summary>The decisions that stand: those not undone, in the order of their time, then id. Arrival plays no part.</summary>
public static class StandingDecisions
{
    public static ImmutableArray<Decision> Of(IEnumerable<Decision> decisions)
    {
        var all = decisions.DistinctBy(d => d.Id).OrderBy(d => d.At).ThenBy(d => d.Id, StringComparer.Ordinal).ToList();
        // An undo may itself be undone: newest first, an undo counts only while nothing newer took it back.
        var undone = new HashSet<string>(StringComparer.Ordinal);
        for (var i = all.Count - 1; i >= 0; i--)
        {
            if (all[i].Kind == DecisionKind.Undo && !undone.Contains(all[i].Id) && all[i].Undoes is { } id)
                undone.Add(id);
        }
        return [.. all.Where(d => d.Kind != DecisionKind.Undo && !undone.Contains(d.Id))];
    }
}
