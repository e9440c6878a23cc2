using System.Globalization;

namespace Crosscheck.Text;

/// <summary>Times told by their distance: "three weeks ago", "two days later", "last quarter", "this spring".</summary>
internal static class TimeShift
{
    public static TimeValue Resolve(in TimeMatch match, DateOnly? published, ref DateOnly? anchor)
    {
        var (slots, rule) = (match.Slots, match.Rule);
        switch (rule.Op)
        {
            case "decade" when slots.Decade is not null:
                return Plain(slots.Decade!);
            case "century-n":
                return Plain(((slots.Ordinal > 0 ? slots.Ordinal : slots.Day) - 1).ToString("00", CultureInfo.InvariantCulture));
            case "past-x":
                return Plain("PAST_REF");
            case "season-y":
                return Plain($"{TimeCalendar.Year(slots.Year)}-{slots.Season}");
            case "ago" or "ago-day" or "anchor":
                return Distance(match, rule.Op == "anchor" ? anchor : published, ref anchor);
        }
        if ((rule.Op.StartsWith("anchor", StringComparison.Ordinal) ? anchor : published) is not { } from)
            return Plain("XXXX");
        var step = rule.Arguments.Length > 0 ? int.Parse(rule.Arguments[0], CultureInfo.InvariantCulture) : 0;
        return Plain(rule.Op switch
        {
            "anchor-year" or "year" => TimeCalendar.Year(from.Year + step),
            "anchor-month" or "month" => TimeCalendar.AddMonths(from, step) is { } m ? TimeCalendar.Month(m) : "XXXX",
            "anchor-week" or "week" => TimeCalendar.AddDays(from, 7 * step + (step == -1 && from.DayOfWeek == DayOfWeek.Sunday ? 1 : 0)) is { } w ? TimeCalendar.Week(w) : "XXXX",
            "weekend" => Weekend(from, step),
            "quarter" => TimeCalendar.AddMonths(from, 3 * step) is { } q ? TimeCalendar.Quarter(q) : "XXXX",
            "quarter-n" => NthQuarter(slots, from),
            "season" => Season(slots.Season!, from, step),
            "century" => (from.Year / 100 + step).ToString(CultureInfo.InvariantCulture),
            _ => (from.Year / 10 + step).ToString(CultureInfo.InvariantCulture),
        });
    }

    private static TimeValue Plain(string value) => new(value, null, TimeGrain.Other);

    /// <summary>The weekend that has begun by the date, or the one <paramref name="step"/> + 1 after it.</summary>
    private static string Weekend(DateOnly from, int step) =>
        TimeCalendar.LastWeekday(from, 6) is { } saturday && TimeCalendar.AddDays(saturday, 7 * (step + 1)) is { } day ? TimeCalendar.Week(day) + "-WE" : "XXXX";

    private static string NthQuarter(in TimeSlots slots, DateOnly from)
    {
        if (slots.Ordinal is < 1 or > 4)
            return "XXXX";
        var year = slots.Year != 0 ? slots.Year : slots.Ordinal * 3 - 2 <= from.Month ? from.Year : from.Year - 1;
        return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-Q{slots.Ordinal}");
    }

    private static string Season(string season, DateOnly from, int step)
    {
        var start = season switch { "SP" => 3, "SU" => 6, "FA" => 9, _ => 12 };
        var year = step switch
        {
            -1 => from.Month >= start + 3 ? from.Year : from.Year - 1,
            1 => from.Month < start ? from.Year : from.Year + 1,
            _ => from.Year,
        };
        return $"{TimeCalendar.Year(year)}-{season}";
    }

    private static TimeValue Distance(in TimeMatch match, DateOnly? from, ref DateOnly? anchor)
    {
        var slots = match.Slots;
        var sign = match.Rule.Arguments[0] == "-" ? -1 : 1;
        if (slots.Num == TimeSlots.Vague)
            return Plain(sign < 0 ? "PAST_REF" : "FUTURE_REF");
        if (from is not { } date)
            return Plain("XXXX-XX-XX");
        var n = (long)sign * slots.Num;
        var day = slots.Unit switch
        {
            'D' => TimeCalendar.AddDays(date, n),
            'W' or 'K' => TimeCalendar.AddDays(date, 7 * n),
            'F' => TimeCalendar.AddDays(date, 14 * n),
            'M' => TimeCalendar.AddMonths(date, n),
            'Q' => TimeCalendar.AddMonths(date, 3 * n),
            'Y' => TimeCalendar.AddMonths(date, 12 * n),
            'E' => TimeCalendar.AddMonths(date, 120 * n),
            'C' => TimeCalendar.AddMonths(date, 1200 * n),
            _ => date,
        };
        if (day is not { } found)
            return Plain("XXXX");
        anchor = found;
        var fine = match.Rule.Op == "ago-day" || slots.Unit is 'D' or 'S' or 'N' or 'H';
        if (fine)
            return new TimeValue(TimeCalendar.Day(found), found, TimeGrain.Day);
        return Plain(slots.Unit switch
        {
            'W' or 'K' or 'F' => TimeCalendar.Week(found),
            'M' => TimeCalendar.Month(found),
            'Q' => TimeCalendar.Quarter(found),
            _ => TimeCalendar.Year(found.Year),
        });
    }
}
