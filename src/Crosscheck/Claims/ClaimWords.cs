namespace Crosscheck.Claims;

/// <summary>Comparing the short names in claims: groups, actors, sources.</summary>
internal static class ClaimWords
{
    private static readonly HashSet<string> Small = new(StringComparer.OrdinalIgnoreCase)
    {
        "the", "a", "an", "of", "in", "on", "at", "to", "by", "and", "or", "for", "from", "with", "its", "his", "their", "near",
    };

    /// <summary>Groups that mean everybody.</summary>
    private static readonly HashSet<string> Whole = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "people", "persons", "person", "dead", "casualties", "victims", "lives", "killed", "wounded", "injured", "deaths", "bodies", "fatalities", "injuries",
    };

    /// <summary>Kinds of attackers, by which no side is named.</summary>
    private static readonly HashSet<string> Kinds = new(StringComparer.OrdinalIgnoreCase)
    {
        "gunmen", "gunman", "men", "man", "attackers", "attacker", "bomber", "bombers", "suicide", "armed", "militants", "terrorists", "assailants",
        "assailant", "unidentified", "unknown", "people", "group", "groups", "fighters", "insurgents", "rebels", "bandits", "two", "three", "four", "persons", "masked",
    };

    /// <summary>Do two names share at least half of the shorter one's words?</summary>
    public static bool Similar(string a, string b)
    {
        HashSet<string> x = [.. Words(a)], y = [.. Words(b)];
        if (x.Count == 0 || y.Count == 0)
            return x.Count == y.Count;
        return 2 * x.Count(y.Contains) >= Math.Min(x.Count, y.Count);
    }

    public static bool IsWhole(string? who) => Words(who ?? "").All(Whole.Contains);

    /// <summary>"another five", "two others": counted on top of somebody else.</summary>
    public static bool IsRest(string? who) => Words(who ?? "").Any(w => w is "other" or "others" or "another" or "more" or "further");

    /// <summary>Does a name tell who attacked, and not only what kind of attacker?</summary>
    public static bool IsActor(string name) => Words(name).Any(w => !Kinds.Contains(w));

    /// <summary>Another time where both say when and the days differ, else a plain contradiction.</summary>
    public static string Because(Claim a, Claim b) => a.Said is { } x && b.Said is { } y && x != y ? "time" : "contradiction";

    private static IEnumerable<string> Words(string text) =>
        text.ToLowerInvariant().Replace("u.s.", "us", StringComparison.Ordinal)
            .Split([' ', ',', '.', '-', '’', '\'', '"', '(', ')', '/'], StringSplitOptions.RemoveEmptyEntries).Where(w => w.Length > 1 && !Small.Contains(w));
}
