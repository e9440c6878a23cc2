using System.Globalization;

namespace Crosscheck.Text;

/// <summary>Calendar arithmetic in TIMEX3's value forms; a date out of range is null, never an exception.</summary>
internal static class TimeCalendar
{
    public static DateOnly? Date(int year, int month, int day) =>
        year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month) ? new DateOnly(year, month, day) : null;

    public static DateOnly? AddDays(DateOnly date, long days)
    {
        var number = date.DayNumber + days;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber((int)number) : null;
    }

    public static DateOnly? AddMonths(DateOnly date, long months)
    {
        var index = date.Year * 12L + date.Month - 1 + months;
        if (index is < 12 or >= 120000)
            return null;
        var (year, month) = ((int)(index / 12), (int)(index % 12) + 1);
        return new DateOnly(year, month, Math.Min(date.Day, DateTime.DaysInMonth(year, month)));
    }

    public static string Day(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Month(DateOnly date) => date.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static string Year(int year) => year.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>ISO 8601's week: "2020-W11".</summary>
    public static string Week(DateOnly date)
    {
        var time = date.ToDateTime(TimeOnly.MinValue);
        return string.Create(CultureInfo.InvariantCulture, $"{ISOWeek.GetYear(time):0000}-W{ISOWeek.GetWeekOfYear(time):00}");
    }

    public static string Quarter(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date.Year:0000}-Q{(date.Month + 2) / 3}");

    /// <summary>1 for Monday to 7 for Sunday.</summary>
    public static int Weekday(DateOnly date) => date.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)date.DayOfWeek;

    /// <summary>The last such weekday on or before a date.</summary>
    public static DateOnly? LastWeekday(DateOnly date, int weekday) => AddDays(date, -((Weekday(date) - weekday + 7) % 7));

    /// <summary>Easter Sunday of the Gregorian calendar (the algorithm of J.-M. Oudin, 1940).</summary>
    public static DateOnly? Easter(int year)
    {
        if (year is < 1583 or > 9999)
            return null;
        var century = year / 100;
        var golden = year % 19;
        var k = (century - 17) / 25;
        var i = (century - century / 4 - (century - k) / 3 + 19 * golden + 15) % 30;
        i -= i / 28 * (1 - i / 28 * (29 / (i + 1)) * ((21 - golden) / 11));
        var j = (year + year / 4 + i + 2 - century + century / 4) % 7;
        var l = i - j;
        var month = 3 + (l + 40) / 44;
        return new DateOnly(year, month, l + 28 - 31 * (month / 4));
    }

    /// <summary>The fourth Thursday of November.</summary>
    public static DateOnly? Thanksgiving(int year) => Date(year, 11, 28) is { } late ? LastWeekday(late, 4) : null;
}
