using System.Collections.Frozen;
using Crosscheck.Models;
using Crosscheck.Text.Names;

namespace Crosscheck.Text.Attributions;

/// <summary>Finds base noun phrases and pronouns by word classes, one sentence at a time, left to right.</summary>
internal sealed class PhraseChunker(SourceScan scan, WordTable words)
{
    private static readonly FrozenSet<uint> Times = Set(
        "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december "
        + "yesterday today tonight tomorrow morning afternoon evening night noon midnight week month year day hour hours days");

    private static readonly FrozenSet<uint> Speakers = Set("he she they it we i who which");

    private static FrozenSet<uint> Set(string list) => list.Split(' ').Select(w => Feature.Hash(w)).ToFrozenSet();

    /// <summary>Adds the phrases of a sentence to a list.</summary>
    public void Chunk(Sentence sentence, List<Phrase> phrases)
    {
        var firstPhrase = phrases.Count;
        var i = sentence.First;
        while (i < sentence.End)
        {
            if (words.Class[i] is WordClass.Pron or WordClass.Conj && Speakers.Contains(words.Lower[i]))
            {
                phrases.Add(new Phrase(i, i + 1, i + 1, i, null, false, true));
                i++;
            }
            else if (Starts(ClassOf(i)))
            {
                i = Base(i, sentence.End, phrases);
            }
            else
            {
                i++;
            }
        }
        for (var k = phrases.Count - 2; k >= firstPhrase; k--)
            phrases[k] = Extend(phrases[k], phrases[k + 1]);
    }

    /// <summary>A participle that the tree hangs on a noun behind it belongs to the noun's phrase: "the state-run agency"; not "an official requesting anonymity".</summary>
    private WordClass ClassOf(int i) =>
        words.Class[i] == WordClass.Verb && scan.Text.Tree.Length > i && scan.Text.Tree[i] is { Relation: "amod" or "compound" } arc && arc.Head > i
        && !(i > 0 && (scan.Text.Tags[i - 1].Upos is Upos.NOUN or Upos.PROPN || SourceNouns.EndingAt(words, i - 1) is not null))
            ? WordClass.Content : words.Class[i];

    private static bool Starts(WordClass c) => c is WordClass.Det or WordClass.Poss or WordClass.Num or WordClass.Content or WordClass.Name;

    /// <summary>Reads one base phrase and returns the token behind it.</summary>
    private int Base(int first, int end, List<Phrase> phrases)
    {
        int head = -1, i = first;
        var name = false;
        while (i < end)
        {
            var c = ClassOf(i);
            if (c is WordClass.Det or WordClass.Poss && i > first)
                break;
            if (c is WordClass.Content or WordClass.Name or WordClass.Num)
            {
                if (head >= first && Times.Contains(words.Lower[i]) && words.Class[head] != WordClass.Num)
                    break;
                head = i;
                name |= c == WordClass.Name;
            }
            else if (c == WordClass.Genitive && head >= 0)
            {
                Add(phrases, first, i, head, name);
            }
            else if (!(c is WordClass.Det or WordClass.Poss || (c == WordClass.Hyphen && head >= 0) || (c == WordClass.Conj && Joins(i, end))))
            {
                break;
            }
            i++;
        }
        if (head >= 0)
            Add(phrases, first, head + 1, head, name);
        return Math.Max(head + 1, Math.Max(i, first + 1));
    }

    /// <summary>"local authorities and medics": one source.</summary>
    private bool Joins(int i, int end) =>
        i + 1 < end && words.Is(i, "and") && SourceNouns.EndingAt(words, i - 1) is not null && words.Class[i + 1] is WordClass.Content or WordClass.Name
        && (SourceNouns.EndingAt(words, i + 1) is not null || (i + 2 < end && SourceNouns.EndingAt(words, i + 2) is not null));

    private void Add(List<Phrase> phrases, int first, int end, int head, bool name)
    {
        if (Times.Contains(words.Lower[head]))
            return;
        SourceNoun? noun = null;
        for (var k = head; k >= first && noun is null; k--)
        {
            noun = SourceNouns.EndingAt(words, k);
            if (noun is null && words.Class[k] != WordClass.Name)
                break;
        }
        var actor = name ? ActorIn(first, end) : null;
        phrases.Add(new Phrase(first, end, end, head, noun, name, false) { Actor = actor, IsPlace = name && actor is null && scan.IsPlace(head) });
    }

    /// <summary>The actor with the longest name in a phrase.</summary>
    private Actor? ActorIn(int first, int end)
    {
        Actor? best = null;
        var longest = 0;
        for (var t = first; t < end; t++)
        {
            if (words.Class[t] == WordClass.Name && ActorLexicon.Shared.Longest(scan.Text, t, end, out var actor) is var length && length > longest)
                (best, longest) = (actor, length);
        }
        return best;
    }

    /// <summary>Hangs "of defence", "in Kabul", "(ABC)" on a phrase.</summary>
    private Phrase Extend(Phrase phrase, Phrase next)
    {
        var p = phrase.Extent;
        if (phrase.IsPronoun || next.IsPronoun || p >= words.Count)
            return phrase;
        if (words.Class[p] == WordClass.Open && next.First == p + 1 && next.End < words.Count && words.Class[next.End] == WordClass.Close && next.HasName)
            return phrase with { Extent = next.End + 1 };
        if (next.First != p + 1 || words.Class[p] != WordClass.Prep)
            return phrase;
        var of = words.Is(p, "of");
        if (of && !phrase.HasName && next.Noun is not null && words.IsAny(phrase.Head, ["one", "two", "three", "four", "all", "some", "several", "both", "most", "many", "member", "members", "number", "group", "head"]))
            return phrase with { Extent = next.Extent, Noun = phrase.Noun ?? next.Noun };
        if (of ? phrase.Noun is not null || phrase.HasName : phrase.Noun is not null && words.IsAny(p, ["in", "for", "from", "at", "on", "with", "near", "to"]))
            return phrase with { Extent = Math.Min(next.Extent, phrase.First + 24) };
        return phrase;
    }

}
