namespace Crosscheck.Claims;

/// <summary>When two values of one attribute say the same.</summary>
public static class SameValue
{
    private static readonly HashSet<string> Stop =
        new("the a an of in on at to by and or for from with its his their near this that same".Split(' '), StringComparer.Ordinal);

    /// <summary>Equal counts, or words of which one holds the other's.</summary>
    public static bool Holds(ClaimValue a, ClaimValue b)
    {
        if (a.Text is null || b.Text is null)
            return a.Text is null && b.Text is null && (a.Low, a.N, a.High) == (b.Low, b.N, b.High);
        return Words(a.Text, b.Text);
    }

    /// <summary>Do two names share all the words of the shorter one?</summary>
    public static bool Words(string a, string b)
    {
        if (string.Equals(a, b, StringComparison.OrdinalIgnoreCase))
            return true;
        var wa = Content(a);
        var wb = Content(b);
        if (wa.Count == 0 || wb.Count == 0)
            return wa.Count == wb.Count;
        return wa.Count <= wb.Count ? wa.IsSubsetOf(wb) : wb.IsSubsetOf(wa);
    }

    private static HashSet<string> Content(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        var lower = text.ToLowerInvariant();
        for (var i = 0; i < lower.Length; i++)
        {
            var start = i;
            while (i < lower.Length && char.IsLetterOrDigit(lower[i]))
                i++;
            if (i > start && !Stop.Contains(lower[start..i]))
                words.Add(i - start > 3 && lower[i - 1] == 's' ? lower[start..(i - 1)] : lower[start..i]);
        }
        return words;
    }
}
