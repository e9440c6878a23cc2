using System.Collections.Frozen;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>Words that hint at a kind of attack, at its target, at an earlier event or at one that did not happen.</summary>
public enum IncidentCue : byte { None, Air, Shell, Suicide, Bomb, Blast, Grenade, Clash, Shoot, Abduct, Mob, Demo, Loot, Attack, Forces, Civil, Ship, Past, Plan, Accident, Nature, Sport, Cyber, Health, Labour, Talks, Test, Theft, Court }

/// <summary>The lexicon <c>lexicons/incident-cues.tsv</c>: one word or two, matched in lower case, a final s left aside.</summary>
internal static class IncidentCues
{
    public static readonly int Count = Enum.GetValues<IncidentCue>().Length;

    private static readonly FrozenDictionary<uint, IncidentCue> Lexicon = Load();

    /// <summary>The cue of a word alone, or of it with the word before it.</summary>
    public static IncidentCue Of(ReadOnlySpan<char> word, ReadOnlySpan<char> next)
    {
        if (next.Length > 0 && Lexicon.TryGetValue(Feature.Of(2, Feature.Hash(word), Feature.Hash(next)), out var both))
            return both;
        if (next.Length > 4 && next[^1] == 's' && Lexicon.TryGetValue(Feature.Of(2, Feature.Hash(word), Feature.Hash(next[..^1])), out both))
            return both;
        if (Lexicon.TryGetValue(Feature.Hash(word), out var cue))
            return cue;
        return word.Length > 3 && word[^1] == 's' && Lexicon.TryGetValue(Feature.Hash(word[..^1]), out cue) ? cue : IncidentCue.None;
    }

    private static FrozenDictionary<uint, IncidentCue> Load()
    {
        var lexicon = new Dictionary<uint, IncidentCue>();
        foreach (var row in DataFile.Rows("lexicons/incident-cues.tsv"))
        {
            var words = row[0].Split(' ');
            var key = words.Length == 1 ? Feature.Hash(words[0]) : Feature.Of(2, Feature.Hash(words[0]), Feature.Hash(words[1]));
            lexicon[key] = Enum.Parse<IncidentCue>(row[1], ignoreCase: true);
        }
        return lexicon.ToFrozenDictionary();
    }
}
