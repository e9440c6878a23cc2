using System.Globalization;
using Crosscheck.Claims;

namespace Crosscheck.Incidents;

/// <summary>Days [First, Last], as numbers since 0001-01-01, that a date as coarse as "2020-01" covers.</summary>
public readonly record struct DayRange(int First, int Last)
{
    public int Days => Last - First + 1;

    public bool IsDay => First == Last;

    public bool Overlaps(DayRange other) => First <= other.Last && other.First <= Last;

    /// <summary>How many days lie between the two; 0 where they overlap.</summary>
    public int Gap(DayRange other) => Overlaps(other) ? 0 : Math.Max(First - other.Last, other.First - Last);

    public static DayRange? Of(IncidentDate? date) => date is null ? null : Parse(date.Value);

    public static DayRange Day(DateOnly day) => new(day.DayNumber, day.DayNumber);

    /// <summary>Reads "2020-03-11", "2020-W15", "2020-03", "2020", or two of them as "2020-03-11/2020-03-13"; null for anything else.</summary>
    public static DayRange? Parse(string? value)
    {
        if (value is null)
            return null;
        if (value.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
            return Parse(value[..slash]) is { } from && Parse(value[(slash + 1)..]) is { } to && from.First <= to.Last ? new DayRange(from.First, to.Last) : null;
        if (value.Length == 10 && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return Day(day);
        if (value.Length < 4 || !int.TryParse(value.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year is < 1 or > 9998)
            return null;
        if (value.Length == 4)
            return new(new DateOnly(year, 1, 1).DayNumber, new DateOnly(year, 12, 31).DayNumber);
        if (value.Length == 8 && value[5] == 'W' && int.TryParse(value.AsSpan(6), NumberStyles.None, CultureInfo.InvariantCulture, out var week) && week is >= 1 and <= 53)
        {
            var monday = DateOnly.FromDateTime(ISOWeek.ToDateTime(year, week, DayOfWeek.Monday)).DayNumber;
            return new(monday, monday + 6);
        }
        if (value.Length == 7 && int.TryParse(value.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12)
            return new(new DateOnly(year, month, 1).DayNumber, new DateOnly(year, month, DateTime.DaysInMonth(year, month)).DayNumber);
        return null;
    }

    /// <summary>Months since year 0 of the first day.</summary>
    public int Month
    {
        get
        {
            var day = DateOnly.FromDayNumber(First);
            return (day.Year * 12) + day.Month - 1;
        }
    }

    public int Year => DateOnly.FromDayNumber(First).Year;
}
