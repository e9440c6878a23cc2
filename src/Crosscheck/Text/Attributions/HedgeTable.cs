using System.Collections.Frozen;
using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Text.Attributions;

/// <summary>How a word holds back from what its sentence states, or takes it back, confirms or denies it.</summary>
internal enum HedgeKind : byte { None, Hearsay, Belief, Doubt, Early, Changed, Confirmed, Denied, Unknown, Retracted }

/// <summary>One row of <c>lexicons/hedges.tsv</c>.</summary>
internal sealed record HedgeEntry(string Id, HedgeKind Kind, ImmutableArray<string[]> Forms, string Example)
{
    /// <summary>A hash of the id, for features.</summary>
    public uint Hash { get; } = Feature.Hash(Id);
}

/// <summary>Words of a text that hedge, and where they stand.</summary>
internal readonly record struct Hedge(TokenRange Tokens, HedgeEntry Entry);

/// <summary>The hedges of one text in text order. Built once per text.</summary>
internal sealed class HedgeTable
{
    public static readonly ImmutableArray<HedgeEntry> Entries =
        [.. DataFile.Rows("lexicons/hedges.tsv").Select(r => new HedgeEntry(r[0], Enum.Parse<HedgeKind>(r[2], true), [.. r[1].Split('|').Select(f => f.Split(' '))], r[3]))];

    private static readonly FrozenDictionary<uint, (string[] Words, HedgeEntry Entry)[]> ByFirst = Entries
        .SelectMany(e => e.Forms.Select(f => (Words: f, Entry: e))).GroupBy(f => f.Words[0])
        .ToFrozenDictionary(g => Feature.Hash(g.Key), g => g.OrderByDescending(f => f.Words.Length).ToArray());

    private readonly List<Hedge> _found = [];

    public HedgeTable(WordTable words)
    {
        for (var t = 0; t < words.Count; t++)
        {
            if (!ByFirst.TryGetValue(words.Lower[t], out var forms))
                continue;
            foreach (var (form, entry) in forms)
            {
                if (!Stands(words, t, form))
                    continue;
                _found.Add(new Hedge(new TokenRange(t, t + form.Length), entry));
                t += form.Length - 1;
                break;
            }
        }
    }

    /// <summary>The hedges of a sentence, at most <see cref="SourceScan.Window"/> of them around a token.</summary>
    public ReadOnlySpan<Hedge> Near(Sentence sentence, int token)
    {
        var all = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_found);
        var (first, end) = (FirstAt(sentence.First), FirstAt(sentence.End));
        if (end - first <= SourceScan.Window)
            return all[first..end];
        var at = Math.Clamp(FirstAt(token) - SourceScan.Window / 2, first, end - SourceScan.Window);
        return all.Slice(at, SourceScan.Window);
    }

    private int FirstAt(int token)
    {
        int low = 0, high = _found.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_found[middle].Tokens.First < token)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static bool Stands(WordTable words, int at, string[] form)
    {
        for (var k = 0; k < form.Length; k++)
        {
            if (!words.Is(at + k, form[k]))
                return false;
        }
        return true;
    }
}
