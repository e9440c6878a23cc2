using System.Collections.Immutable;
using System.Globalization;

namespace Crosscheck.App.Desk.Models;

/// <summary>A span of days with its incidents.</summary>
public sealed record TimelineBar(DateOnly First, DateOnly Last, long Count, string Text)
{
    /// <summary>0..1 of the highest bar.</summary>
    public double Share { get; init; }
}

/// <summary>How many incidents fell into each day, week, month or year: as fine as fits.</summary>
public sealed record Timeline(ImmutableArray<TimelineBar> Bars, string Unit)
{
    private const int MostBars = 60;

    /// <summary>Null where fewer than two days are told.</summary>
    public static Timeline? Of(IReadOnlyList<(int Day, long Count)> days)
    {
        if (days.Count < 2)
            return null;
        var (first, last) = (DateOnly.FromDayNumber(days.Min(d => d.Day)), DateOnly.FromDayNumber(days.Max(d => d.Day)));
        var span = last.DayNumber - first.DayNumber;
        var unit = span <= MostBars ? "day" : span <= MostBars * 31 ? "month" : "year";
        var counts = days.GroupBy(d => Start(DateOnly.FromDayNumber(d.Day), unit)).ToDictionary(g => g.Key, g => g.Sum(d => d.Count));
        var bars = new List<TimelineBar>();
        for (var at = Start(first, unit); at <= last && bars.Count <= 200; at = Next(at, unit))
            bars.Add(new TimelineBar(at, Next(at, unit).AddDays(-1), counts.GetValueOrDefault(at), Text(at, unit)));
        var most = Math.Max(1, bars.Max(b => b.Count));
        return new Timeline([.. bars.Select(b => b with { Share = (double)b.Count / most })], unit);
    }

    private static DateOnly Start(DateOnly day, string unit) => unit switch { "day" => day, "month" => new DateOnly(day.Year, day.Month, 1), _ => new DateOnly(day.Year, 1, 1) };

    private static DateOnly Next(DateOnly day, string unit) => unit switch { "day" => day.AddDays(1), "month" => day.AddMonths(1), _ => day.AddYears(1) };

    private static string Text(DateOnly day, string unit) => day.ToString(unit switch { "day" => "d MMM yyyy", "month" => "MMM yyyy", _ => "yyyy" }, CultureInfo.InvariantCulture);
}
