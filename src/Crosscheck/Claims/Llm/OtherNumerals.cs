using System.Collections.Frozen;
using System.Globalization;
using Crosscheck.Data;

namespace Crosscheck.Claims.Llm;

/// <summary>
/// Counts and dates in the words of languages that our readers do not read (<c>data/lexicons/other-numerals.tsv</c>): enough to
/// check what a model makes of the words that it quotes, not to find them.
/// </summary>
internal static class OtherNumerals
{
    private const int LongestPhrase = 2;

    private static readonly Lazy<FrozenDictionary<(string Language, string Class, string Form), int>> Forms = new(() =>
        DataFile.Rows("lexicons/other-numerals.tsv").SelectMany(r => r[3].Split('|').Select(f => (Key: (r[0], r[1], f), Value: int.Parse(r[2], CultureInfo.InvariantCulture))))
            .DistinctBy(f => f.Key).ToFrozenDictionary(f => f.Key, f => f.Value));

    /// <summary>The one count in the words: a numeral, or a ten and a unit ("treinta y cinco"); null for none or several.</summary>
    public static int? Count(string? language, string words)
    {
        if (language is null || words.Any(char.IsDigit))
            return null;
        return Found(language, "number", words) switch
        {
            [var one] => one,
            [var a, var b] when IsTen(a) && b is > 0 and < 10 || IsTen(b) && a is > 0 and < 10 => a + b,
            _ => null,
        };
    }

    /// <summary>
    /// The date in the words: a day in digits, a named month, a year in digits. Without a year it is the last such day up to a
    /// week behind publication; without a day it is a month. Null where the words name no month or several.
    /// </summary>
    public static string? Date(string? language, string words, DateOnly? published)
    {
        if (language is null || Found(language, "month", words) is not [var month])
            return null;
        var numbers = Tokens(ValueCheck.AsciiDigits(words)).Select(t => int.TryParse(t, NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : -1).Where(n => n >= 0).ToList();
        var years = numbers.Where(n => n is >= 1900 and <= 2200).ToList();
        var days = numbers.Where(n => n is >= 1 and <= 31).ToList();
        if (numbers.Count != years.Count + days.Count || years.Count > 1 || days.Count > 1 || (years.Count == 0 && published is null))
            return null;
        var year = years.Count == 1 ? years[0] : YearOf(month, days.Count == 1 ? days[0] : 1, published!.Value);
        if (days.Count == 0)
            return string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}");
        return days[0] <= DateTime.DaysInMonth(year, month) ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}-{month:00}-{days[0]:00}") : null;
    }

    private static int YearOf(int month, int day, DateOnly published)
    {
        var last = published.AddDays(7);
        return (month, day).CompareTo((last.Month, last.Day)) <= 0 ? last.Year : last.Year - 1;
    }

    private static bool IsTen(int n) => n is >= 20 and <= 90 && n % 10 == 0;

    /// <summary>The values of the forms in the words, longest first, left to right.</summary>
    private static List<int> Found(string language, string kind, string words)
    {
        var tokens = Tokens(words);
        var found = new List<int>();
        for (var i = 0; i < tokens.Count; i++)
        {
            for (var length = Math.Min(LongestPhrase, tokens.Count - i); length > 0; length--)
            {
                if (!Forms.Value.TryGetValue((language, kind, string.Join(' ', tokens.Skip(i).Take(length))), out var value)
                    && !(length == 1 && language is "ar" or "fa" && tokens[i].Length > 2 && tokens[i][0] == '\u0648' && Forms.Value.TryGetValue((language, kind, tokens[i][1..]), out value)))
                    continue;
                found.Add(value);
                i += length - 1;
                break;
            }
        }
        return found;
    }

    private static List<string> Tokens(string words)
    {
        var tokens = new List<string>();
        var lower = words.ToLowerInvariant().Replace('\u2019', '\'').Replace('\u02BC', '\'');
        for (var i = 0; i < lower.Length; i++)
        {
            var start = i;
            while (i < lower.Length && (char.IsLetterOrDigit(lower[i]) || char.GetUnicodeCategory(lower[i]) == UnicodeCategory.NonSpacingMark || (i > start && lower[i] is '-' or '\'')))
                i++;
            if (i > start)
                tokens.Add(lower[start..i].TrimEnd('-', '\''));
        }
        return tokens;
    }
}
