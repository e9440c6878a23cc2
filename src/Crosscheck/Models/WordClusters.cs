using System.Numerics;

namespace Crosscheck.Models;

/// <summary>
/// Where a word stands in the tree of word classes. Code is a 1 followed by the path from the root (at most 31 bits), 0 for an
/// unknown word.
/// </summary>
public readonly record struct WordCluster(uint Code)
{
    public bool Known => Code != 0;

    /// <summary>The first <paramref name="bits"/> steps of the path as one number, the whole path where it is shorter; 0 for an unknown word.</summary>
    public uint Prefix(int bits)
    {
        var length = BitOperations.Log2(Code | 1);
        return length <= bits ? Code : Code >> (length - bits);
    }
}

/// <summary>
/// Classes of words that stand in like surroundings, learned from unlabelled text: what a tagger knows of a word that its own
/// training text does not hold. Classes by the exchange algorithm (Martin, Liermann, Ney 1998), joined to a tree as in
/// Brown et al. 1992. One look-up of a hash table, nothing allocated.
/// </summary>
public sealed class WordClusters
{
    private readonly WordTable _codes;

    internal WordClusters(WordTable codes) => _codes = codes;

    /// <summary>The classes of the build.</summary>
    public static WordClusters Shared { get; } = new(WordTable.Load("models/clusters.bin"));

    /// <summary>The class of a word form, whatever its case; the default where it is unknown.</summary>
    public WordCluster Of(ReadOnlySpan<char> form) => OfKey(WordTable.Key(form));

    /// <summary>The class of the word with a <see cref="WordTable.Key"/>.</summary>
    public WordCluster OfKey(uint key) => new(_codes.Of(key));

    /// <summary>A hash of the form in lower case, every digit as 0 and every apostrophe straight; never 0.</summary>
    public static uint Key(ReadOnlySpan<char> form) => WordTable.Key(form);
}
