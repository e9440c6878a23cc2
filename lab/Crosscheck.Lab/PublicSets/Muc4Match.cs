using System.Collections.Immutable;
using System.Globalization;

namespace Crosscheck.Lab.PublicSets;

/// <summary>
/// How far a value of a response is that of the key: 1 correct, 0.5 partially, 0 not, by MUC-4's scoring guidelines. Where they leave
/// it to a person's judgement: a string is correct when it is one of the key's but for articles, numbers and more modifiers before the
/// same head, partially correct when the words of one are all among those of the other.
/// </summary>
internal static class Muc4Match
{
    private static readonly HashSet<string> Nonessential = new("THE A AN THIS THESE THOSE SOME SEVERAL TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN ONE HIS HER ITS THEIR OTHER ANOTHER".Split(' '), StringComparer.Ordinal);

    /// <summary>Set fills that the response may give for a narrower one of the key, for half the credit.</summary>
    private static readonly Dictionary<int, (string Response, string[] Key)[]> Wider = new()
    {
        [4] = [("ATTACK", ["ARSON", "BOMBING", "KIDNAPPING", "HIJACKING", "ROBBERY", "FORCED WORK STOPPAGE"])],
        [7] = [("GUN", ["MACHINE GUN", "MORTAR", "HANDGUN", "RIFLE"]), ("BOMB", ["VEHICLE BOMB", "AERIAL BOMB", "GRENADE", "MOLOTOV COCKTAIL", "DYNAMITE", "EXPLOSIVE", "MINE"]), ("EXPLOSIVE", ["BOMB", "DYNAMITE", "MINE", "GRENADE", "VEHICLE BOMB"])],
        [11] = [("SUSPECTED OR ACCUSED", ["SUSPECTED OR ACCUSED BY AUTHORITIES"])],
        [13] = [("POLITICAL FIGURE OFFICE OR RESIDENCE", ["GOVERNMENT OFFICE OR RESIDENCE"])],
        [16] = [("DESTROYED", ["SOME DAMAGE"])],
        [20] = [("GOVERNMENT OFFICIAL", ["FORMER GOVERNMENT OFFICIAL"]), ("ACTIVE MILITARY", ["FORMER ACTIVE MILITARY"]), ("POLITICAL FIGURE", ["GOVERNMENT OFFICIAL"])],
        [23] = [("NO INJURY", ["NO INJURY OR DEATH"]), ("NO DEATH", ["NO INJURY OR DEATH"])],
    };

    public static double Of(int slot, Muc4Fill key, Muc4Fill response) => slot switch
    {
        2 => key.Values.Max(k => Date(k, response.Values[0])),
        3 => key.Values.Max(k => Place(k, response.Values[0])),
        14 or 17 or 21 or 24 => Number(key, response),
        6 or 9 or 10 or 12 or 18 or 19 => Tagged(Strings(key.Values, response.Values), key, response),
        _ => Set(slot, key, response),
    };

    private static double Set(int slot, Muc4Fill key, Muc4Fill response)
    {
        if (key.Values.Contains(response.Values[0], StringComparer.Ordinal))
            return Tagged(1, key, response);
        var wider = Wider.GetValueOrDefault(slot, []).Any(w => w.Response == response.Values[0] && w.Key.Any(k => key.Values.Contains(k, StringComparer.Ordinal)));
        return wider ? 0.5 : 0;
    }

    /// <summary>A value is correct only with the tag of the key; without it, it is half.</summary>
    private static double Tagged(double value, Muc4Fill key, Muc4Fill response) =>
        value == 0 || key.Tags.IsEmpty || (!response.Tags.IsEmpty && Strings(key.Tags, response.Tags) > 0) ? value : 0.5;

    private static double Number(Muc4Fill key, Muc4Fill response)
    {
        var answer = response.Values[0];
        if (key.Values.Contains(answer, StringComparer.Ordinal))
            return Tagged(1, key, response);
        var anchors = key.Values.SelectMany(k => k.Split(['-', '~', ' '], StringSplitOptions.RemoveEmptyEntries));
        return anchors.Contains(answer, StringComparer.Ordinal) ? 0.5 : 0;
    }

    private static double Strings(ImmutableArray<string> key, ImmutableArray<string> response) =>
        response.IsEmpty || key.IsEmpty ? 0 : key.Max(k => response.Max(r => OneString(k, r)));

    private static double OneString(string key, string response)
    {
        var (k, r) = (Words(key), Words(response));
        if (k.Count == 0 || r.Count == 0)
            return string.Equals(key, response, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        if (k.SequenceEqual(r))
            return 1;
        var inside = k.All(r.Contains);
        if (inside && k[^1] == r[^1])
            return 1;
        return inside || r.All(k.Contains) ? 0.5 : 0;
    }

    private static List<string> Words(string text) =>
        [.. text.ToUpperInvariant().Split([' ', '"', '\'', '-', '(', ')', '[', ']', ',', '.', '\n'], StringSplitOptions.RemoveEmptyEntries).Where(w => !Nonessential.Contains(w) && !w.All(char.IsDigit))];

    private static double Place(string key, string response)
    {
        var (k, r) = (Parts(key), Parts(response));
        if (k.Count == 0 || r.Count == 0)
            return 0;
        if (k.SequenceEqual(r) || (k[0] == r[0] && k[^1] == r[^1]))
            return 1;
        // A range between two places, and a country with the wrong place or none, are half.
        return k[0] == r[0] || k.Skip(1).Contains(r[^1], StringComparer.Ordinal) ? 0.5 : 0;
    }

    private static List<string> Parts(string place) =>
        [.. place.Split([':', '-'], StringSplitOptions.RemoveEmptyEntries).Select(p => (p.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? p[..at] : p).Trim()).Where(p => p.Length > 0)];

    /// <summary>"02 FEB 90", "25 AUG 89 - 26 AUG 89", "- 04 FEB 90" (by then: what is filled in where no day is told).</summary>
    private static double Date(string key, string response)
    {
        if (key == response)
            return 1;
        var (k, r) = (Days(key), Days(response));
        if (k.Last is not { } keyLast || r.Last is not { } last)
            return 0;
        if (r.First is null)
            return last == keyLast ? 0.5 : 0;
        if (k.First is null)
            return last <= keyLast ? 0.5 : 0;
        return r.First >= k.First && last <= keyLast ? (k.First == keyLast ? 1 : 0.5) : 0;
    }

    private static (DateOnly? First, DateOnly? Last) Days(string text)
    {
        var parts = text.Split(" - ", StringSplitOptions.TrimEntries);
        if (text.StartsWith("- ", StringComparison.Ordinal))
            return (null, Day(text[2..]));
        return parts.Length == 2 ? (Day(parts[0]), Day(parts[1])) : (Day(text), Day(text));
    }

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text.Trim(), "dd MMM yy", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
