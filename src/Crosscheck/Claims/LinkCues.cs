using System.Collections.Frozen;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>Words that tie one attack to another, by the kind of link: the lexicon <c>lexicons/link-cues.tsv</c>.</summary>
internal static class LinkCues
{
    public static readonly string[] Kinds = ["response_to", "part_of", "repeat_at_same_place"];

    private static readonly FrozenDictionary<uint, int> Lexicon = Load();

    /// <summary>The index in <see cref="Kinds"/> of the kind that a token hints at, -1 for none.</summary>
    public static int Of(IncidentText context, int t)
    {
        if (t + 1 < context.Word.Length && Lexicon.TryGetValue(Feature.Of(2, context.Word[t], context.Word[t + 1]), out var kind))
            return kind;
        return Lexicon.TryGetValue(context.Word[t], out kind) ? kind : -1;
    }

    /// <summary>How many words before a cue are looked at for a vow or a doubt.</summary>
    private const int Reach = 5;

    /// <summary>Is the response only vowed, feared or denied ("vowed to avenge", "may provoke an answer", "no immediate response")?</summary>
    public static bool IsUnreal(IncidentText context, int t)
    {
        for (var u = Math.Max(context.Text.Sentences[context.SentenceOf[t]].First, t - Reach); u < t; u++)
        {
            if (Unreal.Contains(context.Word[u]))
                return true;
        }
        return false;
    }

    private static readonly FrozenSet<uint> Unreal = DataFile.Rows("lexicons/link-doubts.tsv").Select(row => Feature.Hash(row[0])).ToFrozenSet();

    private static FrozenDictionary<uint, int> Load()
    {
        var lexicon = new Dictionary<uint, int>();
        foreach (var row in DataFile.Rows("lexicons/link-cues.tsv"))
        {
            var words = row[0].Split(' ');
            lexicon[words.Length == 1 ? Feature.Hash(words[0]) : Feature.Of(2, Feature.Hash(words[0]), Feature.Hash(words[1]))] = Array.IndexOf(Kinds, row[1]);
        }
        return lexicon.ToFrozenDictionary();
    }
}
