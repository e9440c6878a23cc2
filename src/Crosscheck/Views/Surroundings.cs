using Crosscheck.Text;

namespace Crosscheck.Views;

/// <summary>What stands around a span in its line of the text, cut at words to fit a width.</summary>
public static class Surroundings
{
    /// <summary>
    /// The words before and after, with "…" where cut, so that before, span and after are at most <paramref name="width"/>
    /// characters. Both end and begin at the sentence's line; the text before takes at most a third.
    /// </summary>
    public static (string Before, string After) Of(string body, TextSpan span, int width)
    {
        var room = width - span.Length - 2;
        if (room < 8)
            return ("", "");
        var before = Before(body, span.Start, room / 3);
        return (before, After(body, span.End, room - before.Length));
    }

    private static string Before(string body, int end, int room)
    {
        var start = end;
        while (start > 0 && end - start < room && !IsBreak(body, start - 1))
            start--;
        var whole = start == 0 || IsBreak(body, start - 1);
        if (!whole)
        {
            while (start < end && !char.IsWhiteSpace(body[start]))
                start++;
        }
        var text = body[start..end].TrimStart();
        return (whole || text.Length == 0 ? "" : "…") + Flat(text);
    }

    private static string After(string body, int start, int room)
    {
        var end = start;
        while (end < body.Length && end - start < room && body[end] is not ('\n' or '\r'))
            end++;
        var whole = end == body.Length || body[end] is '\n' or '\r';
        if (!whole)
        {
            while (end > start && !char.IsWhiteSpace(body[end - 1]))
                end--;
        }
        var text = body[start..end].TrimEnd();
        return Flat(text) + (whole ? "" : "…");
    }

    /// <summary>A line's end, or a sentence's end before white space.</summary>
    private static bool IsBreak(string body, int at) =>
        body[at] is '\n' or '\r' || (body[at] is '.' or '?' or '!' && at + 2 < body.Length && body[at + 1] == ' ' && char.IsUpper(body[at + 2]));

    private static string Flat(string text) => string.Create(text.Length, text, (chars, t) =>
    {
        for (var i = 0; i < chars.Length; i++)
            chars[i] = char.IsWhiteSpace(t[i]) || char.IsControl(t[i]) ? ' ' : t[i];
    });
}
