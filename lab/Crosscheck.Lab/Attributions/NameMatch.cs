using System.Text.RegularExpressions;

namespace Crosscheck.Lab.Attributions;

/// <summary>The likeness of two short names as score.py has it: at least half of the shorter one's words are shared.</summary>
public static partial class NameMatch
{
    private static readonly HashSet<string> Stop =
        [.. "the a an of in on at to by and or for from with its his their near".Split(' ')];

    public static bool Similar(string a, string b)
    {
        var wa = Words(a);
        var wb = Words(b);
        if (wa.Count == 0 || wb.Count == 0)
            return wa.Count == wb.Count;
        return wa.Count(wb.Contains) / (double)Math.Min(wa.Count, wb.Count) >= 0.5;
    }

    private static HashSet<string> Words(string text)
    {
        text = text.ToLowerInvariant().Replace("u.s.", "us", StringComparison.Ordinal).Replace("u.k.", "uk", StringComparison.Ordinal);
        return [.. Word().Matches(text).Select(m => m.Value).Where(w => !Stop.Contains(w))
            .Select(w => w.Length > 3 && w.EndsWith('s') ? w[..^1] : w)];
    }

    [GeneratedRegex("[a-z0-9]+")]
    private static partial Regex Word();
}
