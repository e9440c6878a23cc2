using System.Runtime.CompilerServices;
using Crosscheck.Models;

namespace Crosscheck.Text.Names;

/// <summary>
/// What is known of a token before any name is read: its shape, word class, tag, and its place in the longest entry of each
/// lexicon. A lexicon's byte is 0 outside, else kind &lt;&lt; 2 | (0 begins, 1 inside, 2 ends, 3 alone).
/// </summary>
internal struct NameToken
{
    public WordShape Word;
    public WordCluster Cluster;

    /// <summary>The <see cref="WordTable.Key"/> of the form.</summary>
    public uint Key;
    public uint Tag;
    public byte People;
    public byte Place;
    public byte Actor;
    public byte Nation;
    public byte Kind;

    /// <summary>Whether it may be (part of) a name: it has a capital, or is tagged as one.</summary>
    public bool Candidate;

    /// <summary>Whether the model looks at it: a candidate, or a small word between two.</summary>
    public bool InZone;

    /// <summary>Bit 0: the document has the word in lower case; bit 1: it has it with a capital inside a sentence.</summary>
    public byte Seen;

    public readonly NameWord WordKind => (NameWord)(Kind >> 2);

    public readonly uint Lexicons
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => (uint)(People | Place << 4 | Actor << 12 | Kind << 18 | Nation << 25);
    }
}
