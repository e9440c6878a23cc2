using System.Globalization;

namespace Crosscheck.Documents;

/// <summary>Dates as headers, meta tags and bylines write them. The day as written counts, whatever its time zone.</summary>
public static class DateText
{
    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "yyyyMMdd",
        "d MMMM yyyy", "d MMM yyyy", "d MMMM, yyyy", "d MMM, yyyy", "MMMM d, yyyy", "MMM d, yyyy", "MMMM d yyyy", "MMM d yyyy",
    ];

    private static readonly string[] Fillers = ["published", "updated", "posted", "date", "on", "last", "first", "of"];

    /// <summary>
    /// The date that a text states and states alone: "2031-05-14T06:30:00+03:00", "Published: Wed, 14 May 2031 06:30 GMT",
    /// "May 14th, 2031". Null for other text, and for dates that two readings fit ("5/6/2031").
    /// </summary>
    public static DateOnly? Parse(string? text)
    {
        if (text is null || text.Length > 80)
            return null;
        var words = Words(text);
        for (var count = Math.Min(3, words.Count); count >= 1; count--)
        {
            if (DateOnly.TryParseExact(string.Join(' ', words.Take(count)), Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                && date.Year >= 1900 && words.Skip(count).All(IsTimeOfDay))
                return date;
        }
        return null;
    }

    /// <summary>Words without weekday, filler and ordinal endings; an ISO date parts from its time.</summary>
    private static List<string> Words(string text)
    {
        var words = new List<string>();
        foreach (var raw in text.Split([' ', '\t', '\u00A0', '|', '·', '(', ')'], StringSplitOptions.RemoveEmptyEntries))
        {
            var word = raw.TrimEnd(':', '.', ';');
            if (words.Count == 0 && (IsWeekday(word.TrimEnd(',')) || Fillers.Contains(word.ToLowerInvariant(), StringComparer.Ordinal)))
                continue;
            if (word.Length > 10 && word[4] == '-' && word[10] == 'T')
            {
                words.Add(word[..10]);
                words.Add(word[11..]);
                continue;
            }
            words.Add(WithoutOrdinal(word));
        }
        if (words.Count >= 2 && words[^1] == ",")
            words.RemoveAt(words.Count - 1);
        return words;
    }

    private static bool IsWeekday(string word) =>
        CultureInfo.InvariantCulture.DateTimeFormat.DayNames.Contains(word, StringComparer.OrdinalIgnoreCase)
        || CultureInfo.InvariantCulture.DateTimeFormat.AbbreviatedDayNames.Contains(word, StringComparer.OrdinalIgnoreCase);

    private static string WithoutOrdinal(string word)
    {
        var bare = word.TrimEnd(',');
        return bare.Length is 3 or 4 && char.IsAsciiDigit(bare[0]) && bare[^2..].ToLowerInvariant() is "st" or "nd" or "rd" or "th"
            ? bare[..^2] + word[bare.Length..]
            : word == "Sept" ? "Sep" : word == "Sept," ? "Sep," : word;
    }

    private static bool IsTimeOfDay(string word) =>
        word.Length == 0 || (word.Length <= 16 && (char.IsAsciiDigit(word[0]) || word[0] is '+' or '-' or '–' || word.ToUpperInvariant() is "AT" or "AM" or "PM" or "A.M" or "P.M" or "GMT" or "UTC" or "Z" or "EST" or "EDT" or "BST" or "CET" or "EAT" or "IST" or "ET" or "LOCAL" or "TIME"));
}
