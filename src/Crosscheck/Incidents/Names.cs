using System.Collections.Immutable;
using Crosscheck.Models;

namespace Crosscheck.Incidents;

/// <summary>Names as sets of hashed words, so that "the Popular Mobilization Units" and "PMU" can meet through the alias table.</summary>
public static class Names
{
    private static readonly HashSet<string> Empty = new(
        "the a an of in on at to by and or for from with its his her their near some two three four five six seven eight nine ten one several many other others people person".Split(' '),
        StringComparer.Ordinal);

    /// <summary>The words of a name, lower case, plural endings and articles left out, "U.S." written "us".</summary>
    public static IEnumerable<string> Words(string? name)
    {
        if (string.IsNullOrEmpty(name))
            yield break;
        var text = name.ToLowerInvariant().Replace("u.s.", "us", StringComparison.Ordinal).Replace("u.k.", "uk", StringComparison.Ordinal);
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            var letter = i < text.Length && char.IsLetterOrDigit(text[i]);
            if (letter && start < 0)
                start = i;
            if (letter || start < 0)
                continue;
            var word = text[start..i];
            start = -1;
            if (word.Length > 3 && word[^1] == 's')
                word = word[..^1];
            if (!Empty.Contains(word))
                yield return word;
        }
    }

    /// <summary>The hashed words of names, ascending, each once.</summary>
    public static ImmutableArray<uint> Set(IEnumerable<string?> names)
    {
        var set = new SortedSet<uint>();
        foreach (var name in names)
        {
            foreach (var word in Words(name))
                set.Add(Feature.Hash(word));
        }
        return [.. set];
    }

    /// <summary>Do two names share at least half of the shorter one's words?</summary>
    public static bool Similar(string? a, string? b)
    {
        var first = Words(a).ToHashSet(StringComparer.Ordinal);
        var second = Words(b).ToHashSet(StringComparer.Ordinal);
        if (first.Count == 0 || second.Count == 0)
            return first.Count == second.Count;
        return 2 * first.Count(second.Contains) >= Math.Min(first.Count, second.Count);
    }

    /// <summary>How many members two ascending sets share.</summary>
    public static int Shared(ImmutableArray<uint> a, ImmutableArray<uint> b)
    {
        int i = 0, j = 0, shared = 0;
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                shared++;
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }
        return shared;
    }
}
