using Crosscheck.Claims;
using Crosscheck.Views;

namespace Crosscheck.Lab.Scoring;

/// <summary>When a claim read is the claim of the gold: the rules of the shared scorer, line by line.</summary>
public static class GoldMatch
{
    private static readonly HashSet<string> Stop = [.. "the a an of in on at to by and or for from with its his their near".Split(' ')];

    public static bool IsNumeric(string attribute) => attribute is "killed" or "injured" or "abducted" or "munitions";

    /// <summary>The words that count in a comparison of names: lower case, plural s and stop words gone.</summary>
    public static HashSet<string> Words(string? text)
    {
        var lower = (text ?? "").ToLowerInvariant().Replace("u.s.", "us", StringComparison.Ordinal).Replace("u.k.", "uk", StringComparison.Ordinal);
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < lower.Length; i++)
        {
            var start = i;
            while (i < lower.Length && char.IsAsciiLetterOrDigit(lower[i]))
                i++;
            if (i == start)
                continue;
            var word = lower[start..i];
            if (!Stop.Contains(word))
                words.Add(word.Length > 3 && word[^1] == 's' ? word[..^1] : word);
        }
        return words;
    }

    /// <summary>Do two short names share at least half of the shorter one's words?</summary>
    public static bool Similar(string? a, string? b)
    {
        var wa = Words(a);
        var wb = Words(b);
        if (wa.Count == 0 || wb.Count == 0)
            return wa.Count == wb.Count;
        return wa.Count(wb.Contains) >= 0.5 * Math.Min(wa.Count, wb.Count);
    }

    public static bool SameValue(GoldClaim gold, ClaimAttribute attribute, ClaimValue mine)
    {
        if (gold.Attribute != ReadingJson.Name(attribute))
            return false;
        if (IsNumeric(gold.Attribute))
            return SameNumber(gold, mine.Low, mine.N, mine.High);
        if (gold.Attribute == "date")
            return gold.Value is { Length: >= 4 } && gold.Value == mine.Text;
        return Similar(gold.Value, mine.Text);
    }

    public static bool SameNumber(GoldClaim gold, int? low, int? n, int? high)
    {
        if (gold.N is not null)
            return gold.N == n;
        if (gold.Low is null && gold.High is null)
            return n is null;
        if (gold.Low is { } g)
            return n is not null ? n == g : low is { } l && Math.Abs(l - g) <= 1;
        return gold.High == high;
    }
}
