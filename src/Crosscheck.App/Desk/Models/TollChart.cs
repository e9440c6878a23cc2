using System.Collections.Immutable;
using System.Globalization;
using Crosscheck.Claims;
using Crosscheck.Incidents;

namespace Crosscheck.App.Desk.Models;

/// <summary>A point of a source's line: the day it spoke, its value, where it stands in the drawing.</summary>
public sealed record TollPoint(DateOnly Day, int Value, string Told, double X, double Y);

/// <summary>One source's line, as an SVG path. Style is 0..5: its colour, dashes and mark.</summary>
public sealed record TollLine(string Speaker, int Style, string Path, ImmutableArray<TollPoint> Points, double LabelY);

/// <summary>A mark on an axis.</summary>
public sealed record Tick(double At, string Text);

/// <summary>The toll over time: a step chart with a line for each source, drawn by the server.</summary>
public sealed record TollChart(ClaimAttribute Attribute, ImmutableArray<TollLine> Lines, ImmutableArray<Tick> Days, ImmutableArray<Tick> Values)
{
    public const double Width = 720;
    public const double Height = 230;
    public const double Left = 44;
    public const double Right = 520;
    public const double Top = 14;
    public const double Bottom = 196;
    private const int MostLines = 6;
    private const double LabelHeight = 17;

    /// <summary>Null where no day is known, or only one value is told.</summary>
    public static TollChart? Of(Incident incident, ClaimAttribute attribute)
    {
        var steps = incident.History.Where(h => h.Attribute == attribute).Select(h => (Step: h, Day: DayOf(h.When), Value: h.N ?? h.Low ?? h.High))
            .Where(s => s.Day is not null && s.Value is not null).Select(s => (s.Step, Day: s.Day!.Value, Value: s.Value!.Value)).ToList();
        if (steps.Select(s => (s.Step.Speaker, s.Day, s.Value)).Distinct().Count() < 2)
            return null;
        int first = steps.Min(s => s.Day.DayNumber), last = steps.Max(s => s.Day.DayNumber);
        var top = NiceTop(steps.Max(s => s.Value));
        double X(DateOnly day) => first == last ? Left + 40 : Left + ((Right - Left - 16) * (day.DayNumber - first) / (last - first));
        double Y(double value) => Bottom - ((Bottom - Top) * value / top);
        var lines = steps.GroupBy(s => s.Step.Speaker, StringComparer.Ordinal)
            .OrderByDescending(g => g.Select(s => s.Value).Distinct().Count()).ThenByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).Take(MostLines)
            .Select((g, style) => Line(Labels.Speaker(incident, g.Key), style, [.. g.OrderBy(s => s.Day).Select(s => new TollPoint(s.Day, s.Value, Told(s.Step), X(s.Day), Y(s.Value)))]));
        return new TollChart(attribute, Spread([.. lines]), DayTicks(first, last, X), ValueTicks(top, Y));
    }

    private static DateOnly? DayOf(string? iso) =>
        DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static string Told(HistoryStep step) => Views.Wording.Of(new ClaimValue { Low = step.Low, N = step.N, High = step.High });

    private static TollLine Line(string speaker, int style, ImmutableArray<TollPoint> points)
    {
        var path = new System.Text.StringBuilder();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        foreach (var p in points.Skip(1))
            path.Append(CultureInfo.InvariantCulture, $"H{p.X:0.#}V{p.Y:0.#}");
        path.Append(CultureInfo.InvariantCulture, $"H{Right:0.#}");
        return new TollLine(speaker, style, path.ToString(), points, points[^1].Y);
    }

    /// <summary>Moves the labels at the right apart so that none covers another.</summary>
    private static ImmutableArray<TollLine> Spread(ImmutableArray<TollLine> lines)
    {
        var sorted = lines.OrderBy(l => l.LabelY).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (sorted[i].LabelY < sorted[i - 1].LabelY + LabelHeight)
                sorted[i] = sorted[i] with { LabelY = sorted[i - 1].LabelY + LabelHeight };
        }
        var over = sorted.Length == 0 ? 0 : sorted[^1].LabelY - Bottom;
        for (var i = sorted.Length - 1; i >= 0 && over > 0; i--)
        {
            sorted[i] = sorted[i] with { LabelY = sorted[i].LabelY - over };
            over = i > 0 ? Math.Max(0, sorted[i - 1].LabelY + LabelHeight - sorted[i].LabelY) : 0;
        }
        return [.. sorted.OrderBy(l => l.Style)];
    }

    private static ImmutableArray<Tick> DayTicks(int first, int last, Func<DateOnly, double> x)
    {
        var count = Math.Min(4, last - first);
        return [.. Enumerable.Range(0, count + 1).Select(i => first + (count == 0 ? 0 : (int)Math.Round((last - first) * i / (double)count))).Distinct()
            .Select(DateOnly.FromDayNumber).Select(d => new Tick(x(d), d.ToString("d MMM", CultureInfo.InvariantCulture)))];
    }

    private static ImmutableArray<Tick> ValueTicks(int top, Func<double, double> y)
    {
        var step = Math.Max(1, top / 4);
        return [.. Enumerable.Range(0, (top / step) + 1).Select(i => new Tick(y(i * step), (i * step).ToString("#,0", CultureInfo.InvariantCulture)))];
    }

    /// <summary>The next of 4, 8, 12, 20, 40, 80 ... that holds the value.</summary>
    private static int NiceTop(int value)
    {
        for (long scale = 1; ; scale *= 10)
        {
            foreach (var nice in (ReadOnlySpan<int>)[4, 8, 12, 20])
            {
                if (nice * scale >= value)
                    return (int)Math.Min(nice * scale, int.MaxValue);
            }
        }
    }
}
