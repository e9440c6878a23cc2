using System.Numerics;
using System.Runtime.InteropServices;
using Crosscheck.Data;

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
/// <para>Layout (little-endian): magic 'XWC1', number of slots S (a power of two), then S slots of (uint key, uint code).</para>
/// </summary>
public sealed unsafe class WordClusters
{
    private const uint Magic = 0x31435758;
    private readonly uint* _slots;
    private readonly uint _mask;

    private WordClusters(byte* data)
    {
        var head = (uint*)data;
        if (head[0] != Magic)
            throw new InvalidOperationException("'models/clusters.bin' is not of this version. Rebuild it with `lab train clusters`.");
        _mask = head[1] - 1;
        _slots = head + 2;
    }

    /// <summary>The classes of the build.</summary>
    public static WordClusters Shared { get; } = new((byte*)DataFile.Map("models/clusters.bin").Address);

    /// <summary>Classes from bytes just written, for the lab; the copy lives as long as the process.</summary>
    public static WordClusters FromBytes(ReadOnlySpan<byte> bytes)
    {
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes.Length, 64);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        return new WordClusters(memory);
    }

    /// <summary>The class of a word form, whatever its case; the default where it is unknown.</summary>
    public WordCluster Of(ReadOnlySpan<char> form) => OfKey(Key(form));

    /// <summary>The class of the word with a <see cref="Key"/>.</summary>
    public WordCluster OfKey(uint key)
    {
        for (var slot = key & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[2 * slot];
            if (found == key)
                return new WordCluster(_slots[2 * slot + 1]);
            if (found == 0)
                return default;
        }
    }

    /// <summary>A hash of the form in lower case, every digit as 0 and every apostrophe straight; never 0.</summary>
    public static uint Key(ReadOnlySpan<char> form)
    {
        var h = 2166136261u;
        foreach (var c in form)
            h = (h ^ Fold(c)) * 16777619u;
        return Feature.Of(0, h);
    }

    /// <summary>Writes a table: code by key.</summary>
    public static byte[] Write(IReadOnlyDictionary<uint, uint> codes)
    {
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, codes.Count * 3 / 2));
        var table = new uint[2 + 2 * slots];
        table[0] = Magic;
        table[1] = slots;
        foreach (var (key, code) in codes.OrderBy(c => c.Key))
        {
            var slot = key & (slots - 1);
            while (table[2 + 2 * slot] != 0)
                slot = (slot + 1) & (slots - 1);
            table[2 + 2 * slot] = key;
            table[3 + 2 * slot] = code;
        }
        return MemoryMarshal.AsBytes(table.AsSpan()).ToArray();
    }

    private static char Fold(char c) => c switch
    {
        >= 'a' and <= 'z' => c,
        >= 'A' and <= 'Z' => (char)(c | 0x20),
        >= '0' and <= '9' => '0',
        '\u2019' => '\'',
        < '\u0080' => c,
        _ => char.ToLowerInvariant(c),
    };
}
