using System.Text;
using Crosscheck.Text;

namespace Crosscheck.Claims.Llm;

/// <summary>
/// A body in which words are looked up letter for letter, but for white space (any run is one space), quotation marks and
/// apostrophes (any form is one), and marks that are not seen (soft hyphens, directions of writing).
/// </summary>
public sealed class FoldedText
{
    private readonly string _body;
    private readonly string _folded;
    private readonly int[] _start;
    private readonly int[] _end;

    public FoldedText(string body)
    {
        _body = body;
        (_folded, _start, _end) = FoldWithPlaces(body);
    }

    /// <summary>Text on one line, runs of white space as one space.</summary>
    public static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>
    /// Where the words stand: within <paramref name="within"/> where they do, else nearest to it; null where they stand nowhere.
    /// </summary>
    public TextSpan? Find(string words, TextSpan within)
    {
        var wanted = FoldWithPlaces(words).Folded.Trim();
        if (wanted.Length == 0)
            return null;
        TextSpan? best = null;
        var nearest = int.MaxValue;
        for (var at = _folded.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = _folded.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (!Whole(at, at + wanted.Length))
                continue;
            var span = new TextSpan(_start[at], _end[at + wanted.Length - 1]);
            var distance = within.Contains(span) ? 0 : span.End <= within.Start ? within.Start - span.End + 1 : Math.Max(1, span.Start - within.End + 1);
            if (distance >= nearest)
                break;
            (best, nearest) = (span, distance);
            if (distance == 0)
                break;
        }
        return best;
    }

    public bool Holds(string words) => Find(words, new TextSpan(0, _body.Length)) is not null;

    /// <summary>"10" does not stand in "110", "1,100" or "10.5", "he" not in "the". Scripts that write no spaces have no such edges.</summary>
    private bool Whole(int start, int end) => !Joined(start - 1, start) && !Joined(end - 1, end);

    private bool Joined(int a, int b)
    {
        if (a < 0 || b >= _folded.Length)
            return false;
        char x = _folded[a], y = _folded[b];
        if (char.IsDigit(x) && char.IsDigit(y))
            return true;
        if (char.IsDigit(x) && y is ',' or '.' && b + 1 < _folded.Length && char.IsDigit(_folded[b + 1]))
            return true;
        if (x is ',' or '.' && char.IsDigit(y) && a > 0 && char.IsDigit(_folded[a - 1]))
            return true;
        return IsAlphabetic(x) && IsAlphabetic(y);
    }

    /// <summary>Latin, Greek, Cyrillic, Armenian, Georgian: scripts whose words are parted by spaces and take no prefixes without one.</summary>
    private static bool IsAlphabetic(char c) => char.IsLetter(c) && (c < '\u0590' || c is >= '\u10A0' and <= '\u10FF' or >= '\u1E00' and <= '\u1FFF');

    private static (string Folded, int[] Start, int[] End) FoldWithPlaces(string text)
    {
        var folded = new StringBuilder(text.Length);
        var starts = new List<int>(text.Length);
        var ends = new List<int>(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = Fold(text[i]);
            if (c == '\0')
                continue;
            if (c == ' ' && folded.Length > 0 && folded[^1] == ' ')
            {
                ends[^1] = i + 1;
                continue;
            }
            folded.Append(c);
            starts.Add(i);
            ends.Add(i + 1);
        }
        return (folded.ToString(), [.. starts], [.. ends]);
    }

    private static char Fold(char c) => c switch
    {
        '\u201C' or '\u201D' or '\u201E' or '\u201F' or '\u00AB' or '\u00BB' or '\u2033' or '\u300C' or '\u300D' => '"',
        '\u2018' or '\u2019' or '\u201A' or '\u201B' or '\u2032' or '\u02BC' or '`' or '\u00B4' => '\'',
        '\u00AD' or '\uFEFF' or (>= '\u200B' and <= '\u200F') or (>= '\u202A' and <= '\u202E') or (>= '\u2060' and <= '\u2069') => '\0',
        _ when char.IsWhiteSpace(c) => ' ',
        _ => c,
    };
}
