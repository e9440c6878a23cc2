using System.Text;

namespace Crosscheck.App.Intake;

/// <summary>
/// Keeps a page from nesting deeper than browsers show (Chromium stops at 512): the parser's time grows with the square of
/// the depth. Tags below that are dropped, their text stays.
/// </summary>
internal static class TagDepth
{
    private const int Max = 256;

    /// <summary>Elements that hold nothing, or that end by themselves where the next one begins.</summary>
    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> Flat = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "td", "th", "tr", "dt", "dd", "option", "optgroup", "html", "head", "body", "tbody", "thead", "tfoot",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The page itself where it is not too deep.</summary>
    public static string Limit(string html)
    {
        StringBuilder? kept = null;
        int depth = 0, copied = 0;
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0; at = html.IndexOf('<', at + 1))
        {
            var closes = at + 1 < html.Length && html[at + 1] == '/';
            var name = Name(html, at + (closes ? 2 : 1));
            if (name.IsEmpty || Flat.Contains(name))
                continue;
            if (closes ? depth-- > Max : ++depth > Max)
            {
                kept ??= new StringBuilder(html.Length);
                kept.Append(html, copied, at - copied);
                var end = html.IndexOf('>', at);
                copied = end < 0 ? html.Length : end + 1;
                at = copied - 1;
            }
            depth = Math.Max(depth, 0);
        }
        return kept is null ? html : kept.Append(html, copied, html.Length - copied).ToString();
    }

    private static ReadOnlySpan<char> Name(string html, int start)
    {
        var end = start;
        while (end < html.Length && end - start < 16 && char.IsAsciiLetterOrDigit(html[end]))
            end++;
        return html.AsSpan(start, end - start);
    }
}
