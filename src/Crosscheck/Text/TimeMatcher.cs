namespace Crosscheck.Text;

/// <summary>What a match of a pattern holds. A number of <see cref="Vague"/> is one that the text leaves open ("several").</summary>
internal record struct TimeSlots
{
    public const int Vague = int.MaxValue;

    public int Year, Month, Month2, Day, Day2, Weekday, Weekday2, Num, Ordinal, Hour, Minute;
    public int First2;
    public bool Half;
    public char Unit;
    public string? Part, Season, Decade;
}

/// <summary>Matches the patterns of the time reader at an atom.</summary>
internal readonly struct TimeMatcher(AtomText text, TimeLexicon lexicon)
{
    private readonly CardinalReader _cardinals = new(text, lexicon.Numbers);
    private readonly TimeChecks _checks = new(text, lexicon);

    /// <summary>The rule with the longest match at an atom of a sentence [first, limit) that passes the checks, the first of equals.</summary>
    public TimeRule? Longest(int at, int first, int limit, out int end, out TimeSlots slots)
    {
        end = at;
        slots = default;
        TimeRule? best = null;
        foreach (var rule in lexicon.RulesAt(text.Items[at]))
        {
            TimeSlots found = default;
            var stop = Match(rule.Elements, at, limit, ref found);
            if (stop > end && _checks.Stands(rule, at, stop, first, limit, found))
                (best, end, slots) = (rule, stop, found);
        }
        return best;
    }

    private int Match(ReadOnlySpan<TimeElement> elements, int at, int limit, ref TimeSlots slots)
    {
        if (elements.Length == 0)
            return at;
        var kept = slots;
        var end = One(elements[0], at, limit, ref slots);
        if (end > at)
        {
            var stop = Match(elements[1..], end, limit, ref slots);
            if (stop > 0)
                return stop;
        }
        slots = kept;
        return elements[0].Optional ? Match(elements[1..], at, limit, ref slots) : 0;
    }

    /// <summary>The atom behind one element, 0 where it does not stand at the atom.</summary>
    private int One(in TimeElement element, int at, int limit, ref TimeSlots slots)
    {
        if (at >= limit)
            return 0;
        var atom = text.Items[at];
        return element.Slot switch
        {
            TimeSlot.Literal => atom.Word >= 0 && Array.IndexOf(element.Words, atom.Word) >= 0 ? at + 1 : 0,
            TimeSlot.Iso => Iso(at, limit, ref slots),
            TimeSlot.Slash => Slash(at, limit, ref slots),
            TimeSlot.Day or TimeSlot.DayTh => Day(element.Slot, at, limit, ref slots),
            TimeSlot.Year => Year(at, limit, ref slots),
            TimeSlot.Num => Num(at, limit, ref slots),
            TimeSlot.Clock or TimeSlot.Clock12 or TimeSlot.Hhmm => Clock(element.Slot, at, limit, ref slots),
            TimeSlot.Decade when atom.Kind == AtomKind.Digits => Decade(at, limit, ref slots),
            TimeSlot.Ordinal when atom.Kind == AtomKind.Digits => Ordinal(at, limit, ref slots),
            _ => Word(element.Slot, at, limit, ref slots),
        };
    }

    private int Word(TimeSlot slot, int at, int limit, ref TimeSlots slots)
    {
        if (!lexicon.TryWord(text.Items[at].Word, slot, out var word))
            return 0;
        switch (slot)
        {
            case TimeSlot.Month or TimeSlot.MonthName:
                if (!text.Capital(at))
                    return 0;
                if (slots.Month == 0)
                    slots.Month = word.Number;
                else
                    (slots.Month2, slots.First2) = (word.Number, at);
                break;
            case TimeSlot.Weekday:
                if (!text.Capital(at) || (word.Class == "weekdayabbr" && !(at + 1 < limit && text.Form(at + 1) is "." or ",")))
                    return 0;
                if (slots.Weekday == 0)
                    slots.Weekday = word.Number;
                else
                    slots.Weekday2 = word.Number;
                break;
            case TimeSlot.Unit or TimeSlot.Units or TimeSlot.UnitSingular:
                slots.Unit = word.Value[0];
                break;
            case TimeSlot.Season:
                slots.Season = word.Value;
                break;
            case TimeSlot.Decade:
                slots.Decade = word.Value;
                break;
            case TimeSlot.Ordinal:
                slots.Ordinal = word.Number;
                break;
            default:
                slots.Part = word.Value;
                break;
        }
        return at + 1;
    }

    private bool Glued(int at, int limit) => at < limit && text.Items[at].Glued;

    private bool Digits(int at, int limit, bool glued) =>
        at < limit && text.Items[at].Kind == AtomKind.Digits && (!glued || text.Items[at].Glued);

    private int Iso(int at, int limit, ref TimeSlots slots)
    {
        if (text.Items[at].Length != 4 || at + 4 >= limit || text.Form(at + 1) is not "-" || text.Form(at + 3) is not "-"
            || !Digits(at + 2, limit, true) || !Digits(at + 4, limit, true))
            return 0;
        (slots.Year, slots.Month, slots.Day) = (text.Items[at].Value, text.Items[at + 2].Value, text.Items[at + 4].Value);
        return slots.Month is >= 1 and <= 12 && slots.Day is >= 1 and <= 31 ? at + 5 : 0;
    }

    /// <summary>"13/05", "13/05/2018" or "13.05.2018": the resolver tells day from month.</summary>
    private int Slash(int at, int limit, ref TimeSlots slots)
    {
        if (text.Items[at].Length > 2 || at + 2 >= limit || !Glued(at + 1, limit) || !Digits(at + 2, limit, true) || text.Items[at + 2].Length > 2)
            return 0;
        if (Glued(at, limit) && at > 0 && text.Form(at - 1) is not ("(" or "[" or "\""))
            return 0;
        var mark = text.Form(at + 1);
        if (mark is not ("/" or "."))
            return 0;
        (slots.Day, slots.Day2) = (text.Items[at].Value, text.Items[at + 2].Value);
        if (at + 4 < limit && Glued(at + 3, limit) && text.Form(at + 3).SequenceEqual(mark) && Digits(at + 4, limit, true))
        {
            slots.Year = text.Items[at + 4].Value;
            if (text.Items[at + 4].Length == 2)
                slots.Year += slots.Year < 50 ? 2000 : 1900;
            return slots.Year is >= 1000 and < 3000 ? at + 5 : 0;
        }
        return mark is "/" && text.Items[at + 2].Length == 2 && text.Items[at].Length == 2 ? at + 3 : 0;
    }

    private int Day(TimeSlot slot, int at, int limit, ref TimeSlots slots)
    {
        var day = text.Items[at].Value;
        var end = at + 1;
        if (text.Items[at].Kind == AtomKind.Digits)
        {
            var suffix = Glued(end, limit) && text.Form(end) is "st" or "nd" or "rd" or "th";
            if (text.Items[at].Length > 2 || day is < 1 or > 31 || (slot == TimeSlot.DayTh && !suffix))
                return 0;
            if (suffix)
                end++;
            else if (Glued(end, limit) && (text.Items[end].Kind != AtomKind.Mark || (text.Form(end) is ":" or "." or "," && Digits(end + 1, limit, true))))
                return 0;
        }
        else if (lexicon.TryWord(text.Items[at].Word, TimeSlot.Ordinal, out var word))
        {
            day = word.Number;
        }
        else
        {
            return 0;
        }
        if (slots.Day == 0)
            slots.Day = day;
        else
            (slots.Day2, slots.First2) = (day, at);
        return end;
    }

    private int Ordinal(int at, int limit, ref TimeSlots slots)
    {
        if (!Glued(at + 1, limit) || text.Form(at + 1) is not ("st" or "nd" or "rd" or "th"))
            return 0;
        slots.Ordinal = text.Items[at].Value;
        return at + 2;
    }

    private int Year(int at, int limit, ref TimeSlots slots)
    {
        if (text.Items[at].Kind != AtomKind.Digits)
            return SpelledYear(at, limit, ref slots);
        var year = text.Items[at].Value;
        if (text.Items[at].Length != 4 || year is < 1500 or >= 2100)
            return 0;
        if (Glued(at + 1, limit) && (text.Items[at + 1].Kind == AtomKind.Word || (text.Form(at + 1) is "," or ":" or "." && Digits(at + 2, limit, true))))
            return 0;
        slots.Year = year;
        return at + 1;
    }

    /// <summary>"nineteen ninety-six", "two thousand and nine".</summary>
    private int SpelledYear(int at, int limit, ref TimeSlots slots)
    {
        if (!_cardinals.Read(at, limit, out var end, out var century))
            return 0;
        if (century is >= 1900 and < 2100 && end > at + 1)
        {
            slots.Year = century;
            return end;
        }
        if (century is not (18 or 19 or 20) || !_cardinals.Read(end, limit, out var stop, out var rest) || rest is < 10 or > 99)
            return 0;
        slots.Year = century * 100 + rest;
        return stop;
    }

    private int Decade(int at, int limit, ref TimeSlots slots)
    {
        var apostrophe = Glued(at + 1, limit) && text.Items[at + 1].Word == lexicon.Apostrophe ? 1 : 0;
        if (!Glued(at + 1 + apostrophe, limit) || text.Form(at + 1 + apostrophe) is not "s" || text.Items[at].Value % 10 != 0)
            return 0;
        var value = text.Items[at].Value;
        if (text.Items[at].Length == 2 && value >= 20)
            value += 1900;
        if (value is < 1500 or >= 2100)
            return 0;
        slots.Decade = (value / 10).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return at + 2 + apostrophe;
    }

    private int Num(int at, int limit, ref TimeSlots slots)
    {
        var i = at;
        var article = text.Form(i) is "a" or "A" or "an" or "An";
        if (article && _cardinals.Read(i, limit, out var hundred, out var number))
        {
            slots.Num = number;
            return hundred;
        }
        if (article)
            i++;
        if (i < limit && lexicon.TryWord(text.Items[i].Word, TimeSlot.Num, out var word))
        {
            slots.Num = word.Value == "X" ? TimeSlots.Vague : word.Number;
            return i + 1 < limit && text.Form(i + 1) is "of" ? i + 2 : i + 1;
        }
        if (article)
        {
            slots.Num = 1;
            return i;
        }
        if (!_cardinals.Read(at, limit, out var end, out number) || number > 10000)
            return 0;
        if (slots.Num == 0)
            slots.Num = number;
        if (end + 2 < limit && text.Items[end].Value == 1 && text.Form(end + 1) is "/" && text.Items[end + 2].Value == 2)
        {
            slots.Half = true;
            return end + 3;
        }
        if (end < limit && text.Form(end) is "½")
        {
            slots.Half = true;
            return end + 1;
        }
        return end;
    }

    private int Clock(TimeSlot slot, int at, int limit, ref TimeSlots slots)
    {
        var atom = text.Items[at];
        if (slot == TimeSlot.Clock12 && atom.Kind == AtomKind.Word)
        {
            var end = _cardinals.Read(at, limit, out var stop, out var hour) && hour <= 12 ? stop : 0;
            slots.Hour = hour;
            return end;
        }
        if (atom.Kind != AtomKind.Digits)
            return 0;
        if (slot == TimeSlot.Hhmm && atom.Length == 4)
        {
            (slots.Hour, slots.Minute) = (atom.Value / 100, atom.Value % 100);
            return slots.Hour <= 24 && slots.Minute < 60 ? at + 1 : 0;
        }
        if (atom.Length > 2 || atom.Value > 24)
            return 0;
        slots.Hour = atom.Value;
        var minutes = at + 2 < limit && Digits(at + 2, limit, true) && Glued(at + 1, limit) && text.Items[at + 2].Length == 2
            && text.Items[at + 2].Value < 60 && (text.Form(at + 1) is ":" || (slot != TimeSlot.Clock && text.Form(at + 1) is "."));
        if (!minutes)
            return slot == TimeSlot.Clock12 ? at + 1 : 0;
        slots.Minute = text.Items[at + 2].Value;
        return at + 3 < limit && Glued(at + 3, limit) && text.Form(at + 3) is ":" && Digits(at + 4, limit, true) ? at + 5 : at + 3;
    }
}
