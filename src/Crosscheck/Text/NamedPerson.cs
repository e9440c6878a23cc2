using Crosscheck.Text.Names;

namespace Crosscheck.Text;

/// <summary>
/// A named person as one who may be counted ("Gen. Omar Tal was killed"). Takes the names layer where it stands before;
/// without it, a run of proper nouns that no place, people or actor bears.
/// </summary>
internal sealed class NamedPerson(AtomText text, NumberLexicon lexicon)
{
    private const int Longest = 8;
    private readonly int[] _nameEnds = EndsOfPersons(text.Text);
    private readonly bool _named = (text.Text.Layers & Layers.Names) != 0;

    /// <summary>The atom behind the name of a person that begins at an atom; 0 where none does.</summary>
    public int Read(int at, int limit)
    {
        if (!text.Capital(at) || text.Text.Tags.IsDefaultOrEmpty || (at > 0 && text.Items[at].Token == text.Items[at - 1].Token))
            return 0;
        if (_named)
            return _nameEnds[text.Items[at].Token] is > 0 and var end ? Math.Min(limit, text.OfToken(end)) : 0;
        return Run(at, limit);
    }

    private static int[] EndsOfPersons(AnnotatedText text)
    {
        if ((text.Layers & Layers.Names) == 0)
            return [];
        var ends = new int[text.Tokens.Length];
        foreach (var name in text.Names)
        {
            if (name.Type == NameType.Person && name.Tokens.Length > 0)
                ends[name.Tokens.First] = name.Tokens.End;
        }
        return ends;
    }

    private int Run(int at, int limit)
    {
        var end = at;
        var last = at;
        for (var i = at; i < Math.Min(limit, at + Longest); i++)
        {
            if (IsNameWord(i))
                (end, last) = (i + 1, i);
            else if (!(i > at && Joins(i, limit)))
                break;
        }
        if (end == at || lexicon.IsBodyWord(text.Items[last].Word) || lexicon.IsBodyWord(text.Items[at].Word) || AllCapitals(last))
            return 0;
        var first = text.Items[at].Token;
        return IsPlace(first, text.Items[end - 1].Token + 1) || ActorLexicon.Shared.Longest(text.Text, first, text.Text.Tokens.Length, out _) > 0 ? 0 : end;
    }

    private bool IsNameWord(int at)
    {
        var tag = text.Text.Tags[text.Items[at].Token].Upos;
        var c = lexicon.ClassOf(text.Items[at].Word);
        return text.Capital(at) && tag == Upos.PROPN && text.Items[at].Length > 1
            && (c & (NumberClass.Month | NumberClass.Demonym | NumberClass.NumberWord | NumberClass.Negation)) == 0;
    }

    /// <summary>Marks and small words inside a name: "al-", "Gen.", "bin", "de".</summary>
    private bool Joins(int at, int limit)
    {
        if (at + 1 >= limit || !(text.Items[at + 1].Glued || IsNameWord(at + 1) || text.Form(at) is "-"))
            return false;
        return text.Form(at) is "-" or "." or "'" or "’" or "al" or "el" or "bin" or "ibn" or "de" or "del" or "la" or "van" or "von" or "ul" or "ur" or "dela";
    }

    private bool AllCapitals(int at)
    {
        foreach (var c in text.Form(at))
        {
            if (!char.IsUpper(c))
                return false;
        }
        return true;
    }

    private bool IsPlace(int first, int end)
    {
        var places = text.Text.Places;
        int low = 0, high = places.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (places[middle].Tokens.End <= first)
                low = middle + 1;
            else
                high = middle;
        }
        return low < places.Length && places[low].Resolved is not null && places[low].Tokens.First <= first && places[low].Tokens.End >= end;
    }
}
