using Crosscheck.Text.Names;

namespace Crosscheck.Text.Attributions;

/// <summary>
/// A base noun phrase or pronoun. <paramref name="End"/> closes the base phrase ("the ministry"),
/// <paramref name="Extent"/> what hangs on it ("the ministry of defence in Kabul").
/// </summary>
/// <param name="Noun">The noun that can speak, where the phrase has one as its head ("spokesman" in "Taliban spokesman Ali Musa").</param>
internal sealed record Phrase(int First, int End, int Extent, int Head, SourceNoun? Noun, bool HasName, bool IsPronoun)
{
    /// <summary>The known group, army, government, agency or outlet that the phrase names.</summary>
    public Actor? Actor { get; init; }

    /// <summary>True where the phrase's head is in a place's name and names no known actor.</summary>
    public bool IsPlace { get; init; }

    public TokenRange Tokens => new(First, Extent);

    /// <summary>Could this be cited at all?</summary>
    public bool CanSpeak => Noun is not null || HasName || IsPronoun;
}
