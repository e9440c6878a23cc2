using System.Numerics;
using System.Runtime.InteropServices;
using Crosscheck.Data;

namespace Crosscheck.Models;

/// <summary>
/// Numbers by word, read in place from a file; nothing is allocated on look-up.
/// <para>Layout (little-endian): magic 'XWC1', number of slots S (a power of two), then S slots of (uint key, uint value).</para>
/// </summary>
public sealed unsafe class WordTable
{
    private const uint Magic = 0x31435758;
    private readonly uint* _slots;
    private readonly uint _mask;

    private WordTable(byte* data, string name)
    {
        var head = (uint*)data;
        if (head[0] != Magic)
            throw new InvalidOperationException($"'{name}' is not a table of words of this version. Rebuild it with `lab`.");
        _mask = head[1] - 1;
        _slots = head + 2;
    }

    /// <summary>The table in a data file of the build.</summary>
    public static WordTable Load(string file) => new((byte*)DataFile.Map(file).Address, file);

    /// <summary>The table that begins at an address, in memory that lives as long as the process.</summary>
    internal static WordTable At(byte* address, string name) => new(address, name);

    /// <summary>A table from bytes just written, for the lab; the copy lives as long as the process.</summary>
    public static WordTable FromBytes(ReadOnlySpan<byte> bytes)
    {
        var memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes.Length, 64);
        bytes.CopyTo(new Span<byte>(memory, bytes.Length));
        return new WordTable(memory, "bytes");
    }

    /// <summary>The value of the word with a <see cref="Key"/>; 0 where it is unknown.</summary>
    public uint Of(uint key)
    {
        for (var slot = key & _mask; ; slot = (slot + 1) & _mask)
        {
            var found = _slots[2 * slot];
            if (found == key)
                return _slots[2 * slot + 1];
            if (found == 0)
                return 0;
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

    /// <summary>Writes a table: value by key.</summary>
    public static byte[] Write(IReadOnlyDictionary<uint, uint> values)
    {
        var slots = BitOperations.RoundUpToPowerOf2((uint)Math.Max(16, values.Count * 3 / 2));
        var table = new uint[2 + 2 * slots];
        table[0] = Magic;
        table[1] = slots;
        foreach (var (key, value) in values.OrderBy(c => c.Key))
        {
            var slot = key & (slots - 1);
            while (table[2 + 2 * slot] != 0)
                slot = (slot + 1) & (slots - 1);
            table[2 + 2 * slot] = key;
            table[3 + 2 * slot] = value;
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
