using System.Collections.Frozen;
using System.Collections.Immutable;
using Crosscheck.Data;
using Crosscheck.Models;

namespace Crosscheck.Text.Attributions;

/// <summary>What an attribution cue says about how its source came to speak.</summary>
internal enum CueKind : byte { Say, Post, Report, Quote, Confirm, Deny, Blame, Claim, Believe, Count, Prep, Passive, Noun }

/// <summary>Where the source of a cue stands: before a verb (or after an inverted one), behind the cue, or around a noun.</summary>
internal enum CueFrame : byte { Subject, Object, Passive, Noun }

/// <summary>One row of <c>lexicons/cues.tsv</c>.</summary>
internal sealed record CueEntry(string Id, int Number, CueKind Kind, CueFrame Frame, string Status, string Example, string Source)
{
    /// <summary>A hash of the id, for features.</summary>
    public uint Hash { get; } = Feature.Hash(Id);
}

/// <summary>The words that mark an attribution, by their first word.</summary>
internal sealed class CueLexicon
{
    private readonly FrozenDictionary<uint, Form[]> _forms;

    private readonly record struct Form(string[] Words, CueEntry Entry);

    private CueLexicon(ImmutableArray<CueEntry> entries, FrozenDictionary<uint, Form[]> forms)
    {
        Entries = entries;
        _forms = forms;
    }

    public static CueLexicon Default { get; } = Read("lexicons/cues.tsv");

    public ImmutableArray<CueEntry> Entries { get; }

    /// <summary>The longest cue that begins at a token, and how many tokens it covers; null where none does.</summary>
    /// <param name="noun">True where the word is used as a noun: then only noun cues and fixed phrases count, else only the others.</param>
    public (CueEntry Entry, int Length)? At(WordTable words, int token, bool noun)
    {
        if (!_forms.TryGetValue(words.Lower[token], out var forms))
            return null;
        foreach (var form in forms)
        {
            if ((form.Entry.Frame == CueFrame.Subject && noun) || (form.Entry.Frame == CueFrame.Noun && !noun))
                continue;
            if (Matches(words, token, form.Words))
                return (form.Entry, form.Words.Length);
        }
        return null;
    }

    private static bool Matches(WordTable words, int token, string[] form)
    {
        if (token + form.Length > words.Lower.Length)
            return false;
        for (var k = 0; k < form.Length; k++)
        {
            if (!words.Is(token + k, form[k]))
                return false;
        }
        return true;
    }

    private static CueLexicon Read(string file)
    {
        var entries = ImmutableArray.CreateBuilder<CueEntry>();
        var forms = new Dictionary<uint, List<Form>>();
        foreach (var row in DataFile.Rows(file))
        {
            var entry = new CueEntry(row[0], entries.Count, Enum.Parse<CueKind>(row[2], true), Enum.Parse<CueFrame>(row[3], true), row[4], row[5], row[6]);
            entries.Add(entry);
            foreach (var form in row[1].Split('|'))
            {
                var parts = form.Split(' ');
                var key = Feature.Hash(parts[0]);
                if (!forms.TryGetValue(key, out var list))
                    forms[key] = list = [];
                list.Add(new Form(parts, entry));
            }
        }
        var frozen = forms.ToFrozenDictionary(p => p.Key, p => p.Value.OrderByDescending(f => f.Words.Length).ToArray());
        return new CueLexicon(entries.ToImmutable(), frozen);
    }
}
