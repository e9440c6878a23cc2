using System.Globalization;
using Crosscheck.Models;

namespace Crosscheck.Claims;

/// <summary>
/// Chooses the date of an incident: of its date claims the value told most often, days before coarser ones, the first among
/// equals. A main incident with none takes a day told in its sentences, then the day of another main incident, then publication.
/// </summary>
internal static class IncidentDates
{
    /// <summary>A day told in the sentences of an incident is its own only when it is news: this many days before publication at most.</summary>
    private const int News = 12;

    /// <summary>The date by the incident's own date claims.</summary>
    public static string? Claimed(IReadOnlyList<ClaimMention> claims, List<int> members)
    {
        string? best = null;
        var top = 0;
        foreach (var i in members)
        {
            if (claims[i].Attribute != ClaimAttribute.Date || claims[i].Value.Text is not { Length: >= 4 } value)
                continue;
            var votes = value.Length == 10 ? 100 : 0;
            foreach (var j in members)
            {
                if (claims[j].Attribute == ClaimAttribute.Date && claims[j].Value.Text == value)
                    votes++;
            }
            if (votes > top)
                (top, best) = (votes, value);
        }
        return best;
    }

    /// <summary>The dates of all incidents of a report.</summary>
    public static IncidentDate?[] Of(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members, string[] roles, BoostedTrees? model)
    {
        var dates = ByRule(context, claims, members, roles);
        if (model is not null)
        {
            var features = new DateChoiceFeatures(context, claims, members);
            for (var k = 0; k < dates.Length; k++)
            {
                if (roles[k] == "main")
                    dates[k] = Likeliest(features, k, dates[k], model);
            }
        }
        return [.. dates.Select(d => d is null ? null : new IncidentDate(d, PrecisionOf(d)))];
    }

    /// <summary>The dates by rule alone: those of main incidents are what the model starts from.</summary>
    internal static string?[] ByRule(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int>[] members, string[] roles)
    {
        var dates = members.Select(m => Claimed(claims, m)).ToArray();
        var main = Enumerable.Range(0, dates.Length).Where(k => roles[k] == "main" && dates[k] is not null).Select(k => dates[k]).FirstOrDefault();
        for (var k = 0; k < dates.Length; k++)
        {
            if (roles[k] == "main")
                dates[k] ??= Told(context, claims, members[k]) ?? main ?? Iso(context.Text.Published);
        }
        return dates;
    }

    private static string? Likeliest(DateChoiceFeatures features, int k, string? rule, BoostedTrees model)
    {
        var best = rule;
        var top = float.NegativeInfinity;
        var rows = features.Rows(k, rule);
        for (var v = 0; v < rows.Length; v++)
        {
            var score = model.Score(rows[v]);
            if (score > top)
                (top, best) = (score, features.Values[v]);
        }
        return best;
    }

    /// <summary>The first recent day named in the incident's sentences, though no claim was made of it.</summary>
    private static string? Told(IncidentText context, IReadOnlyList<ClaimMention> claims, List<int> members)
    {
        if (context.Text.Published is not { } published)
            return null;
        foreach (var time in context.Text.Times)
        {
            if (time.Type is not ("DATE" or "TIME") || time.Value.Length < 10 || time.Tokens.Length == 0
                || !DateOnly.TryParseExact(time.Value.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || published.DayNumber - day.DayNumber is < 0 or > News)
                continue;
            var sentence = context.SentenceOf[time.Tokens.First];
            if (members.Any(i => context.SentenceOf[claims[i].Tokens.First] == sentence))
                return Iso(day);
        }
        return null;
    }

    internal static string? Iso(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    internal static DateOnly? Day(string date) =>
        DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>The first day of a day, month or year; null for a week.</summary>
    internal static DateOnly? FirstDay(string date) => date.Length == 4 ? Day(date + "-01-01") : date.Length == 7 ? Day(date + "-01") : Day(date);

    /// <summary>A day, a week, a month or a year.</summary>
    internal static bool IsDate(string value) => value.Length is 4 or 7 or 8 || Day(value) is not null;

    internal static string PrecisionOf(string date) => date.Length switch
    {
        4 => "year",
        7 => "month",
        8 => "week",
        _ => "day",
    };
}
