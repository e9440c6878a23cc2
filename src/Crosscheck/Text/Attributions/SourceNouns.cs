using System.Collections.Frozen;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Text.Attributions;

/// <summary>What a noun that can speak stands for.</summary>
internal enum SourceForm : byte { Person, People, Institution, Document }

/// <summary>One row of <c>lexicons/source-nouns.tsv</c>: a noun whose bearer can be cited.</summary>
/// <param name="Unnamed">True where such a source without a name is an unnamed person ("officials", "a witness").</param>
internal sealed record SourceNoun(string Noun, string Kind, SourceForm Form, bool Unnamed, string Example);

/// <summary>The nouns that can speak: officials, ministries, witnesses, newspapers, statements.</summary>
internal static class SourceNouns
{
    public static IReadOnlyList<SourceNoun> Rows { get; } = DataFile.Rows("lexicons/source-nouns.tsv")
        .Select(r => new SourceNoun(r[0], r[1], Enum.Parse<SourceForm>(r[2], true), r[3] == "yes", r[4])).ToArray();

    private static readonly FrozenDictionary<uint, (string[] Words, SourceNoun Noun)[]> ByLastWord =
        Rows.Select(r => (Words: r.Noun.Replace("-", " - ", StringComparison.Ordinal).Split(' '), Noun: r))
            .GroupBy(r => r.Words[^1])
            .ToFrozenDictionary(g => Feature.Hash(g.Key), g => g.OrderByDescending(r => r.Words.Length).ToArray());

    /// <summary>The longest noun that ends at a token ("civil defence" at "defence"), or null.</summary>
    public static SourceNoun? EndingAt(WordTable words, int token)
    {
        if (!ByLastWord.TryGetValue(words.Lower[token], out var nouns))
            return null;
        foreach (var (parts, noun) in nouns)
        {
            var first = token - parts.Length + 1;
            if (first >= 0 && Matches(words, first, parts))
                return noun;
        }
        return null;
    }

    private static bool Matches(WordTable words, int first, string[] parts)
    {
        for (var k = 0; k < parts.Length; k++)
        {
            if (!words.Is(first + k, parts[k]))
                return false;
        }
        return true;
    }
}
