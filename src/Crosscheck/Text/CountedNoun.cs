namespace Crosscheck.Text;

/// <summary>Finds what a count counts: "20 [Nigerian soldiers]", "two of the [attackers]", "13 of them [American troops]".</summary>
internal readonly struct CountedNoun(AtomText text, NumberLexicon lexicon)
{
    private const int Longest = 8;

    /// <summary>The counted noun phrase that begins at or soon after an atom; null where none does. <paramref name="end"/> is the atom behind it.</summary>
    public TokenRange? Read(int at, int limit, out int end)
    {
        end = at;
        var start = SkipPartitive(SkipFillers(at, limit), limit);
        var head = Head(start, limit, out var first);
        if (head < 0)
            return null;
        end = WithComplement(head + 1, limit);
        return text.Tokens(first, end);
    }

    /// <summary>Does a plural noun of people or munitions follow?</summary>
    public bool HasPlural(int at, int limit)
    {
        var head = Head(SkipPartitive(SkipFillers(at, limit), limit), limit, out _);
        return head >= 0 && (Class(head) & (NumberClass.Plural | NumberClass.Harm)) != 0;
    }

    /// <summary>"a family of five", "crew of 23": the noun before "of".</summary>
    public TokenRange? Before(int at, int first) =>
        at - 2 >= first && text.Form(at - 1) is "of" && (Class(at - 2) & (NumberClass.Persons | NumberClass.Person)) != 0
            ? text.Tokens(at - 2, at - 1)
            : null;

    /// <summary>The last noun of the noun phrase that begins at an atom, -1 where there is none that the lexicons know.</summary>
    public int Head(int start, int limit, out int first)
    {
        first = start;
        var head = -1;
        var stop = Math.Min(limit, start + Longest);
        for (var i = start; i < stop; i++)
        {
            var c = Class(i);
            if (((c & NumberClass.NumberWord) != 0 || text.Items[i].Kind == AtomKind.Digits) && !YearOld(ref i, stop, ref head))
                break;
            if (text.Items[i].Kind == AtomKind.Mark)
            {
                if (Possessive(i, stop))
                {
                    first = i + 2;
                    head = -1;
                    i++;
                }
                else if (!InsideWord(i, stop))
                {
                    break;
                }
            }
            else if (head == i)
            {
                continue;
            }
            else if ((c & NumberClass.Noun) != 0 || ((c & NumberClass.Demonym) != 0 && head < 0))
            {
                head = i;
            }
            else if ((c & (NumberClass.Adjective | NumberClass.Demonym)) != 0 && (c & NumberClass.Function) == 0)
            {
                if (head >= 0 && !NounFollows(i + 1, stop))
                    break;
            }
            else if (head >= 0 || (c & NumberClass.Function) != 0 || !Unknown(i, start))
            {
                break;
            }
        }
        return head;
    }

    /// <summary>"19-year-old" and "three-year-old" are people.</summary>
    private bool YearOld(ref int at, int limit, ref int head)
    {
        if (at + 4 >= limit + 1 || text.Form(at + 1) is not "-" || text.Form(at + 2) is not ("year" or "month") || at + 4 >= text.Count)
            return false;
        at += 4;
        head = at;
        return true;
    }

    private bool NounFollows(int at, int limit) => at < limit && (Class(at) & NumberClass.Noun) != 0;

    /// <summary>A word that no list knows may stand before the head, three at most.</summary>
    private bool Unknown(int at, int start) => text.Items[at].Kind == AtomKind.Word && at - start < 4 && !text.Form(at).EndsWith("ly");

    private NumberClass Class(int at) => lexicon.ClassOf(text.Items[at].Word);

    private bool Possessive(int at, int limit) =>
        text.Form(at) is "'" or "’" && at + 1 < limit && text.Items[at].Glued && text.Items[at + 1].Glued && text.Form(at + 1) is "s";

    private bool InsideWord(int at, int limit) =>
        text.Form(at) is "\"" or "“" or "”" or "." || (text.Form(at) is "-" or "‑" && text.Items[at].Glued && at + 1 < limit && text.Items[at + 1].Glued);

    /// <summary>"more", "others": the atom behind them.</summary>
    public int SkipFillers(int at, int limit)
    {
        while (at < limit && text.Form(at) is "more" or "other" or "others" or "additional" or "further" or "extra" or "\"" or "”")
            at++;
        return at;
    }

    private int SkipPartitive(int at, int limit)
    {
        if (at >= limit || text.Form(at) is not "of")
            return at;
        at++;
        if (at < limit && text.Form(at) is "the" or "its" or "their" or "his" or "her" or "our" or "these" or "those" or "them" or "all")
            at++;
        return at;
    }

    /// <summary>"members of the security forces", "employees of Statoil".</summary>
    private int WithComplement(int at, int limit)
    {
        if (at + 1 >= limit || text.Form(at) is not "of")
            return at;
        var start = at + 1;
        if (text.Form(start) is "the" or "its" or "their" or "his" or "our" or "a" or "an")
            start++;
        var end = start;
        while (end < limit && end - start < 6 && (text.Capital(end) || (Class(end) & (NumberClass.Adjective | NumberClass.Noun | NumberClass.Demonym)) != 0 || (end > start && InsideWord(end, limit) && text.Form(end) is "-")))
            end++;
        return end > start ? end : at;
    }
}
