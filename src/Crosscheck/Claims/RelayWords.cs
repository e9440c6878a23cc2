using System.Collections.Frozen;
using Crosscheck.Data;
using Crosscheck.Models;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>The platforms on which sources speak, by the words of <c>rules/relays.tsv</c>.</summary>
internal static class RelayWords
{
    private static readonly FrozenDictionary<uint, (string[] Words, string Relay)[]> ByFirst = DataFile.Rows("rules/relays.tsv")
        .SelectMany(r => r[1].Split('|').Select(w => (Words: w.Split(' '), Relay: r[2]))).GroupBy(r => r.Words[0])
        .ToFrozenDictionary(g => Feature.Hash(g.Key), g => g.ToArray());

    /// <summary>The first platform that a sentence names; null where it names none.</summary>
    public static string? Of(SourceScan scan, Sentence sentence)
    {
        for (var t = sentence.First; t < sentence.End; t++)
        {
            if (!ByFirst.TryGetValue(scan.Words.Lower[t], out var rows))
                continue;
            foreach (var (words, relay) in rows)
            {
                if (Stands(scan.Words, t, sentence.End, words))
                    return relay;
            }
        }
        return null;
    }

    private static bool Stands(Text.Attributions.WordTable words, int at, int end, string[] parts)
    {
        for (var k = 0; k < parts.Length; k++)
        {
            if (at + k >= end || !words.Is(at + k, parts[k]))
                return false;
        }
        return true;
    }
}
