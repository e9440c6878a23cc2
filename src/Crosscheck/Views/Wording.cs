using System.Globalization;
using Crosscheck.Claims;

namespace Crosscheck.Views;

/// <summary>The records' values in plain English, the same in every view.</summary>
public static class Wording
{
    /// <summary>"about 12 people", "at least 3 rockets", "between 18 and 20", "airstrikes".</summary>
    public static string Of(ClaimValue value)
    {
        if (value.Text is { } text)
            return text;
        var number = Number(value);
        return string.IsNullOrEmpty(value.Who) ? number : $"{number} {OneLine(value.Who)}";
    }

    /// <summary>A claim's value with what its attribute makes of it: "nobody has claimed it", "unknown".</summary>
    public static string Of(Claim claim) => (claim.Attribute, claim.Value.Text) switch
    {
        (ClaimAttribute.Responsibility, "none") => "nobody has claimed it",
        (ClaimAttribute.Responsibility, { } group) => $"{(claim.Status == ClaimStatus.Denied ? "denied" : "claimed")} by {OneLine(group)}",
        (ClaimAttribute.Date, { } date) => Date(date),
        (_, "") => "unknown",
        (_, { } text) => OneLine(text),
        _ when claim.Value is { N: null, Low: null, High: null } => "a number not told",
        _ => Of(claim.Value),
    };

    private static string Number(ClaimValue value)
    {
        var about = value.Approximate ? "about " : "";
        return (value.N, value.Low, value.High) switch
        {
            ({ } n, _, _) => about + Digits(n),
            (null, { } low, { } high) => low == high ? about + Digits(low) : $"{about}{Digits(low)} to {Digits(high)}",
            (null, { } low, null) => "at least " + about + Digits(low),
            (null, null, { } high) => "up to " + about + Digits(high),
            _ => "some",
        };
    }

    private static string Digits(int n) => n.ToString(n < 10_000 ? "0" : "#,0", CultureInfo.InvariantCulture);

    /// <summary>"US officials, unnamed, via Reuters"; "the report itself" where the report speaks in its own voice.</summary>
    public static string Of(Source source)
    {
        var name = source.Name.Length == 0 ? "the report itself" : OneLine(source.Name);
        if (source.Anonymous)
            name += ", unnamed";
        return source.Via.IsDefaultOrEmpty ? name : $"{name}, via {string.Join(", via ", source.Via.Select(OneLine))}";
    }

    /// <summary>Which of the readers of its document found a claim, and in what they differ; "" where one reader read it.</summary>
    public static string FoundBy(Claim claim)
    {
        if (claim.FoundBy.IsEmpty)
            return "";
        var found = claim.FoundBy.Length > 1 ? "found by both readers" : "only by " + claim.FoundBy[0];
        return claim.Differs.IsEmpty ? found : $"{found}, which differ in {string.Join(", ", claim.Differs.Select(OneLine))}";
    }

    /// <summary>How firmly it is told; "" for what is simply said.</summary>
    public static string Of(ClaimStatus status) => status switch
    {
        ClaimStatus.Asserted => "",
        ClaimStatus.Unknown => "not known",
        _ => ReadingJson.Name(status),
    };

    /// <summary>"11 March 2020", "January 2020", "week 15 of 2020"; what is no ISO date stays as it is.</summary>
    public static string Date(string iso)
    {
        if (DateOnly.TryParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);
        if (DateOnly.TryParseExact(iso, "yyyy-MM", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month))
            return month.ToString("MMMM yyyy", CultureInfo.InvariantCulture);
        return iso is [_, _, _, _, '-', 'W', .. var week] ? $"week {week.TrimStart('0')} of {iso[..4]}" : iso;
    }

    /// <summary>Why the positions of a discrepancy differ, as far as the text tells.</summary>
    public static string Because(string because) => because switch
    {
        "update" => "a later figure of the same speaker",
        "scope" => "they do not count the same",
        "time" => "told of different times",
        _ => "they contradict each other",
    };

    /// <summary>What a source leaves out when it gives no value: "any dead", "who did it".</summary>
    public static string Unsaid(ClaimAttribute attribute) => attribute switch
    {
        ClaimAttribute.Killed => "any dead",
        ClaimAttribute.Injured => "any injured",
        ClaimAttribute.Abducted => "any abducted",
        ClaimAttribute.Munitions => "how many munitions",
        ClaimAttribute.Perpetrator or ClaimAttribute.Responsibility => "who did it",
        _ => "the " + ReadingJson.Name(attribute),
    };

    /// <summary>What a link says of the telling that carries it.</summary>
    public static string Link(string kind) => kind switch
    {
        "response_to" => "in response to",
        "part_of" => "part of",
        "repeat_at_same_place" => "again at the place of",
        _ => kind.Replace('_', ' '),
    };

    /// <summary>White space and control characters made single spaces, so that a value cannot break a line or a terminal.</summary>
    public static string OneLine(string text)
    {
        var result = new System.Text.StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c) && !char.IsControl(c))
                result.Append(c);
            else if (result.Length > 0 && result[^1] != ' ')
                result.Append(' ');
        }
        return result.ToString().TrimEnd();
    }

    /// <summary>One line of at most <paramref name="max"/> characters, cut at a word.</summary>
    public static string Short(string text, int max)
    {
        text = OneLine(text);
        if (text.Length <= max)
            return text;
        var cut = text.LastIndexOf(' ', max - 1);
        return text[..(cut > max / 2 ? cut : max - 1)].TrimEnd(' ', ',', ';') + "…";
    }
}
