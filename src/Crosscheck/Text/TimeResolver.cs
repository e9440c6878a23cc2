using System.Globalization;

namespace Crosscheck.Text;

/// <summary>How fine a resolved expression is, and so what it may join with.</summary>
internal enum TimeGrain : byte { Other, Day, Clock, Part }

/// <summary>
/// A matched expression: atoms [First, End), the rule and what it holds. Future: the words around it tell of what is to come.
/// Spoken: it stands in words that are quoted, and so goes from the day on which they were said.
/// </summary>
internal readonly record struct TimeMatch(int First, int End, TimeRule Rule, TimeSlots Slots, bool Future, bool Spoken);

internal readonly record struct TimeValue(string Value, DateOnly? Day, TimeGrain Grain);

/// <summary>
/// Gives matches their values, in the order of the text: by the publication date, and by the last date that the text told
/// ("the day before"). Without the one or the other a value stays open: "XXXX-XX-XX".
/// </summary>
internal sealed class TimeResolver
{
    private const string OpenDay = "XXXX-XX-XX";

    /// <summary>Days: a date this near before the publication is of this year, whatever year the text told with its month.</summary>
    private const int Fresh = 45;

    /// <summary>Days: a date this near after the publication is meant, where the last such day is <see cref="LongAgo"/> days past.</summary>
    private const int Ahead = 75;
    private const int LongAgo = 200;

    /// <summary>Days before the publication in which a date told is still the day of the news.</summary>
    private const int Recent = 7;

    private readonly int[] _yearOfMonth = new int[13];
    private DateOnly? _recent;
    private DateOnly? _quarter;
    private readonly DateOnly? _published;
    private DateOnly? _anchor;

    public TimeResolver(DateOnly? published)
    {
        _published = published;
        _anchor = published;
        _recent = published;
    }

    /// <summary>The last date told; the publication date before any is.</summary>
    public DateOnly? Anchor => _anchor;

    /// <param name="said">Where the sentence tells when its words were said: that match.</param>
    public TimeValue Resolve(in TimeMatch match, TimeMatch? said = null)
    {
        var slots = match.Slots;
        var rule = match.Rule;
        if (slots.Year != 0 && slots.Month is >= 1 and <= 12)
            _yearOfMonth[slots.Month] = slots.Year;
        var value = rule.Op switch
        {
            "fix" => Fixed(rule.Arguments[0]),
            "ymd" => Day(TimeCalendar.Date(slots.Year, slots.Month, slots.Day), slots.Part),
            "slash" => Day(Slash(slots), slots.Part),
            "md" => Day(MonthDay(match), slots.Part),
            "d" => Day(DayAlone(slots.Day), slots.Part),
            "ym" or "m" or "m-last" or "m-next" or "ym-anchor" or "y" => MonthOrYear(match),
            "wd" or "wd-anchor" or "wd-week" or "wd2" => Day(Weekday(match), slots.Part ?? Argument(rule, rule.Op == "wd2" ? 0 : 1)),
            "set-wd" => Plain(string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{slots.Weekday}{(rule.Arguments.Length > 0 ? "T" + rule.Arguments[0] : "")}")),
            "day" => Day(Shift(Spoken(match, said), Number(rule)), slots.Part ?? Argument(rule, 1)),
            "anchor-day" => Day(Shift(IsOfTheNews(rule) ? _recent : _anchor, Number(rule)), slots.Part ?? Argument(rule, 1)),
            "hours" => Day(_anchor, null),
            "dur" or "dur-half" => Duration(match),
            "clock" or "clock-num" or "anchor-clock" => Clock(match),
            "holiday" => Day(Holiday(rule.Arguments), slots.Part),
            _ => Relative(match),
        };
        if (value.Day is { } day && value.Grain == TimeGrain.Day)
            Told(day);
        return value;
    }

    /// <summary>The day from which "today" and "last night" go: of the words' saying, where told or quoted, else of the publication.</summary>
    private DateOnly? Spoken(in TimeMatch match, TimeMatch? said)
    {
        if (said is { } told && (told.Rule.Op == "wd" ? Weekday(told) : told.Rule.Op == "md" ? MonthDay(told) : TimeCalendar.Date(told.Slots.Year, told.Slots.Month, told.Slots.Day)) is { } day)
            return day;
        return match.Spoken && Number(match.Rule) == 0 ? _recent : _published;
    }

    /// <summary>The narrative is at that day now.</summary>
    private void Told(DateOnly day)
    {
        _anchor = day;
        _quarter = null;
        if (_published is null || (_published.Value.DayNumber - day.DayNumber is >= -1 and <= Recent))
            _recent = day;
    }

    /// <summary>"at dawn", "earlier in the day" go with the day of the news, not with an event long past that was told in between.</summary>
    private static bool IsOfTheNews(TimeRule rule) => rule.Id is "in-the-day" or "later-in-part" or "the-part" or "at-dawn" or "same-hour";

    private static string? Argument(TimeRule rule, int at) => rule.Arguments.Length > at ? rule.Arguments[at] : null;

    private static int Number(TimeRule rule) => int.Parse(rule.Arguments[0], CultureInfo.InvariantCulture);

    private static TimeValue Plain(string value) => new(value, null, TimeGrain.Other);

    private static TimeValue Fixed(string value) =>
        DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? new(value, day, TimeGrain.Day) : Plain(value);

    private static TimeValue Day(DateOnly? day, string? part)
    {
        var value = day is { } d ? TimeCalendar.Day(d) : OpenDay;
        return new TimeValue(part is null ? value : value + "T" + part, day, TimeGrain.Day);
    }

    private static DateOnly? Shift(DateOnly? from, long days) => from is { } date ? TimeCalendar.AddDays(date, days) : null;

    /// <summary>Day and month in either order: the one that is possible, else the one nearer before the publication.</summary>
    private DateOnly? Slash(in TimeSlots slots)
    {
        var year = slots.Year != 0 ? slots.Year : _published?.Year ?? 0;
        var dayFirst = TimeCalendar.Date(year, slots.Day2, slots.Day);
        var monthFirst = TimeCalendar.Date(year, slots.Day, slots.Day2);
        if (dayFirst is not { } a || monthFirst is not { } b || _published is not { } reference)
            return dayFirst ?? monthFirst;
        return Distance(b, reference) < Distance(a, reference) ? b : a;
    }

    private static int Distance(DateOnly date, DateOnly reference)
    {
        var days = reference.DayNumber - date.DayNumber;
        return days >= -1 ? days : 1000 - days;
    }

    /// <summary>
    /// The last such day before the publication; the next where it is near and the last is long past, where the words are of the future,
    /// and where a weekday beside it says so. A year that the text told with the month holds for its other days.
    /// </summary>
    private DateOnly? MonthDay(in TimeMatch match)
    {
        if (_published is not { } reference)
            return null;
        var slots = match.Slots;
        if (match.Rule.Arguments.Length > 0)
            return TimeCalendar.Date(reference.Year + Number(match.Rule), slots.Month, slots.Day);
        DateOnly? past = null, next = null;
        for (var year = reference.Year + 1; year >= reference.Year - 4; year--)
        {
            if (TimeCalendar.Date(year, slots.Month, slots.Day) is not { } day)
                continue;
            if (slots.Weekday != 0 && year >= reference.Year - 1 && TimeCalendar.Weekday(day) == slots.Weekday)
                return day;
            if (day.DayNumber > reference.DayNumber + 1)
                next = day;
            else
                past ??= day;
        }
        var ago = past is { } p ? reference.DayNumber - p.DayNumber : int.MaxValue;
        var ahead = next is { } n ? n.DayNumber - reference.DayNumber : int.MaxValue;
        if (ago > Fresh && _yearOfMonth[slots.Month] is > 0 and var told && TimeCalendar.Date(told, slots.Month, slots.Day) is { } same)
            return same;
        return (match.Future && ahead < ago) || (ahead <= Ahead && ago > LongAgo) ? next : past;
    }

    /// <summary>"on the 14th": in the month of the date told last.</summary>
    private DateOnly? DayAlone(int day) => _anchor is { } anchor ? TimeCalendar.Date(anchor.Year, anchor.Month, day) : null;

    private TimeValue MonthOrYear(in TimeMatch match)
    {
        var (slots, rule) = (match.Slots, match.Rule);
        var reference = rule.Op == "ym-anchor" ? _anchor : _published;
        var year = slots.Year;
        if (year == 0)
        {
            if (reference is not { } date)
                return Plain(slots.Month == 0 ? "XXXX" : string.Create(CultureInfo.InvariantCulture, $"XXXX-{slots.Month:00}"));
            year = rule.Op switch
            {
                "m-last" => slots.Month < date.Month ? date.Year : date.Year - 1,
                "m-next" => slots.Month > date.Month ? date.Year : date.Year + 1,
                "m" when match.Future && (slots.Month >= date.Month || date.Month - slots.Month > 6) => slots.Month >= date.Month ? date.Year : date.Year + 1,
                "m" => slots.Month <= date.Month ? date.Year : date.Year - 1,
                _ => date.Year + Number(rule),
            };
        }
        if (slots.Month == 0)
        {
            _anchor = TimeCalendar.Date(year, _anchor?.Month ?? 1, 1);
            return Plain(TimeCalendar.Year(year));
        }
        if (TimeCalendar.Date(year, slots.Month, 1) is not { } first)
            return Plain("XXXX");
        _anchor = first;
        return Plain(TimeCalendar.Month(first));
    }

    private DateOnly? Weekday(in TimeMatch match)
    {
        var (slots, rule) = (match.Slots, match.Rule);
        var from = rule.Op == "wd-anchor" ? _anchor : _published;
        if (from is not { } date)
            return null;
        var last = TimeCalendar.LastWeekday(date, rule.Op == "wd2" ? slots.Weekday2 : slots.Weekday);
        if (rule.Op == "wd2")
            return last;
        var step = Number(rule);
        if (rule.Op == "wd-week")
            return Shift(date, slots.Weekday - TimeCalendar.Weekday(date) + 7 * step);
        var tomorrow = slots.Weekday == TimeCalendar.Weekday(date) % 7 + 1;
        if (step == 0 && last < date && (match.Future || tomorrow))
            step = 1;
        return step switch
        {
            -1 when last == date => Shift(last, -7),
            1 => Shift(last, 7),
            _ => last,
        };
    }

    private static TimeValue Duration(in TimeMatch match)
    {
        var slots = match.Slots;
        var argument = Argument(match.Rule, 0);
        var number = argument ?? (slots.Num == TimeSlots.Vague ? "X" : slots.Num.ToString(CultureInfo.InvariantCulture));
        if (match.Rule.Op == "dur-half" || slots.Half)
            return Plain(slots.Unit switch
            {
                'N' => $"PT{number}M30S",
                'H' => $"PT{number}H30M",
                'D' => $"P{number}DT12H",
                'Y' => $"P{number}Y6M",
                _ => $"P{number}.5{slots.Unit}",
            });
        return Plain(slots.Unit switch
        {
            'S' => $"PT{number}S",
            'N' => $"PT{number}M",
            'H' => $"PT{number}H",
            'K' => $"P{number}W",
            'F' => number == "1" ? "P2W" : "PXW",
            _ => $"P{number}{slots.Unit}",
        });
    }

    private TimeValue Clock(in TimeMatch match)
    {
        var (slots, rule) = (match.Slots, match.Rule);
        var hour = rule.Op switch { "clock" => slots.Hour, "clock-num" => slots.Num, _ => Number(rule) };
        var half = slots.Part;
        if (half is "PM" or "AF" or "EV" && hour is >= 1 and < 12)
            hour += 12;
        else if (half is "AM" && hour == 12)
            hour = 0;
        var day = _recent is { } date ? TimeCalendar.Day(date) : OpenDay;
        return new TimeValue(string.Create(CultureInfo.InvariantCulture, $"{day}T{hour:00}:{slots.Minute:00}"), _recent, TimeGrain.Clock);
    }

    private DateOnly? Holiday(string[] arguments)
    {
        if (_published is not { } reference)
            return null;
        for (var year = reference.Year; year >= reference.Year - 1; year--)
        {
            var day = arguments[0] switch
            {
                "easter" => Shift(TimeCalendar.Easter(year), int.Parse(arguments[1], CultureInfo.InvariantCulture)),
                "thanksgiving" => TimeCalendar.Thanksgiving(year),
                var md => TimeCalendar.Date(year, int.Parse(md[..2], CultureInfo.InvariantCulture), int.Parse(md[3..], CultureInfo.InvariantCulture)),
            };
            if (day is { } found && found.DayNumber <= reference.DayNumber + 1)
                return found;
        }
        return null;
    }

    private TimeValue Relative(in TimeMatch match)
    {
        if (_quarter is { } quarter && match.Slots is { Num: 1, Unit: 'Y' } && match.Rule.Op is "ago" or "anchor" && match.Rule.Arguments[0] == "-")
            return Plain(TimeCalendar.Quarter(quarter.AddYears(-1)));
        var value = TimeShift.Resolve(match, _published, ref _anchor);
        if (value.Value.Length == 7 && value.Value[5] == 'Q' && int.TryParse(value.Value.AsSpan(0, 4), CultureInfo.InvariantCulture, out var year) && year > 1)
            _quarter = new DateOnly(year, (value.Value[6] - '0') * 3, 1);
        return value;
    }
}
