using System.Runtime.InteropServices;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Text;

/// <summary>
/// Words that stand in lower case in plain text ("road", "police", "justice"): a capital makes no place of them.
/// A sorted list of hashes, learned by <c>lab train places</c> from the shipping corpora.
/// </summary>
internal static class CommonWords
{
    /// <summary>The hash of a word in lower case.</summary>
    public static uint Key(ReadOnlySpan<char> form)
    {
        Span<char> lower = stackalloc char[Math.Min(form.Length, 24)];
        form[..lower.Length].ToLowerInvariant(lower);
        return Feature.Hash(lower);
    }

    public static bool Contains(uint key) => Keys.BinarySearch(key) >= 0;

    private static ReadOnlySpan<uint> Keys => MemoryMarshal.Cast<byte, uint>(DataFile.Bytes("models/common-words.bin"));
}
