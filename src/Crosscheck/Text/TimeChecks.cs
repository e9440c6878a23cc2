namespace Crosscheck.Text;

/// <summary>Turns down matches that only look like times: "May said", "a second attack", "in 1500 people".</summary>
internal readonly struct TimeChecks(AtomText text, TimeLexicon lexicon)
{
    public bool Stands(TimeRule rule, int at, int end, int first, int limit, in TimeSlots slots) => rule.Op switch
    {
        "m" => Month(at, first, limit, slots),
        "y" => Year(rule, at, end, first, limit, slots),
        "ymd" or "md" or "md-pair" or "dm-pair" => DayOfMonth(rule, at, end, first, limit),
        "d" => DayAlone(at, end, limit),
        "season" => Season(rule, at, end, first, limit, slots),
        "dur" when at > first && text.Form(at - 1) is "/" => false,
        "dur" => Duration(rule, at, end, limit, slots),
        "anchor" => (slots.Unit is not 'S' || slots.Num != 1) && !BeforeSomething(end, limit),
        "ago" => slots.Unit is not 'S' || slots.Num != 1,
        _ => true,
    };

    /// <summary>"90 days after the ruling" tells a duration; "90 days after" by itself a date.</summary>
    private bool BeforeSomething(int end, int limit) =>
        text.Form(end - 1) is "before" or "after" && end < limit && (Number(end) & NumberClass.Month) == 0 && !text.Text.Tags.IsDefaultOrEmpty
        && text.Text.Tags[text.Items[end].Token].Upos is Upos.DET or Upos.PRON or Upos.NOUN or Upos.PROPN or Upos.ADJ or Upos.NUM;

    private NumberClass Number(int at) => lexicon.Numbers.ClassOf(text.Items[at].Word);

    private bool Before(int at, int first, string words) =>
        at > first && words.AsSpan().Contains(string.Concat(" ", text.Form(at - 1), " "), StringComparison.OrdinalIgnoreCase);

    /// <summary>"May" and "March" are words and names too: they need a word of time before them.</summary>
    private bool Month(int at, int first, int limit, in TimeSlots slots)
    {
        if (text.Items[at].Length < 3)
            return false;
        if (slots.Month is not (3 or 5) || text.Form(at) is not ("May" or "March"))
            return true;
        return Before(at, first, " in since last of by until till early late mid this next from during through between and to for before after ")
            || (at - 2 >= first && text.Form(at - 1) is "-" && text.Form(at - 2) is "mid");
    }

    private bool Year(TimeRule rule, int at, int end, int first, int limit, in TimeSlots slots)
    {
        if (rule.Id != "y")
            return true;
        var atom = text.Items[at];
        if (atom.Glued && at > first && text.Form(at - 1) is not ("(" or "\"" or "“" or "'" or "‘" or "-" or "–" or "/" or "[" or "—"))
            return false;
        if (end < limit && (Number(end) & (NumberClass.Plural | NumberClass.Harm | NumberClass.Adjective)) != 0)
            return Before(at, first, " in since of by until during from early late mid ") && text.Items[at].Kind == AtomKind.Digits;
        if (atom.Kind != AtomKind.Digits && slots.Year >= 1900 && end > at + 1 && lexicon.Numbers.ValueOf(atom.Word) is 19 or 20)
            return true;
        var timely = Before(at, first, " in since of by until till from during early late mid before after through to and the year for between ");
        return timely || (atom.Kind == AtomKind.Digits && slots.Year is >= 1900 and < 2040);
    }

    /// <summary>"In January 12 people died" tells no day.</summary>
    private bool DayOfMonth(TimeRule rule, int at, int end, int first, int limit)
    {
        if (rule.Id != "md" || !Before(at, first, " in since "))
            return true;
        return end >= limit || (Number(end) & NumberClass.Plural) == 0;
    }

    private bool DayAlone(int at, int end, int limit)
    {
        if (at + 1 >= limit || text.Items[at + 1].Kind != AtomKind.Digits)
            return false;
        return end >= limit || text.Items[end].Kind == AtomKind.Mark || (Number(end) & NumberClass.Function) != 0;
    }

    /// <summary>"a second attack", "a quarter of them", "hourslong"; "19-year-old" is an age.</summary>
    private bool Duration(TimeRule rule, int at, int end, int limit, in TimeSlots slots)
    {
        var singular = rule.Arguments.Length > 0 ? rule.Arguments[0] == "1" : slots.Num == 1;
        if (singular && (slots.Unit is 'S' or 'Q' or 'K' || text.Form(end - 1) is "night"))
            return false;
        if (rule.Id == "dur-units" && (slots.Unit is 'Q' or 'K' || text.Form(at) is "nights"))
            return false;
        if (singular && text.Form(at) is "a" or "A" or "an" or "An" && lexicon.TryWord(text.Items[end - 1].Word, TimeSlot.Units, out _))
            return false;
        var old = end < limit && text.Form(end) is "-" ? end + 1 : end;
        return old >= limit || text.Form(old) is not ("old" or "olds");
    }

    /// <summary>"the fall of Mosul" is no season.</summary>
    private bool Season(TimeRule rule, int at, int end, int first, int limit, in TimeSlots slots) =>
        (rule.Id != "season-the" || Before(at, first, " in during over of since throughout by through until ")) && (slots.Season != "FA" || text.Form(end - 1) is "autumn" || end >= limit || text.Form(end) is not "of" || (end + 1 < limit && text.Items[end + 1].Kind == AtomKind.Digits));
}
