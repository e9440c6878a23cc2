using System.Globalization;

namespace Crosscheck.Text;

/// <summary>How fine a resolved expression is, and so what it may join with.</summary>
internal enum TimeGrain : byte { Other, Day, Clock, Part }

/// <summary>A matched expression: atoms [First, End), the rule and what it holds. Shift tells that the words are of the future.</summary>
internal readonly record struct TimeMatch(int First, int End, TimeRule Rule, TimeSlots Slots, bool Future);

internal readonly record struct TimeValue(string Value, DateOnly? Day, TimeGrain Grain);

/// <summary>
/// Gives matches their values, in the order of the text: by the publication date, and by the last date that the text told
/// ("the day before"). Without the one or the other a value stays open: "XXXX-XX-XX".
/// </summary>
internal sealed class TimeResolver
{
    private const string OpenDay = "XXXX-XX-XX";
    private readonly DateOnly? _published;
    private DateOnly? _anchor;

    public TimeResolver(DateOnly? published)
    {
        _published = published;
        _anchor = published;
    }

    /// <summary>The last date told; the publication date before any is.</summary>
    public DateOnly? Anchor => _anchor;

    public TimeValue Resolve(in TimeMatch match)
    {
        var slots = match.Slots;
        var rule = match.Rule;
        var value = rule.Op switch
        {
            "fix" => Fixed(rule.Arguments[0]),
            "ymd" => Day(TimeCalendar.Date(slots.Year, slots.Month, slots.Day), slots.Part),
            "slash" => Day(Slash(slots), slots.Part),
            "md" => Day(MonthDay(match), slots.Part),
            "d" => Day(DayAlone(slots.Day), slots.Part),
            "ym" or "m" or "m-last" or "m-next" or "ym-anchor" or "y" => MonthOrYear(match),
            "wd" or "wd-anchor" or "wd-week" or "wd2" => Day(Weekday(match), slots.Part ?? Argument(rule, rule.Op == "wd2" ? 0 : 1)),
            "set-wd" => Plain(string.Create(CultureInfo.InvariantCulture, $"XXXX-WXX-{slots.Weekday}")),
            "day" => Day(Shift(_published, Number(rule)), slots.Part ?? Argument(rule, 1)),
            "anchor-day" => Day(Shift(_anchor, Number(rule)), slots.Part ?? Argument(rule, 1)),
            "dur" or "dur-half" => Duration(match),
            "clock" or "clock-num" or "anchor-clock" => Clock(match),
            "holiday" => Day(Holiday(rule.Arguments), slots.Part),
            _ => Relative(match),
        };
        if (value.Day is { } day && rule.Op is not ("clock" or "clock-num" or "anchor-clock"))
            _anchor = day;
        return value;
    }

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

    /// <summary>The last such day before the publication, unless a weekday beside it or the future tense tells otherwise.</summary>
    private DateOnly? MonthDay(in TimeMatch match)
    {
        if (_published is not { } reference)
            return null;
        var slots = match.Slots;
        if (match.Rule.Arguments.Length > 0)
            return TimeCalendar.Date(reference.Year + Number(match.Rule), slots.Month, slots.Day);
        DateOnly? best = null;
        for (var year = reference.Year + 1; year >= reference.Year - 4; year--)
        {
            if (TimeCalendar.Date(year, slots.Month, slots.Day) is not { } day)
                continue;
            if (slots.Weekday != 0 && TimeCalendar.Weekday(day) == slots.Weekday)
                return day;
            if (day.DayNumber <= reference.DayNumber + 1 && best is null)
                best = day;
            if (match.Future && day >= reference && day.DayNumber - reference.DayNumber < 330)
                best = day;
        }
        return best;
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
                "m" when match.Future => slots.Month >= date.Month ? date.Year : date.Year + 1,
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
        if (step == 0 && match.Future && last < date)
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
        if (match.Rule.Op == "dur-half")
            number += ".5";
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
        var day = _anchor is { } date ? TimeCalendar.Day(date) : OpenDay;
        return new TimeValue(string.Create(CultureInfo.InvariantCulture, $"{day}T{hour:00}:{slots.Minute:00}"), _anchor, TimeGrain.Clock);
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

    private TimeValue Relative(in TimeMatch match) => TimeShift.Resolve(match, _published, ref _anchor);
}
