namespace Crosscheck.Text;

internal enum LineBreak : byte { None, Line, Paragraph }

/// <summary>What the line breaks of a text mean.</summary>
internal static class LineBreaks
{
    /// <summary>The strongest break in the white space between two tokens.</summary>
    public static LineBreak Between(string body, int from, int to)
    {
        var lines = 0;
        for (var i = from; i < to; i++)
        {
            if (body[i] is '\n' or '\u2028' || (body[i] == '\r' && (i + 1 >= body.Length || body[i + 1] != '\n')))
                lines++;
            else if (body[i] == '\u2029')
                lines += 2;
        }
        return lines == 0 ? LineBreak.None : lines == 1 ? LineBreak.Line : LineBreak.Paragraph;
    }

    /// <summary>
    /// Whether the text is wrapped at a column, so that a single line break is only a space: at least five breaks stand
    /// inside a paragraph, no line is longer than 100 characters, and a third of the lines go on in lower case.
    /// </summary>
    public static bool AreWrapped(string body)
    {
        int breaks = 0, goOn = 0, length = 0;
        for (var i = 0; i < body.Length; i++)
        {
            if (body[i] != '\n')
            {
                if (++length > 100)
                    return false;
                continue;
            }
            if (length > 0 && i + 1 < body.Length && body[i + 1] is not ('\n' or '\r'))
            {
                breaks++;
                goOn += char.IsLower(body[i + 1]) ? 1 : 0;
            }
            length = 0;
        }
        return breaks >= 5 && goOn * 3 >= breaks;
    }
}
