using System.Runtime.CompilerServices;

namespace Crosscheck.Models;

/// <summary>Hashes of features: deterministic on every machine, 32 bits, never 0.</summary>
public static class Feature
{
    /// <summary>FNV-1a over UTF-16 units, finished by a mixer.</summary>
    public static uint Hash(ReadOnlySpan<char> text)
    {
        var h = 2166136261u;
        foreach (var c in text)
            h = (h ^ c) * 16777619u;
        return Mix(h);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(int template, uint a) => NotZero(Mix(a + (uint)template * 0x9E3779B9u));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(int template, uint a, uint b) => Of(template, Mix(a) * 31 + b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Of(int template, uint a, uint b, uint c) => Of(template, Mix(a) * 31 + b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Mix(uint h)
    {
        h ^= h >> 16;
        h *= 0x85EBCA6Bu;
        h ^= h >> 13;
        h *= 0xC2B2AE35u;
        return h ^ (h >> 16);
    }

    private static uint NotZero(uint h) => h == 0 ? 1 : h;
}
