namespace Crosscheck.Text;

/// <summary>
/// Finds the time expressions of one sentence: matches the rules, drops what only looks like a time ("May said", "a second attack"),
/// and joins parts of the day, clock times and weekdays with the date that they belong to.
/// </summary>
internal sealed class TimeScanner(AtomText text, TimeLexicon lexicon)
{
    private const int FutureReach = 8;
    private const int Neighbours = 8;
    private static readonly Comparer<TimeMatch> ByPlace = Comparer<TimeMatch>.Create((a, b) => a.First.CompareTo(b.First));
    private readonly QuoteMarks _quotes = new(text);
    private readonly TimeMatcher _matcher = new(text, lexicon);
    private readonly List<TimeMatch> _found = [];

    /// <summary>The matches of atoms [first, limit) in the order of the text. The list is reused by the next call.</summary>
    public List<TimeMatch> Scan(int first, int limit)
    {
        _found.Clear();
        for (var i = first; i < limit;)
        {
            if (Next(i, first, limit, out var match))
            {
                Append(match, first);
                i = match.End;
            }
            else
            {
                i++;
            }
        }
        return _found;
    }

    private bool Next(int at, int first, int limit, out TimeMatch match)
    {
        match = default;
        if (lexicon.RulesAt(text.Items[at]).Length == 0)
            return false;
        var rule = _matcher.Longest(at, first, limit, out var end, out var slots);
        if (PartOfDay(at, first, limit, out match) && match.End > end)
            return true;
        if (rule is null)
            return false;
        match = WithPart(new TimeMatch(at, end, rule, slots, IsFuture(at, end, first, limit) || (rule.Op == "m" && Ends(at, first)), _quotes.Inside(at)), limit);
        return true;
    }

    /// <summary>"by August", "until January": the month to come.</summary>
    private bool Ends(int at, int first) => at > first && text.Form(at - 1) is "by" or "until" or "through";

    /// <summary>"evening of Sunday", "night of 8 January", "midnight on Wednesday", "early on Friday", "late Thursday".</summary>
    private bool PartOfDay(int at, int first, int limit, out TimeMatch match)
    {
        match = default;
        string? part = null;
        if (Part(at) is { } word)
            part = word;
        else if (text.Form(at) is not ("early" or "small" or "Early" or "late" or "Late" or "overnight" or "Overnight" or "midnight" or "Midnight" or "noon" or "Noon"))
            return false;
        else
            part = text.Form(at) switch { "overnight" or "Overnight" => "NI", "noon" or "Noon" => "12:00", "midnight" or "Midnight" => "00:00", _ => null };
        var start = at + 1 < limit && text.Form(at + 1) is "hours" ? at + 2 : at + 1;
        if (start < limit && text.Form(start) is "of" or "on" or "to")
            start++;
        else if (part is not (null or "12:00" or "00:00" or "NI") || Part(at) is not null)
            return false;
        if (start >= limit || _matcher.Longest(start, first, limit, out var end, out var slots) is not { } rule || !IsDay(rule))
            return false;
        slots.Part ??= part;
        match = WithPart(new TimeMatch(at, end, rule, slots, IsFuture(at, end, first, limit), _quotes.Inside(at)), limit);
        return true;
    }

    internal static bool IsDay(TimeRule rule) => rule.Op is "ymd" or "slash" or "md" or "d" or "wd" or "wd-anchor" or "wd-week" or "day" or "anchor-day" or "holiday"
        && rule.Type == "DATE";

    /// <summary>Takes in the part of the day behind a date: "Wednesday night", "3 January in the evening".</summary>
    private TimeMatch WithPart(TimeMatch match, int limit)
    {
        if (match.Rule.Op == "clock")
            return match with { Slots = match.Slots with { Part = HalfOfDay(match) } };
        if (!IsDay(match.Rule) || match.End >= limit)
            return match;
        var i = match.End;
        if (i + 2 < limit && text.Form(i) is "in" && text.Form(i + 1) is "the")
            i += 2;
        if (Part(i) is not { } part || match.Slots.Part is not null)
            return match;
        return match with { End = i + 1, Slots = match.Slots with { Part = part } };
    }

    private string? Part(int at) =>
        lexicon.TryWord(text.Items[at].Word, TimeSlot.Part, out var word) || lexicon.TryWord(text.Items[at].Word, TimeSlot.Dawn, out word) ? word.Value : null;

    private string? HalfOfDay(in TimeMatch match)
    {
        for (var i = match.First; i < match.End; i++)
        {
            if (text.Form(i) is "pm" or "PM" or "p" or "P" or "Pm")
                return "PM";
            if (text.Form(i) is "am" or "AM" or "a" or "A" or "Am")
                return "AM";
        }
        return null;
    }

    private bool IsFuture(int at, int end, int first, int limit)
    {
        for (var i = at - 1; i >= Math.Max(first, at - FutureReach) && !EndsClause(i); i--)
        {
            if (lexicon.IsFuture(text.Items[i].Word))
                return true;
        }
        for (var i = end; i < Math.Min(limit, end + FutureReach) && !EndsClause(i); i++)
        {
            if (lexicon.IsFuture(text.Items[i].Word))
                return true;
        }
        return false;
    }

    private bool EndsClause(int at) => text.Items[at].Kind == AtomKind.Mark && text.Form(at) is ";" or "\"" or "“" or "”" or ":" or "(" or ")" or ".";

    /// <summary>
    /// Words that go from the day of speaking ("today", "tonight") where the sentence tells when they were said:
    /// "last night, the mayor said on Monday". The day's match, null where there is none.
    /// </summary>
    public TimeMatch? SaidOn(in TimeMatch match)
    {
        var at = _found.BinarySearch(match, ByPlace);
        for (var i = Math.Max(0, at - Neighbours); i < Math.Min(_found.Count, at + Neighbours); i++)
        {
            var other = _found[i];
            if (other.First == match.First || other.Spoken || other.Rule.Op is not ("wd" or "md" or "ymd") || other.Slots.Part is not null)
                continue;
            if (match.Spoken || SpeechBefore(other.First))
                return other;
        }
        return null;
    }

    private bool SpeechBefore(int at)
    {
        for (var i = at - 1; i >= Math.Max(0, at - 3); i--)
        {
            if (text.Form(i) is "said" or "told" or "wrote" or "tweeted" or "stated" or "announced" or "reported" or "says")
                return true;
        }
        return false;
    }

    /// <summary>Adds a match, or joins it to the one before: "Thursday, January 9", "Tuesday (27 Aug)", "10 p.m. on Wednesday".</summary>
    private void Append(TimeMatch match, int first)
    {
        if (_found.Count > 0 && Joined(_found[^1], match) is { } joined)
            _found[^1] = joined;
        else
            _found.Add(match);
    }

    private TimeMatch? Joined(in TimeMatch left, in TimeMatch right)
    {
        if (!Connects(left.End, right.First, out var closes))
            return null;
        var end = closes && right.End < text.Count && text.Form(right.End) is ")" ? right.End : right.End;
        var (a, b) = (left.Rule.Op, right.Rule.Op);
        var weekday = a is "wd" or "day" && b is "ymd" or "md" or "slash";
        if (weekday && left.Rule.Type == "DATE" && (a == "wd" || b != "slash"))
            return right with { First = left.First, Slots = right.Slots with { Part = left.Slots.Part ?? right.Slots.Part, Weekday = left.Slots.Weekday } };
        if (a is "ymd" or "md" && b == "wd" && right.Rule.Id == "wd")
            return left with { End = end, Slots = left.Slots with { Part = right.Slots.Part ?? left.Slots.Part, Weekday = right.Slots.Weekday } };
        if (a == "clock" && IsDay(right.Rule))
            return right with { First = left.First, Slots = WithClock(right.Slots, left.Slots) };
        if (IsDay(left.Rule) && b == "clock")
            return left with { End = end, Slots = WithClock(left.Slots, right.Slots) };
        return null;
    }

    private static TimeSlots WithClock(TimeSlots day, in TimeSlots clock)
    {
        var hour = clock.Part switch { "PM" when clock.Hour < 12 => clock.Hour + 12, "AM" when clock.Hour == 12 => 0, _ => clock.Hour };
        day.Part = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{hour:00}:{clock.Minute:00}");
        return day;
    }

    /// <summary>At most three atoms of ",", "(", "on", "at", "the", "about" between two expressions.</summary>
    private bool Connects(int from, int to, out bool closes)
    {
        closes = false;
        if (to - from > 3)
            return false;
        for (var i = from; i < to; i++)
        {
            var form = text.Form(i);
            if (form is "(")
                closes = true;
            else if (form is not ("," or "on" or "at" or "the" or "about" or "around" or "'" or "’" or "s"))
                return false;
        }
        return true;
    }
}

/// <summary>Which atoms stand in quotation marks. A quotation that is not closed ends with its paragraph.</summary>
internal sealed class QuoteMarks
{
    private readonly bool[] _inside;

    public QuoteMarks(AtomText text)
    {
        _inside = new bool[text.Count];
        var open = false;
        foreach (var sentence in text.Text.Sentences)
        {
            if (sentence.First == 0 || text.Text.Sentences[Math.Max(0, text.Text.SentenceOf(sentence.First - 1))].Paragraph != sentence.Paragraph)
                open = false;
            for (var i = text.OfToken(sentence.First); i < text.OfToken(sentence.End); i++)
            {
                if (text.Items[i].Kind == AtomKind.Mark)
                    open = text.Form(i) switch { "“" or "«" => true, "”" or "»" => false, "\"" => !open, _ => open };
                _inside[i] = open;
            }
        }
    }

    public bool Inside(int atom) => _inside[atom];
}
