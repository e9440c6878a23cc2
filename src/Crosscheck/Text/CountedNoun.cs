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
        Scan(start, limit, out var first, out var known, out var any);
        var head = known >= 0 ? known : TagOf(start < limit ? start : limit - 1) is null ? -1 : any;
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

    /// <summary>"six (of them) were [French nationals]": people told behind a form of "be"; null where none are.</summary>
    public TokenRange? Predicate(int at, int limit)
    {
        if (at + 1 < limit && text.Form(at) is "of" && text.Form(at + 1) is "them" or "these" or "those" or "whom")
            at += 2;
        if (at + 1 >= limit || text.Form(at) is not ("were" or "are" or "was" or "is"))
            return null;
        at = text.Form(at + 1) is "a" or "an" or "the" or "all" or "both" ? at + 2 : at + 1;
        var head = at < limit ? Head(at, limit, out var first) : (first = -1);
        if (head < 0 || (Class(head) & NumberClass.Participle) != 0 || (Class(head) & (NumberClass.Person | NumberClass.Persons)) == 0)
            return null;
        return text.Tokens(first, head + 1);
    }

    /// <summary>The last noun of the noun phrase that begins at an atom and that the lexicons know; -1 where there is none.</summary>
    public int Head(int start, int limit, out int first)
    {
        Scan(start, limit, out first, out var known, out _);
        return known;
    }

    /// <summary>Walks a noun phrase: its last noun that the lexicons know, and its last noun of any kind.</summary>
    private void Scan(int start, int limit, out int first, out int known, out int any)
    {
        (first, known, any) = (start, -1, -1);
        var stop = Math.Min(limit, start + Longest);
        for (var i = start; i < stop; i++)
        {
            var step = Step(i, first, stop, known);
            if (step == PhraseStep.Stop)
                break;
            if (step == PhraseStep.Possessive)
            {
                (first, known, any) = (i + 2, -1, -1);
                i++;
            }
            else if (step == PhraseStep.Age)
            {
                i += 4;
                known = any = i;
            }
            else if (step == PhraseStep.Noun)
            {
                known = any = i;
            }
            else if (step == PhraseStep.Other)
            {
                any = i;
            }
        }
    }

    private enum PhraseStep { Stop, Modifier, Noun, Other, Possessive, Age }

    private PhraseStep Step(int i, int first, int stop, int known)
    {
        var c = Class(i);
        if (text.Items[i].Kind == AtomKind.Mark)
            return Possessive(i, stop) ? PhraseStep.Possessive : InsideWord(i, stop) ? PhraseStep.Modifier : PhraseStep.Stop;
        if ((c & NumberClass.NumberWord) != 0 || text.Items[i].Kind == AtomKind.Digits)
            return YearOld(i, stop) ? PhraseStep.Age : PhraseStep.Stop;
        if (((c & NumberClass.Month) != 0 && text.Capital(i)) || (c & NumberClass.Quantifier) != 0)
            return PhraseStep.Stop;
        if ((c & NumberClass.Participle) != 0)
            return known >= 0 ? PhraseStep.Stop : NounFollows(i + 1, stop) || i > first + 1 ? PhraseStep.Modifier : PhraseStep.Noun;
        if ((c & NumberClass.Noun) != 0 && !IsVerb(i))
            return PhraseStep.Noun;
        if ((c & NumberClass.Demonym) != 0)
            return known < 0 && !NounFollows(i + 1, stop) ? PhraseStep.Noun : PhraseStep.Modifier;
        if ((c & NumberClass.Function) != 0)
            return text.Form(i) is "US" ? PhraseStep.Modifier : PhraseStep.Stop;
        return Unlisted(i, first, stop, known, c);
    }

    /// <summary>A word that no list of nouns holds: its tag tells, or the shape of what stands around it.</summary>
    private PhraseStep Unlisted(int i, int first, int stop, int known, NumberClass c)
    {
        if (known >= 0 && !NounFollows(i + 1, stop))
            return PhraseStep.Stop;
        if (TagOf(i) is { } tag)
        {
            if (tag.Upos is Upos.NOUN or Upos.PROPN)
                return PhraseStep.Other;
            if (tag.Upos is Upos.ADJ || (c & NumberClass.Adjective) != 0 || (tag.Upos is Upos.VERB && tag.Xpos is "VBN" or "VBG"))
                return PhraseStep.Modifier;
            return tag.Upos is Upos.X || (tag.Upos is Upos.ADV && NounFollows(i + 1, stop)) ? PhraseStep.Modifier : PhraseStep.Stop;
        }
        if ((c & NumberClass.Adjective) != 0)
            return PhraseStep.Modifier;
        return i - first < 4 && !text.Form(i).EndsWith("ly") ? PhraseStep.Modifier : PhraseStep.Stop;
    }

    private Tag? TagOf(int at) => text.Text.Tags.IsDefaultOrEmpty ? null : text.Text.Tags[text.Items[at].Token];

    /// <summary>"hit", "strikes" and "raid" are verbs too.</summary>
    private bool IsVerb(int at) =>
        TagOf(at) is { } tag && (tag.Upos is Upos.AUX or Upos.ADV or Upos.ADP or Upos.SCONJ || (tag.Upos is Upos.VERB && tag.Xpos is "VBD" or "VBP" or "VBZ" or "VB"));

    /// <summary>"19-year-old" and "three-year-old" are people.</summary>
    private bool YearOld(int at, int limit) =>
        at + 4 < Math.Min(limit, text.Count) && text.Form(at + 1) is "-" && text.Form(at + 2) is "year" or "month" && text.Form(at + 3) is "-" && text.Form(at + 4) is "old" or "olds";

    private bool NounFollows(int at, int limit)
    {
        while (at + 1 < limit && InsideWord(at, limit) && text.Form(at) is "-")
            at++;
        return at < limit && (Class(at) & NumberClass.Noun) != 0 && (Class(at) & NumberClass.Participle) == 0 && !IsVerb(at);
    }

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
        else if (start < limit && (Class(start) & NumberClass.NumberWord) != 0)
            return at;
        var end = start;
        while (end < limit && end - start < 6 && (text.Capital(end) || (Class(end) & (NumberClass.Adjective | NumberClass.Noun | NumberClass.Demonym)) != 0 || (end > start && InsideWord(end, limit) && text.Form(end) is "-")))
            end++;
        return end > start ? end : at;
    }
}
