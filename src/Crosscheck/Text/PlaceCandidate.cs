using System.Collections.Immutable;

namespace Crosscheck.Text;

/// <summary>What the words beside a name say that it is ("Anbar province", "the town of X", "X airport").</summary>
public enum PlaceHint : byte { None, Country, Province, District, Town, Section, Site }

/// <summary>
/// Tokens that stand as a name in the gazetteer, with the places that bear it, most populous first, each flagged <see cref="Gazetteer.Alternate"/> where the name is not its main one.
/// <paramref name="Key"/> is the finished hash of the folded name: the same name in another spot has the same key.
/// </summary>
internal sealed record PlaceCandidate(TokenRange Tokens, ulong Key, ImmutableArray<int> Places, PlaceHint Hint)
{
    /// <summary>The country whose people the word names ("Iraqi"); 0 where it names none.</summary>
    public int People { get; init; }

    /// <summary>The hash of the lower-case words, as <see cref="CommonWords"/> holds it.</summary>
    public uint Words { get; init; }

    /// <summary>The number of one of the places, without its flag.</summary>
    public int Place(int index) => Places[index] & ~Gazetteer.Alternate;
}
