using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Text;
using Crosscheck.Text.Attributions;

namespace Crosscheck.Claims;

/// <summary>The platforms on which sources speak, by the words of <c>rules/relays.tsv</c>.</summary>
internal static class RelayWords
{
    private static readonly ImmutableArray<(string[] Words, string Relay)> Rows =
        [.. DataFile.Rows("rules/relays.tsv").SelectMany(r => r[1].Split('|').Select(w => (w.Split(' '), r[2])))];

    /// <summary>The first platform that a sentence names; null where it names none.</summary>
    public static string? Of(SourceScan scan, Sentence sentence)
    {
        for (var t = sentence.First; t < sentence.End; t++)
        {
            foreach (var (words, relay) in Rows)
            {
                if (Stands(scan.Words, t, sentence.End, words))
                    return relay;
            }
        }
        return null;
    }

    private static bool Stands(WordTable words, int at, int end, string[] parts)
    {
        for (var k = 0; k < parts.Length; k++)
        {
            if (at + k >= end || !words.Is(at + k, parts[k]))
                return false;
        }
        return true;
    }
}
